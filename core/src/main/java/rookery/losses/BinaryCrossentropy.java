package rookery.losses;

import rookery.activations.Activation;
import rookery.activations.Sigmoid;
import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Arrays;
import java.util.Optional;

/**
 * Cross-entropy of yes-or-no outputs, each on its own; the mean over the outputs.
 *
 * <pre>
 *   y, q (batch, n),  y′ = (1 − σ)·y + σ/2 in place of y
 *   from probabilities   r = clip(q, 1e-7, 1 − 1e-7)
 *                        l = −Σ_k (y_k·ln r_k + (1 − y_k)·ln(1 − r_k)) / n
 *                        dq_k = ((1 − y_k)/(1 − r_k) − y_k/r_k) / n,   0 where clipped
 *   from logits          l = Σ_k (y_k·max(−z_k, 0) + (1 − y_k)·max(z_k, 0) + ln(1 + e^−|z_k|)) / n
 *                        dz_k = (sigmoid(z_k) − y_k) / n
 * </pre>
 *
 * @param fromLogits whether predictions are values before a sigmoid; {@code compile} sees to it
 *     where the network ends with a sigmoid
 * @param labelSmoothing σ, how far targets are moved from 0 and 1 to ½; 0 unless told
 */
public record BinaryCrossentropy(boolean fromLogits, double labelSmoothing) implements Loss {

    /** From probabilities, targets as they are. */
    public BinaryCrossentropy() {
        this(false);
    }

    /** Targets as they are. */
    public BinaryCrossentropy(boolean fromLogits) {
        this(fromLogits, 0);
    }

    /** Checks σ. */
    public BinaryCrossentropy {
        Targets.requireSmoothing("BinaryCrossentropy", labelSmoothing);
    }

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.requireYesOrNo("binary_crossentropy", targets);
    }

    private double smooth(double y) {
        return y * (1 - labelSmoothing) + 0.5 * labelSmoothing;
    }

    @Override
    public Optional<Loss> onLogits(Activation last) {
        return !fromLogits && last instanceof Sigmoid
                ? Optional.of(new BinaryCrossentropy(true, labelSmoothing))
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
        if (fromLogits) valueOfLogits(kernels, target, prediction, scratch, values, from, to);
        else {
            Arrays.fill(values, from * Panels.LANES, to * Panels.LANES, 0);
            addLogLikelihood(kernels, target, prediction, true, scratch, values, from, to);
            addLogLikelihood(kernels, target, prediction, false, scratch, values, from, to);
        }
    }

    private void valueOfLogits(
            Kernels kernels,
            Panels target,
            Panels z,
            Panels scratch,
            double[] values,
            int from,
            int to) {
        float[] y = target.values();
        float[] logit = z.values();
        float[] s = scratch.values();
        int begin = z.at(from);
        int end = z.at(to);
        for (int e = begin; e < end; e++) s[e] = -Math.abs(logit[e]);
        kernels.exp(s, begin, s, begin, end - begin);
        kernels.log1p(s, begin, s, begin, end - begin);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = z.at(b, 0);
            double sum = 0;
            for (int e = at; e < at + z.features() * Panels.LANES; e += Panels.LANES)
                sum += Math.max(logit[e], 0f) - logit[e] * smooth(y[e]) + s[e];
            values[b] =
                    (Double.isNaN(sum) ? ofInfinite(target, z, scratch, b) : sum) / z.features();
        }
    }

    /** The sum where some z are infinite, for which a test each would cost. */
    private double ofInfinite(Panels target, Panels z, Panels log, int b) {
        double sum = 0;
        for (int k = 0; k < z.features(); k++)
            sum += surplus(smooth(target.get(b, k)), z.get(b, k)) + log.get(b, k);
        return sum;
    }

    /** y·max(−z, 0) + (1 − y)·max(z, 0); also for infinite z. */
    static double surplus(double y, double z) {
        double share = z > 0 ? 1 - y : y;
        return share == 0 ? 0 : share * Math.abs(z);
    }

    /** Adds −y·ln q (of the yes) or −(1 − y)·ln(1 − q) (of the no), the mean over the outputs. */
    private void addLogLikelihood(
            Kernels kernels,
            Panels target,
            Panels prediction,
            boolean yes,
            Panels scratch,
            double[] values,
            int from,
            int to) {
        float[] y = target.values();
        float[] q = prediction.values();
        float[] s = scratch.values();
        int begin = prediction.at(from);
        int end = prediction.at(to);
        for (int e = begin; e < end; e++) s[e] = Probabilities.clip(yes ? q[e] : 1f - q[e]);
        kernels.log(s, begin, s, begin, end - begin);
        int n = prediction.features();
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = prediction.at(b, 0);
            double sum = 0;
            for (int e = at; e < at + n * Panels.LANES; e += Panels.LANES)
                sum -= (yes ? smooth(y[e]) : 1 - smooth(y[e])) * s[e];
            values[b] += sum / n;
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
        float[] q = prediction.values();
        float[] y = target.values();
        float[] d = gradient.values();
        int n = prediction.features();
        int at = prediction.at(from);
        if (fromLogits) kernels.sigmoid(q, at, d, at, prediction.at(to) - at);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int begin = prediction.at(b, 0);
            double factor = scale[b] / (double) n;
            for (int e = begin; e < begin + n * Panels.LANES; e += Panels.LANES) {
                double p = smooth(y[e]);
                double slope = fromLogits ? d[e] - p : slope(p, q[e]);
                d[e] = (float) (slope * factor);
            }
        }
    }

    private static double slope(double y, float q) {
        return Probabilities.clipped(q) ? 0 : (1 - y) / (1 - (double) q) - y / q;
    }
}
