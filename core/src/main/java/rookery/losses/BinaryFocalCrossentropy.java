package rookery.losses;

import rookery.activations.Activation;
import rookery.activations.Sigmoid;
import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Optional;

/**
 * {@link BinaryCrossentropy} that counts outputs less the surer and righter they are, so that many
 * easy rows do not drown the few hard ones.
 *
 * <pre>
 *   y, q (batch, n),  y′ = (1 − σ)·y + σ/2,  q = sigmoid(z) from logits
 *   h_k = −y′_k·ln q_k − (1 − y′_k)·ln(1 − q_k)        u_k = y′_k·(1 − q_k) + (1 − y′_k)·q_k
 *   a_k = y′_k·α + (1 − y′_k)·(1 − α) with class balancing,  else 1
 *   l = Σ_k a_k·u_k^γ·h_k / n
 *   dq_k = a_k·(u_k^γ·dh_k + γ·u_k^(γ−1)·(1 − 2·y′_k)·h_k) / n
 *     with dh_k = (1 − y′_k)/(1 − q_k) − y′_k/q_k,  or from logits dh_k = q_k − y′_k
 *     and the second term times q_k·(1 − q_k)
 * </pre>
 *
 * Lin et al. 2017, arXiv:1708.02002. In h, and there alone, probabilities are clipped to [1e-7, 1 −
 * 1e-7], with derivative 0 where that acts, as in Keras. From logits nothing is clipped here; Keras
 * clips there, too, and so has no gradient left where an output is sure and wrong. For outputs
 * outside of [0, 1] u is that of the nearest bound; Keras takes powers of negative numbers.
 *
 * @param applyClassBalancing whether yes is weighted with α and no with 1 − α; no unless told
 * @param alpha α; 0.25 unless told
 * @param gamma γ, 2 unless told; with 0 all count alike
 * @param fromLogits whether predictions are values before a sigmoid; {@code compile} sees to it
 *     where the network ends with a sigmoid
 * @param labelSmoothing σ, how far targets are moved from 0 and 1 to ½; 0 unless told
 */
