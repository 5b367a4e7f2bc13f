package rookery.losses;

import rookery.activations.Activation;
import rookery.activations.Softmax;
import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Arrays;
import java.util.Optional;

/**
 * Cross-entropy between the target's distribution over classes and the predicted one.
 *
 * <pre>
 *   p, q (batch, n classes),  p′ = (1 − σ)·p + σ/n in place of p
 *   from probabilities   s = Σ_j q_j,  r_k = clip(q_k / s, 1e-7, 1 − 1e-7)
 *                        l = −Σ_k p_k·ln r_k
 *                        dq_k = (Σ_j c_j·r_j − c_k) / s   with c_k = p_k / r_k, 0 where clipped
 *   from logits          l = −Σ_k p_k·ln softmax(z)_k
 *                        dz_k = softmax(z)_k·Σ_j p_j − p_k
 * </pre>
 *
 * Probabilities are divided by their sum and clipped, as in Keras. H(p, q) = H(p) + D(p‖q): the
 * least loss possible is the entropy of the target, 0 for one-hot rows. From logits a class the
 * target has nothing of costs nothing, even if its logit is −∞ (NaN in Keras and PyTorch).
 *
 * @param fromLogits whether predictions are values before a softmax; {@code compile} sees to it
 *     where the network ends with a softmax
 * @param labelSmoothing σ, the share of a target that goes to all classes alike; 0 unless told
 */
public record CategoricalCrossentropy(boolean fromLogits, double labelSmoothing) implements Loss {

    /** From probabilities, targets as they are. */
    public CategoricalCrossentropy() {
        this(false);
    }

    /** Targets as they are. */
    public CategoricalCrossentropy(boolean fromLogits) {
        this(fromLogits, 0);
    }

    /** Checks σ. */
    public CategoricalCrossentropy {
        Targets.requireSmoothing("CategoricalCrossentropy", labelSmoothing);
    }

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.requireDistributions("categorical_crossentropy", targets);
    }

    @Override
    public Optional<Loss> onLogits(Activation last) {
        return !fromLogits && last instanceof Softmax
                ? Optional.of(new CategoricalCrossentropy(true, labelSmoothing))
                : Optional.empty();
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
        logProbabilities(kernels, prediction, scratch, from, to);
        float[] p = target.values();
        float[] log = scratch.values();
        Arrays.fill(values, from * Panels.LANES, to * Panels.LANES, 0);
        for (int panel = from; panel < to; panel++)
            for (int k = 0; k < prediction.features(); k++) {
                int at = prediction.at(panel) + k * Panels.LANES;
                for (int lane = 0; lane < Panels.LANES; lane++)
                    values[panel * Panels.LANES + lane] -= (double) p[at + lane] * log[at + lane];
            }
        if (labelSmoothing != 0) smooth(scratch, values, from, to);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++)
            if (Double.isNaN(values[b])) values[b] = withImpossible(target, scratch, b);
    }

    /** From p to p′, by what all classes have alike. */
    private void smooth(Panels log, double[] values, int from, int to) {
        double common = labelSmoothing / log.features();
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            double sum = 0;
            for (int k = 0; k < log.features(); k++) sum += log.get(b, k);
            values[b] = (1 - labelSmoothing) * values[b] - common * sum;
        }
    }

    /** The loss where 0·ln 0 counts as 0; seldom needed, and a test for each class would cost. */
    private double withImpossible(Panels target, Panels log, int b) {
        double sum = 0;
        for (int k = 0; k < log.features(); k++) {
            double p = (1 - labelSmoothing) * target.get(b, k) + labelSmoothing / log.features();
            if (p != 0) sum -= p * log.get(b, k);
        }
        return sum;
    }

    private void logProbabilities(
            Kernels kernels, Panels prediction, Panels log, int from, int to) {
        int at = prediction.at(from);
        int n = prediction.features();
        if (fromLogits) {
            kernels.logSoftmax(prediction.values(), at, log.values(), at, n, to - from);
        } else {
            Probabilities.normalize(prediction, log, from, to);
            kernels.log(log.values(), at, log.values(), at, prediction.at(to) - at);
        }
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
        Panels p = labelSmoothing == 0 ? target : smoothed(target, scratch, from, to);
        if (fromLogits) gradientOfLogits(kernels, p, prediction, output, scale, gradient, from, to);
        else gradientOfProbabilities(p, prediction, scale, gradient, from, to);
    }

    /** p′, left in the scratch. */
    private Panels smoothed(Panels target, Panels scratch, int from, int to) {
        double common = labelSmoothing / target.features();
        for (int e = target.at(from); e < target.at(to); e++)
            scratch.values()[e] = (float) ((1 - labelSmoothing) * target.values()[e] + common);
        return scratch;
    }

    private static void gradientOfLogits(
            Kernels kernels,
            Panels target,
            Panels z,
            Panels output,
            float[] scale,
            Panels gradient,
            int from,
            int to) {
        int n = z.features();
        int at = z.at(from);
        float[] d = gradient.values();
        float[] q = output == z ? d : output.values();
        if (output == z) kernels.softmax(z.values(), at, q, at, n, to - from);
        kernels.crossEntropyGradient(
                q, at, target.values(), at, scale, from * Panels.LANES, d, at, n, to - from);
    }

    private static void gradientOfProbabilities(
            Panels target, Panels q, float[] scale, Panels d, int from, int to) {
        Probabilities.normalize(q, d, from, to);
        float[] p = target.values();
        float[] gradient = d.values();
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = q.at(b, 0);
            int end = at + q.features() * Panels.LANES;
            double sum = 0;
            double mass = 0;
            for (int e = at; e < end; e += Panels.LANES) {
                sum += q.values()[e];
                if (!Probabilities.clipped(gradient[e])) mass += p[e];
            }
            for (int e = at; e < end; e += Panels.LANES) {
                double c = Probabilities.clipped(gradient[e]) ? 0 : p[e] / (double) gradient[e];
                gradient[e] = (float) ((mass - c) / sum * scale[b]);
            }
        }
    }
}
