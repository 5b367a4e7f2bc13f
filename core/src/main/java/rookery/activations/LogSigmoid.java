package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * The logarithm of the sigmoid.
 *
 * <pre>
 *   y = ln σ(z) = min(z, 0) − ln(1 + e^−|z|)        dz = dy·σ(−z)
 * </pre>
 */
public record LogSigmoid() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = -Math.abs(in[e]);
        kernels.exp(out, at, out, at, end - at);
        finish(kernels, in, out, at, end);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        for (int e = at; e < end; e++) out[e] = -Math.abs(in[e]);
        kernels.exp(out, at, out, at, end - at);
        for (int e = at; e < end; e++)
            gradient[e] *= Math.max(out[e], Step.of(-in[e])) / (1f + out[e]);
        finish(kernels, in, out, at, end);
    }

    /** e^−|z| → y. */
    private static void finish(Kernels kernels, float[] in, float[] out, int at, int end) {
        kernels.log1p(out, at, out, at, end - at);
        for (int e = at; e < end; e++) out[e] = Math.min(in[e], 0f) - out[e];
    }
}