public record BinaryFocalCrossentropy(
        boolean applyClassBalancing,
        double alpha,
        double gamma,
        boolean fromLogits,
        double labelSmoothing)
        implements Loss {

    /** Keras's defaults. */
    public BinaryFocalCrossentropy() {
        this(false, 0.25, 2, false, 0);
    }

    /** Checks α, γ and σ. */
    public BinaryFocalCrossentropy {
        if (!(alpha >= 0 && alpha <= 1))
            throw new IllegalArgumentException(
                    "BinaryFocalCrossentropy: alpha must be in [0, 1], got " + alpha);
        Focal.requireGamma("BinaryFocalCrossentropy", gamma);
        Targets.requireSmoothing("BinaryFocalCrossentropy", labelSmoothing);
    }

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.requireYesOrNo("binary_focal_crossentropy", targets);
    }

    @Override
    public Optional<Loss> onLogits(Activation last) {
        return !fromLogits && last instanceof Sigmoid
                ? Optional.of(
                        new BinaryFocalCrossentropy(
                                applyClassBalancing, alpha, gamma, true, labelSmoothing))
                : Optional.empty();
    }

    @Override
    public int scratch(int outputs) {
        return 2 * outputs; // h, then u^γ
    }

    private double smooth(double y) {
        return y * (1 - labelSmoothing) + 0.5 * labelSmoothing;
    }

    private double weight(double y) {
        return applyClassBalancing ? y * alpha + (1 - y) * (1 - alpha) : 1;
    }

    /** 1 − the probability given to what is right. */
    private static double miss(double y, double yes, double no) {
        return y * no + (1 - y) * yes;
    }

    /** sigmoid(z), given that of −|z|. */
    private static double yes(float z, double tail) {
        return z > 0 ? 1 - tail : tail;
    }

    private static float bound(float q) {
        return Math.min(Math.max(q, 0f), 1f);
    }

    @Override
    public void value(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels scratch,
            double[] values,
            int from,
            int to) {
        float[] s = scratch.values();
        int size = prediction.at(to) - prediction.at(from);
        int h = scratch.at(from);
        if (fromLogits) ofLogits(kernels, target, prediction, s, h, s, h, from, to);
        else ofProbabilities(kernels, target, prediction, s, h, from, to);
        int n = prediction.features();
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = prediction.at(b, 0);
            int place = h + at - prediction.at(from);
            double sum = 0;
            for (int k = 0; k < n * Panels.LANES; k += Panels.LANES)
                sum += weight(smooth(target.values()[at + k])) * s[place + k] * s[place + size + k];
            values[b] = sum / n;
        }
    }

    /** h and u^γ of probabilities, one block after the other. */
    private void ofProbabilities(
            Kernels kernels, Panels target, Panels prediction, float[] s, int h, int from, int to) {
        float[] q = prediction.values();
        int begin = prediction.at(from);
        int size = prediction.at(to) - begin;
        int u = h + size;
        for (int e = 0; e < size; e++) {
            s[h + e] = Probabilities.clip(q[begin + e]);
            s[u + e] = Probabilities.clip(1f - q[begin + e]);
        }
        kernels.log(s, h, s, h, 2 * size);
        for (int e = 0; e < size; e++) {
            double y = smooth(target.values()[begin + e]);
            double yes = bound(q[begin + e]);
            s[h + e] = (float) (-y * s[h + e] - (1 - y) * s[u + e]);
            s[u + e] = (float) miss(y, yes, 1 - yes);
        }
        Focal.power(kernels, s, u, size, gamma);
    }

    /**
     * h and u^γ of logits, one block after the other, and sigmoid(−|z|), which may go where h
     * comes.
     */
    private void ofLogits(
            Kernels kernels,
            Panels target,
            Panels prediction,
            float[] s,
            int h,
            float[] tails,
            int tail,
            int from,
            int to) {
        float[] z = prediction.values();
        int begin = prediction.at(from);
        int size = prediction.at(to) - begin;
        int u = h + size;
        for (int e = 0; e < size; e++) s[h + e] = -Math.abs(z[begin + e]);
        kernels.exp(s, h, s, h, size);
        kernels.log1p(s, h, s, u, size);
        for (int e = 0; e < size; e++) {
            double y = smooth(target.values()[begin + e]);
            double t = s[h + e] / (1.0 + s[h + e]);
            double yes = yes(z[begin + e], t);
            double no = yes(-z[begin + e], t);
            tails[tail + e] = (float) t;
            s[h + e] = (float) (BinaryCrossentropy.surplus(y, z[begin + e]) + s[u + e]);
            s[u + e] = (float) miss(y, yes, no);
        }
        Focal.power(kernels, s, u, size, gamma);
    }

    @Override
    public void gradient(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels output,
            float[] scale,
            Panels scratch,
            Panels gradient,
            int from,
            int to) {
        float[] s = scratch.values();
        float[] d = gradient.values();
        float[] q = prediction.values();
        int n = prediction.features();
        int begin = prediction.at(from);
        int size = prediction.at(to) - begin;
        int h = scratch.at(from) - begin;
        if (fromLogits) ofLogits(kernels, target, prediction, s, h + begin, d, begin, from, to);
        else ofProbabilities(kernels, target, prediction, s, h + begin, from, to);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = prediction.at(b, 0);
            for (int e = at; e < at + n * Panels.LANES; e += Panels.LANES) {
                double y = smooth(target.values()[e]);
                double power = s[h + size + e];
                double slope =
                        fromLogits
                                ? slopeOfLogit(y, q[e], d[e], s[h + e], power)
                                : slope(y, q[e], s[h + e], power);
                d[e] = (float) (weight(y) * slope * scale[b] / n);
            }
        }
    }

    private double slope(double y, float q, double h, double power) {
        double yes = bound(q);
        double u = miss(y, yes, 1 - yes);
        double ofH = Probabilities.clipped(q) ? 0 : (1 - y) / (1 - (double) q) - y / (double) q;
        double ofPower = u == 0 || q != yes ? 0 : gamma * power / u * (1 - 2 * y);
        return power * ofH + ofPower * h;
    }

    private double slopeOfLogit(double y, float z, double tail, double h, double power) {
        double yes = yes(z, tail);
        double no = yes(-z, tail);
        double u = miss(y, yes, no);
        double ofPower = u == 0 ? 0 : gamma * power / u * (1 - 2 * y) * yes * no;
        return power * (yes * (1 - y) - no * y) + ofPower * h;
    }
}
