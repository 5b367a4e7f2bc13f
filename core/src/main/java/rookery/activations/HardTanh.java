package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The hyperbolic tangent in three straight pieces.
 *
 * <pre>
 *   y = min(max(z, −1), 1)        dz = dy where −1 ≤ z ≤ 1, else 0
 * </pre>
 *
 * <p>The derivative at −1 and at 1 is 1, as in Keras; in PyTorch it is 0.
 */
public record HardTanh() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = Math.min(Math.max(in[e], -1f), 1f);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) gradient[e] *= 1f - Step.of(Math.abs(in[e]) - 1f);
    }
}
