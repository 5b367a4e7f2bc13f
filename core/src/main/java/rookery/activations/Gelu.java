package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Gaussian error linear unit: z, weighted by the part Φ(z) of a normal distribution below it.
 *
 * <pre>
 *   exact          y = z·Φ(z) = max(z, 0) − |z|·M·E      E = e^(−z²/2)   M = Φ(−|z|)/E
 *                  dz = dy·(Φ(z) + z·E/√(2π))
 *   approximate    y = z·s,   s = (1 + tanh u)/2 = σ(2u)      u = √(2/π)·(z + 0.044715·z³)
 *                  dz = dy·s·(1 + (1 − s)·z·2u′)
 * </pre>
 *
 * <p>Hendrycks &amp; Gimpel 2016, arXiv:1606.08415. Exact by default, as in Keras and PyTorch. M, Mills'
 * ratio over √(2π), is a polynomial in t = 1/(1 + 0.3·|z|) fitted to a relative error of 6e-8 for
 * |z| ≤ 14, where E ends; with it the negative side keeps its digits, too.
 *
 * @param approximate whether the form with tanh
 */
public record Gelu(boolean approximate) implements Activation {

    /** M's coefficients, of t⁸ to 1. */
    private static final float M8 = 0.038377576f;

    private static final float M7 = -0.16916306f;
    private static final float M6 = 0.22865465f;
    private static final float M5 = -0.07650118f;
    private static final float M4 = 0.14253245f;
    private static final float M3 = 0.09468459f;
    private static final float M2 = 0.12192012f;
    private static final float M1 = 0.11948771f;
    private static final float M0 = 7.1677932e-6f;

    private static final float T = 0.3f;

    /** 1/√(2π). */
    private static final float DENSITY = 0.3989422804f;

    /** 2u = z·(U1 + U3·z²). */
    private static final float U1 = 1.5957691216f;

    private static final float U3 = 0.0713548162726f;

    /** From here on s is 0 or 1, and its derivative 0, but z³ may overflow. */
    private static final float SATURATED = 10;

    /** Keras's default: exact. */
    public Gelu() {
        this(false);
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        if (approximate) forwardByTanh(kernels, z, y, from, to);
        else forwardExactly(kernels, z, y, from, to);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        if (approximate) backwardByTanh(kernels, z, y, d, from, to);
        else backwardExactly(kernels, z, y, d, from, to);
    }

    private static void forwardExactly(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        bell(kernels, in, out, at, end);
        finish(in, out, at, end);
    }

    private static void backwardExactly(
            Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        bell(kernels, in, out, at, end);
        for (int e = at; e < end; e++) {
            float size = Math.abs(in[e]);
            float left = (mills(size) - DENSITY * size) * out[e]; // the derivative at −|z|
            float positive = Step.of(in[e]);
            gradient[e] *= positive + (1f - 2f * positive) * left;
        }
        finish(in, out, at, end);
    }

    /** E → y. */
    private static void bell(Kernels kernels, float[] in, float[] out, int at, int end) {
        for (int e = at; e < end; e++) out[e] = -0.5f * in[e] * in[e];
        kernels.exp(out, at, out, at, end - at);
    }

    private static void finish(float[] in, float[] out, int at, int end) {
        for (int e = at; e < end; e++) {
            float size = Math.abs(in[e]);
            out[e] = Math.max(in[e], 0f) - size * mills(size) * out[e];
        }
    }

    /** M at ±z. */
    private static float mills(float size) {
        float t = 1f / (1f + T * size);
        float p = M8 * t + M7;
        p = p * t + M6;
        p = p * t + M5;
        p = p * t + M4;
        p = p * t + M3;
        p = p * t + M2;
        p = p * t + M1;
        return p * t + M0;
    }

    private static void forwardByTanh(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        weight(kernels, in, out, at, end);
        for (int e = at; e < end; e++) out[e] = in[e] * out[e];
    }

    private static void backwardByTanh(
            Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        weight(kernels, in, out, at, end);
        for (int e = at; e < end; e++) {
            float limited = Math.max(Math.min(in[e], SATURATED), -SATURATED);
            float slope = U1 + 3f * U3 * limited * limited;
            gradient[e] *= out[e] * (1f + (1f - out[e]) * limited * slope);
        }
        for (int e = at; e < end; e++) out[e] = in[e] * out[e];
    }

    /** s → y. */
    private static void weight(Kernels kernels, float[] in, float[] out, int at, int end) {
        for (int e = at; e < end; e++) out[e] = in[e] * (U1 + U3 * in[e] * in[e]);
        kernels.sigmoid(out, at, out, at, end - at);
    }
}
