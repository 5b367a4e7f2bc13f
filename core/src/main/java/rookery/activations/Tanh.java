package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The hyperbolic tangent, between −1 and 1.
 *
 * <pre>
 *   y = tanh z        dz = dy·(1 − y²)
 * </pre>
 */
public record Tanh() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        int at = z.at(from);
        kernels.tanh(z.values(), at, y.values(), at, z.at(to) - at);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        for (int e = y.at(from), end = y.at(to); e < end; e++)
            gradient[e] = gradient[e] * (1f - out[e] * out[e]);
    }
}
