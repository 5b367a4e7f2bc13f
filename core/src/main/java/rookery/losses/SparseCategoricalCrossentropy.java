package rookery.losses;

import rookery.activations.Activation;
import rookery.activations.Softmax;
import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Optional;

/**
 * Cross-entropy for targets that are the number of a class, in one column.
 *
 * <pre>
 *   y (batch, 1) in 0 … classes − 1,  q (batch, classes)
 *   from probabilities   r_k = clip(q_k, 1e-7, 1 − 1e-7)
 *                        l = −ln (r_y / Σ_j r_j)
 *                        dq_k = 1 / Σ_j r_j − [k = y] / r_y,   0 where clipped
 *   from logits          l = −ln softmax(z)_y
 *                        dz_k = softmax(z)_k − [k = y]
 * </pre>
 *
 * @param fromLogits whether predictions are values before a softmax; {@code compile} sees to it
 *     where the network ends with a softmax
 */
public record SparseCategoricalCrossentropy(boolean fromLogits) implements Loss {

    /** From probabilities. */
    public SparseCategoricalCrossentropy() {
        this(false);
    }

    @Override
    public int targets(int outputs) {
        return 1;
    }

    @Override
    public void check(Matrix targets, int outputs) {
        for (int row = 0; row < targets.rows(); row++) {
            float y = targets.get(row, 0);
            if (!(y >= 0 && y < outputs && y == (int) y))
                throw new IllegalArgumentException(
                        ("sparse_categorical_crossentropy: target row %d must be a class number"
                                        + " from 0 to %d (the network has %d outputs), got %s")
                                .formatted(row, outputs - 1, outputs, y));
        }
    }

    @Override
    public Optional<Loss> onLogits(Activation last) {
        return !fromLogits && last instanceof Softmax
                ? Optional.of(new SparseCategoricalCrossentropy(true))
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
        float[] log = scratch.values();
        int at = prediction.at(from);
        int n = prediction.features();
        if (fromLogits) {
            kernels.logSoftmax(prediction.values(), at, log, at, n, to - from);
        } else {
            normalizeClipped(prediction, scratch, from, to);
            kernels.log(log, at, log, at, prediction.at(to) - at);
        }
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++)
            values[b] = -(double) log[prediction.at(b, (int) target.get(b, 0))];
    }

    /** r = clip(q) / Σ clip(q): here Keras clips first and divides afterwards. */
    private static void normalizeClipped(Panels q, Panels r, int from, int to) {
        float[] in = q.values();
        float[] out = r.values();
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = q.at(b, 0);
            int end = at + q.features() * Panels.LANES;
            double sum = sumClipped(in, at, end);
            for (int e = at; e < end; e += Panels.LANES)
                out[e] = (float) (Probabilities.clip(in[e]) / sum);
        }
    }

    private static double sumClipped(float[] q, int at, int end) {
        double sum = 0;
        for (int e = at; e < end; e += Panels.LANES) sum += Probabilities.clip(q[e]);
        return sum;
    }

    @Override
    public void gradient(
            Kernels kernels,
            Panels target,
            Panels prediction,
            float[] scale,
            Panels gradient,
            int from,
            int to) {
        float[] q = prediction.values();
        float[] d = gradient.values();
        int n = prediction.features();
        if (fromLogits) kernels.softmax(q, prediction.at(from), d, gradient.at(from), n, to - from);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = prediction.at(b, 0);
            int end = at + n * Panels.LANES;
            int y = at + (int) target.get(b, 0) * Panels.LANES;
            double sum = fromLogits ? 1 : sumClipped(q, at, end);
            for (int e = at; e < end; e += Panels.LANES) {
                double one = e == y ? 1 : 0;
                double slope =
                        fromLogits
                                ? d[e] - one
                                : Probabilities.clipped(q[e]) ? 0 : 1 / sum - one / q[e];
                d[e] = (float) (slope * scale[b]);
            }
        }
    }
}
