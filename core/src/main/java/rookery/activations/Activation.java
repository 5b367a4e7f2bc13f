package rookery.activations;

import rookery.kernels.Kernels;
import rookery.names.Names;
import rookery.tensor.Panels;

import java.util.LinkedHashMap;
import java.util.Map;

/** An activation function: y = f(z) for the units of one example. */
public sealed interface Activation
        permits Linear, Relu, LeakyRelu, Sigmoid, Tanh, Softmax, CustomActivation {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Activation> NAMES = Names.of("activation", members());

    private static Map<String, Activation> members() {
        Map<String, Activation> members = new LinkedHashMap<>();
        members.put("linear", new Linear());
        members.put("relu", new Relu());
        members.put("leaky_relu", new LeakyRelu());
        members.put("sigmoid", new Sigmoid());
        members.put("tanh", new Tanh());
        members.put("softmax", new Softmax());
        return members;
    }

    /** y = f(z) for the panels {@code from} to {@code to} (exclusive); z is left as it is. */
    void forward(Kernels kernels, Panels z, Panels y, int from, int to);

    /**
     * dz = f′(z)ᵀ·dy for the panels {@code from} to {@code to} (exclusive), in place.
     *
     * @param d comes as dy, the gradient with respect to y, and leaves as dz
     */
    void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to);
}
