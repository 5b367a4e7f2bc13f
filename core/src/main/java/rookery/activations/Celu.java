package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Elu with a continuous derivative for any α.
 *
 * <pre>
 *   y = max(z, 0) + α·(e^(min(z, 0)/α) − 1)        dz = dy where z &gt; 0, else dy·e^(z/α)
 * </pre>
 *
 * <p>Barron 2017, arXiv:1704.07483. Computed as {@link Elu}.
 *
 * @param alpha α, above 0
 */
public record Celu(double alpha) implements Activation {

    /** Keras's default: α = 1. */
    public Celu() {
        this(1);
    }

    /** Checks {@code alpha}. */
    public Celu {
        if (!((float) alpha > 0 && (float) alpha < Float.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Celu: alpha must be positive and finite, got " + alpha);
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        float a = (float) alpha;
        for (int e = at; e < end; e++) out[e] = 0.5f * (Math.min(in[e], 0f) / a);
        kernels.tanh(out, at, out, at, end - at);
        for (int e = at; e < end; e++)
            out[e] = Math.max(in[e], 0f) + a * (2f * out[e] / (1f - out[e]));
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        float a = (float) alpha;
        for (int e = at; e < end; e++) gradient[e] *= 1f + Math.min(out[e], 0f) / a;
    }
}
