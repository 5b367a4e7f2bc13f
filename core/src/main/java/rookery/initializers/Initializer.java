package rookery.initializers;

import rookery.names.Names;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a parameter tensor begins with: a function of the seed, the tensor and the element. */
public sealed interface Initializer
        permits Zeros,
                Ones,
                Constant,
                Identity,
                RandomNormal,
                TruncatedNormal,
                RandomUniform,
                VarianceScaling,
                GlorotNormal,
                GlorotUniform,
                HeNormal,
                HeUniform,
                LecunNormal,
                LecunUniform,
                Orthogonal,
                CustomInitializer {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Initializer> NAMES = Names.of("initializer", Initializer::members);

    private static Map<String, Initializer> members() {
        Map<String, Initializer> members = new LinkedHashMap<>();
        members.put("glorot_uniform", new GlorotUniform());
        members.put("glorot_normal", new GlorotNormal());
        members.put("he_uniform", new HeUniform());
        members.put("he_normal", new HeNormal());
        members.put("lecun_uniform", new LecunUniform());
        members.put("lecun_normal", new LecunNormal());
        members.put("variance_scaling", new VarianceScaling());
        members.put("orthogonal", new Orthogonal());
        members.put("random_uniform", new RandomUniform());
        members.put("uniform", new RandomUniform());
        members.put("random_normal", new RandomNormal());
        members.put("normal", new RandomNormal());
        members.put("truncated_normal", new TruncatedNormal());
        members.put("zeros", new Zeros());
        members.put("zero", new Zeros());
        members.put("ones", new Ones());
        members.put("one", new Ones());
        members.put("constant", new Constant());
        members.put("identity", new Identity());
        return members;
    }

    /**
     * Fills a tensor.
     *
     * @param values (fanIn, fanOut) row-major, all to be written; a vector's are fanOut alone
     * @param fanIn inputs of the layer; a vector's length, as in Keras
     * @param fanOut units of the layer; a vector's length
     * @param seed the seed of the run
     * @param tensor the tensor's number in the network, so that no two begin with the same numbers
     * @throws IllegalArgumentException if the member is for kernels only and this is a vector
     */
    void fill(float[] values, int fanIn, int fanOut, long seed, int tensor);
}
