package rookery.losses;

import rookery.activations.Activation;
import rookery.activations.Softmax;
import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Optional;

/**
 * {@link CategoricalCrossentropy} that counts a class less the surer the network is of it, so that
 * many easy rows do not drown the few hard ones.
 *
 * <pre>
 *   p, q (batch, n classes),  p′ = (1 − σ)·p + σ/n
 *   from probabilities   s = Σ_j q_j,  r_k = clip(q_k / s, 1e-7, 1 − 1e-7)
 *   from logits          r = softmax(z)
 *   l = −α·Σ_k p′_k·(1 − r_k)^γ·ln r_k
 *   dq_k = (c_k − Σ_j c_j·r_j) / s,   from logits  dz_k = r_k·(c_k − Σ_j c_j·r_j)
 *     with c_k = α·p′_k·(γ·(1 − r_k)^(γ−1)·ln r_k − (1 − r_k)^γ / r_k),   0 where clipped
 * </pre>
 *
 * Lin et al. 2017, arXiv:1708.02002. From logits nothing is clipped here; Keras clips there, too,
 * and so has no gradient left where an output is sure and wrong. Keras also takes an α for each
 * class; here {@code Fit.classWeights} has that.
 *
 * @param alpha α, a factor for all; 0.25 unless told
 * @param gamma γ, 2 unless told; with 0 all count alike
 * @param fromLogits whether predictions are values before a softmax; {@code compile} sees to it
 *     where the network ends with a softmax
 * @param labelSmoothing σ, the share of a target that goes to all classes alike; 0 unless told
 */
public record CategoricalFocalCrossentropy(
        double alpha, double gamma, boolean fromLogits, double labelSmoothing) implements Loss {

    /** Keras's defaults. */
    public CategoricalFocalCrossentropy() {
        this(0.25, 2, false, 0);
    }

    /** Checks α, γ and σ. */
    public CategoricalFocalCrossentropy {
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "CategoricalFocalCrossentropy: alpha must be at least 0 and finite, got "
                            + alpha);
        Focal.requireGamma("CategoricalFocalCrossentropy", gamma);
        Targets.requireSmoothing("CategoricalFocalCrossentropy", labelSmoothing);
    }

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.requireDistributions("categorical_focal_crossentropy", targets);
    }

    @Override
    public Optional<Loss> onLogits(Activation last) {
        return !fromLogits && last instanceof Softmax
                ? Optional.of(new CategoricalFocalCrossentropy(alpha, gamma, true, labelSmoothing))
                : Optional.empty();
    }

    @Override
    public int scratch(int outputs) {
        return 2 * outputs; // ln r, then (1 − r)^γ
    }

    private double smooth(double p, int classes) {
        return p * (1 - labelSmoothing) + labelSmoothing / classes;
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
        int n = prediction.features();
        int begin = prediction.at(from);
        int size = prediction.at(to) - begin;
        int log = scratch.at(from) - begin;
        probabilities(kernels, prediction, s, log + begin, from, to);
        logAndPower(kernels, prediction, s, log + begin, s, log + begin, from, to);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = prediction.at(b, 0);
            double sum = 0;
            for (int e = at; e < at + n * Panels.LANES; e += Panels.LANES) {
                double p = smooth(target.values()[e], n);
                if (p != 0) sum -= p * s[log + size + e] * s[log + e];
            }
            values[b] = alpha * sum;
        }
    }

    /** r, laid out as the prediction, from {@code rAt} on. */
    private void probabilities(
            Kernels kernels, Panels prediction, float[] r, int rAt, int from, int to) {
        float[] q = prediction.values();
        int n = prediction.features();
        int begin = prediction.at(from);
        if (fromLogits) {
            kernels.softmax(q, begin, r, rAt, n, to - from);
            return;
        }
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = prediction.at(b, 0);
            double sum = sum(q, at, n);
            for (int e = at; e < at + n * Panels.LANES; e += Panels.LANES)
                r[rAt + e - begin] = Probabilities.clip((float) (q[e] / sum));
        }
    }

    /** The sum over the features of one example. */
    private static double sum(float[] values, int at, int n) {
        double sum = 0;
        for (int e = at; e < at + n * Panels.LANES; e += Panels.LANES) sum += values[e];
        return sum;
    }

    /** The others' share, exact also where it is little. */
    private double others(double sum, float q) {
        double others = (sum - q) / sum;
        return fromLogits ? others : Probabilities.clip((float) others);
    }

    /** ln r and (1 − r)^γ, one block after the other; r may lie where ln r comes. */
    private void logAndPower(
            Kernels kernels,
            Panels prediction,
            float[] r,
            int rAt,
            float[] s,
            int log,
            int from,
            int to) {
        int n = prediction.features();
        int begin = prediction.at(from);
        int size = prediction.at(to) - begin;
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = prediction.at(b, 0) - begin;
            float[] q = fromLogits ? r : prediction.values();
            int qAt = fromLogits ? rAt : begin;
            double sum = sum(q, qAt + at, n);
            for (int e = at; e < at + n * Panels.LANES; e += Panels.LANES)
                s[log + size + e] = (float) others(sum, q[qAt + e]);
        }
        if (fromLogits) kernels.logSoftmax(prediction.values(), begin, s, log, n, to - from);
        else kernels.log(r, rAt, s, log, size);
        Focal.power(kernels, s, log + size, size, gamma);
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
        float[] d = gradient.values();
        int begin = prediction.at(from);
        probabilities(kernels, prediction, d, begin, from, to);
        logAndPower(kernels, prediction, d, begin, scratch.values(), scratch.at(from), from, to);
        int log = scratch.at(from) - begin;
        int power = log + prediction.at(to) - begin;
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++)
            gradient(target, prediction, d, scratch.values(), log, power, b, scale[b]);
    }

    /** r → dq or dz of example b. */
    private void gradient(
            Panels target,
            Panels prediction,
            float[] d,
            float[] s,
            int log,
            int power,
            int b,
            double scale) {
        int n = prediction.features();
        int at = prediction.at(b, 0);
        int end = at + n * Panels.LANES;
        float[] q = fromLogits ? d : prediction.values();
        double sum = sum(q, at, n);
        double all = 0; // Σ c·r
        for (int e = at; e < end; e += Panels.LANES)
            all += share(target.values()[e], n, d[e], others(sum, q[e]), s[log + e], s[power + e]);
        for (int e = at; e < end; e += Panels.LANES) {
            float r = d[e];
            double others = others(sum, q[e]);
            double own = share(target.values()[e], n, r, others, s[log + e], s[power + e]);
            double slope =
                    fromLogits ? own * others - r / sum * (all - own) : (own / r - all) / sum;
            d[e] = (float) (slope * scale);
        }
    }

    /** c·r of one class. */
    private double share(float p, int n, float r, double others, double log, double power) {
        double weight = alpha * smooth(p, n);
        if (weight == 0 || !fromLogits && Probabilities.clipped(r)) return 0;
        double ofPower = others == 0 ? 0 : gamma * power / others * r * (r == 0 ? 0 : log);
        return weight * (ofPower - power);
    }
}
