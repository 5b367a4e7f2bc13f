package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Rectified linear unit: lets the positive part through.
 *
 * <pre>
 *   y = max(z, 0)        dz = dy where z > 0, else 0
 * </pre>
 *
 * <p>The derivative at 0 is taken as 0, as in Keras and PyTorch. A NaN passes through forward.
 */
public record Relu() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        for (int e = z.at(from), end = z.at(to); e < end; e++) out[e] = Math.max(in[e], 0f);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        int at = z.at(from);
        kernels.reluGradient(z.values(), at, 0f, d.values(), at, z.at(to) - at);
    }
}
