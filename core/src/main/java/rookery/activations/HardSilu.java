package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * {@link Silu} with {@link HardSigmoid} in the place of the sigmoid; also called hard swish.
 *
 * <pre>
 *   y = z·h,   h = min(max(z + 3, 0), 6) / 6
 *   dz = dy·(h + z/6) where −3 &lt; z &lt; 3, else dy·h
 * </pre>
 *
 * <p>Howard et al. 2019, arXiv:1905.02244. The derivative is 0 at −3 and 1 at 3, as in Keras and PyTorch.
 */
public record HardSilu() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = in[e] * weight(in[e]);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) {
            float inside = Step.of(3f - Math.abs(in[e]));
            gradient[e] *= weight(in[e]) + inside * in[e] / 6f;
        }
    }

    private static float weight(float z) {
        return Math.min(Math.max(z + 3f, 0f), 6f) / 6f;
    }
}
