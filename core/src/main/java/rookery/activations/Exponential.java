package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The exponential function.
 *
 * <pre>
 *   y = eᶻ        dz = dy·y
 * </pre>
 *
 * <p>From z = 88.8 on it is infinite, as in Keras.
 */
public record Exponential() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        kernels.exp(in, at, out, at, z.at(to) - at);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) gradient[e] *= out[e];
    }
}
