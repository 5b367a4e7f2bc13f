package rookery.activations;

import rookery.kernels.Kernels;
import rookery.names.Names;
import rookery.tensor.Panels;

import java.util.LinkedHashMap;
import java.util.Map;

/** An activation function: y = f(z) for the units of one example. */
public sealed interface Activation
        permits Linear,
                Relu,
                LeakyRelu,
                Relu6,
                Elu,
                Selu,
                Celu,
                Gelu,
                Silu,
                Mish,
                Softplus,
                Softsign,
                Squareplus,
                SparsePlus,
                Sigmoid,
                LogSigmoid,
                HardSigmoid,
                SparseSigmoid,
                HardSilu,
                Tanh,
                HardTanh,
                TanhShrink,
                HardShrink,
                SoftShrink,
                Threshold,
                Exponential,
                Softmax,
                LogSoftmax,
                Sparsemax,
                Glu,
                CustomActivation {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Activation> NAMES = Names.of("activation", Activation::members);

    private static Map<String, Activation> members() {
        Map<String, Activation> members = new LinkedHashMap<>();
        members.put("linear", new Linear());
        members.put("relu", new Relu());
        members.put("leaky_relu", new LeakyRelu());
        members.put("relu6", new Relu6());
        members.put("elu", new Elu());
        members.put("selu", new Selu());
        members.put("celu", new Celu());
        members.put("gelu", new Gelu());
        members.put("silu", new Silu());
        members.put("swish", new Silu());
        members.put("mish", new Mish());
        members.put("softplus", new Softplus());
        members.put("softsign", new Softsign());
        members.put("squareplus", new Squareplus());
        members.put("sparse_plus", new SparsePlus());
        members.put("sigmoid", new Sigmoid());
        members.put("log_sigmoid", new LogSigmoid());
        members.put("hard_sigmoid", new HardSigmoid());
        members.put("sparse_sigmoid", new SparseSigmoid());
        members.put("hard_silu", new HardSilu());
        members.put("hard_swish", new HardSilu());
        members.put("tanh", new Tanh());
        members.put("hard_tanh", new HardTanh());
        members.put("tanh_shrink", new TanhShrink());
        members.put("hard_shrink", new HardShrink());
        members.put("soft_shrink", new SoftShrink());
        members.put("threshold", new Threshold(0, 0));
        members.put("exponential", new Exponential());
        members.put("softmax", new Softmax());
        members.put("log_softmax", new LogSoftmax());
        members.put("sparsemax", new Sparsemax());
        members.put("glu", new Glu());
        return members;
    }

    /**
     * How many numbers an example has after it, for this many before: as many, unless overridden.
     *
     * @throws IllegalArgumentException if it cannot take them
     */
    default int outputs(int inputs) {
        return inputs;
    }

    /** y = f(z) for the panels {@code from} to {@code to} (exclusive); z is left as it is. */
    void forward(Kernels kernels, Panels z, Panels y, int from, int to);

    /**
     * dz = f′(z)ᵀ·dy for the panels {@code from} to {@code to} (exclusive), in place.
     *
     * @param z left as it is, unless {@link #outputs} are not as many as inputs: then it leaves as
     *     dz
     * @param y leaves as it came; a member may work in it meanwhile, if it gives it the same bits
     *     again
     * @param d comes as dy, the gradient with respect to y, and leaves as dz
     */
    void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to);
}
