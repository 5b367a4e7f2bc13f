package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Like {@link Silu}, weighted by the tanh of a softplus.
 *
 * <pre>
 *   y = z·T,   T = tanh(ln(1 + eᶻ)) = s·(1 + q)/(1 + q²),   s = σ(z),   q = 1 − s
 *   dz = dy·(T + z·s·(2q/(1 + q²))²)
 * </pre>
 *
 * <p>Misra 2019, arXiv:1908.08681.
 */
public record Mish() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        kernels.sigmoid(in, at, out, at, end - at);
        for (int e = at; e < end; e++) out[e] = in[e] * weight(out[e]);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        kernels.sigmoid(in, at, out, at, end - at);
        for (int e = at; e < end; e++) {
            float s = out[e];
            float q = 1f - s;
            float root = 2f * q / (1f + q * q);
            gradient[e] *= weight(s) + in[e] * s * (root * root);
        }
        for (int e = at; e < end; e++) out[e] = in[e] * weight(out[e]);
    }

    /** T, from σ(z). */
    private static float weight(float s) {
        float q = 1f - s;
        return s * (1f + q) / (1f + q * q);
    }
}
