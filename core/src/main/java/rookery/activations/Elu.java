package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Exponential linear unit: below 0 it bends towards −α, so that outputs have a mean near 0.
 *
 * <pre>
 *   y = z where z &gt; 0, else α·(eᶻ − 1)        dz = dy where z &gt; 0, else dy·α·eᶻ
 * </pre>
 *
 * <p>Clevert et al. 2016, arXiv:1511.07289. The derivative at 0 is α, as in Keras and PyTorch. α·eᶻ is
 * taken as y + α. eᶻ − 1 is 2t / (1 − t) with t = tanh(z/2), which loses nothing where z is small.
 *
 * @param alpha α, above 0
 */
public record Elu(double alpha) implements Activation {

    /** Keras's default: α = 1. */
    public Elu() {
        this(1);
    }

    /** Checks {@code alpha}. */
    public Elu {
        if (!((float) alpha > 0 && (float) alpha < Float.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Elu: alpha must be positive and finite, got " + alpha);
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = 0.5f * Math.min(in[e], 0f);
        kernels.tanh(out, at, out, at, end - at);
        float scale = (float) (2 * alpha);
        for (int e = at; e < end; e++)
            out[e] = Math.max(in[e], 0f) + scale * (out[e] / (1f - out[e]));
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        if (alpha != 1) kernels.reluGradient(z.values(), at, (float) alpha, gradient, at, end - at);
        float a = (float) alpha;
        for (int e = at; e < end; e++) gradient[e] *= 1f + Math.min(out[e], 0f) / a;
    }
}
