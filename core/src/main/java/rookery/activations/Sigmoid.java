package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The logistic function, between 0 and 1.
 *
 * <pre>
 *   y = 1 / (1 + e⁻ᶻ)        dz = dy·y·(1 − y)
 * </pre>
 */
public record Sigmoid() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        int at = z.at(from);
        kernels.sigmoid(z.values(), at, y.values(), at, z.at(to) - at);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        for (int e = y.at(from), end = y.at(to); e < end; e++)
            gradient[e] = gradient[e] * (out[e] * (1f - out[e]));
    }
}
