package rookery.initializers;

import rookery.names.Names;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a parameter tensor begins with: a function of the seed, the tensor and the element. */
public sealed interface Initializer
        permits GlorotUniform,
                GlorotNormal,
                HeUniform,
                HeNormal,
                Zeros,
                Constant,
                CustomInitializer {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Initializer> NAMES = Names.of("initializer", members());

    private static Map<String, Initializer> members() {
        Map<String, Initializer> members = new LinkedHashMap<>();
        members.put("glorot_uniform", new GlorotUniform());
        members.put("glorot_normal", new GlorotNormal());
        members.put("he_uniform", new HeUniform());
        members.put("he_normal", new HeNormal());
        members.put("zeros", new Zeros());
        members.put("constant", new Constant(0));
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
     */
    void fill(float[] values, int fanIn, int fanOut, long seed, int tensor);
}
