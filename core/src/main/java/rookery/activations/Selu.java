package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Scaled elu: with {@code lecun_normal} weights, outputs keep mean 0 and variance 1 from layer to layer.
 *
 * <pre>
 *   y = λ·z where z &gt; 0, else λ·α·(eᶻ − 1)        dz = λ·dy where z &gt; 0, else λ·α·eᶻ·dy
 *   α = 1.67326324        λ = 1.05070099
 * </pre>
 *
 * <p>Klambauer et al. 2017, arXiv:1706.02515. The derivative at 0 is λ·α, as in Keras and PyTorch.
 * Computed as {@link Elu}.
 */
public record Selu() implements Activation {

    private static final float ALPHA = 1.6732632423543772f;

    private static final float SCALE = 1.0507009873554805f;

    private static final float LOWEST = 1.7580993408473766f;

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = 0.5f * Math.min(in[e], 0f);
        kernels.tanh(out, at, out, at, end - at);
        for (int e = at; e < end; e++)
            out[e] = SCALE * Math.max(in[e], 0f) + LOWEST * (2f * out[e] / (1f - out[e]));
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        kernels.reluGradient(z.values(), at, ALPHA, gradient, at, end - at);
        for (int e = at; e < end; e++) gradient[e] *= SCALE + Math.min(out[e], 0f) / ALPHA;
    }
}
