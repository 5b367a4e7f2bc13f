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
 *   y, q (batch, n)
 *   from probabilities   r = clip(q, 1e-7, 1 − 1e-7)
 *                        l = −Σ_k (y_k·ln r_k + (1 − y_k)·ln(1 − r_k)) / n
 *                        dq_k = ((1 − y_k)/(1 − r_k) − y_k/r_k) / n,   0 where clipped
 *   from logits          l = Σ_k (max(z_k, 0) − z_k·y_k + ln(1 + e^−|z_k|)) / n
 *                        dz_k = (sigmoid(z_k) − y_k) / n
 * </pre>
 *
 * @param fromLogits whether predictions are values before a sigmoid; {@code compile} sees to it
 *     where the network ends with a sigmoid
 */
public record BinaryCrossentropy(boolean fromLogits) implements Loss {

    /** From probabilities. */
    public BinaryCrossentropy() {
        this(false);
    }

    @Override
    public void check(Matrix targets, int outputs) {
        for (int row = 0; row < targets.rows(); row++)
            for (int k = 0; k < targets.cols(); k++)
                if (!(targets.get(row, k) >= 0 && targets.get(row, k) <= 1))
                    throw new IllegalArgumentException(
                            ("binary_crossentropy: target row %d, column %d must be in [0, 1],"
                                            + " got %s")
                                    .formatted(row, k, targets.get(row, k)));
    }

    @Override
    public Optional<Loss> onLogits(Activation last) {
        return !fromLogits && last instanceof Sigmoid
                ? Optional.of(new BinaryCrossentropy(true))
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

    private static void valueOfLogits(
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
                sum += Math.max(logit[e], 0f) - (double) logit[e] * y[e] + s[e];
            values[b] = sum / z.features();
        }
    }

    /** Adds −y·ln q (of the yes) or −(1 − y)·ln(1 − q) (of the no), the mean over the outputs. */
    private static void addLogLikelihood(
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
                sum -= (yes ? y[e] : 1.0 - y[e]) * s[e];
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
                double slope = fromLogits ? (double) d[e] - y[e] : slope(y[e], q[e]);
                d[e] = (float) (slope * factor);
            }
        }
    }

    private static double slope(double y, float q) {
        return Probabilities.clipped(q) ? 0 : (1 - y) / (1 - (double) q) - y / q;
    }
}
