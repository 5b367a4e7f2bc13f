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
 *   from probabilities   s = Σ_j q_j,  r_y = clip(q_y / s, 1e-7, 1 − 1e-7)
 *                        l = −ln r_y
 *                        dq_k = (1 − [k = y] / r_y) / s,   0 where r_y is clipped
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
            Probabilities.normalize(prediction, scratch, from, to);
            kernels.log(log, at, log, at, prediction.at(to) - at);
        }
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++)
            values[b] = -(double) log[prediction.at(b, (int) target.get(b, 0))];
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
        if (fromLogits) {
            gradientOfLogits(kernels, target, prediction, scale, gradient, from, to);
            return;
        }
        Probabilities.normalize(prediction, gradient, from, to);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++)
            gradientOfProbabilities(prediction, gradient, b, (int) target.get(b, 0), scale[b]);
    }

    private static void gradientOfLogits(
            Kernels kernels, Panels target, Panels z, float[] scale, Panels d, int from, int to) {
        float[] gradient = d.values();
        kernels.softmax(z.values(), z.at(from), gradient, z.at(from), z.features(), to - from);
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++)
            gradient[d.at(b, (int) target.get(b, 0))] -= 1f;
        for (int panel = from; panel < to; panel++)
            for (int at = d.at(panel); at < d.at(panel + 1); at += Panels.LANES)
                for (int lane = 0; lane < Panels.LANES; lane++)
                    gradient[at + lane] *= scale[panel * Panels.LANES + lane];
    }

    /** r → dq of example b. */
    private static void gradientOfProbabilities(Panels q, Panels d, int b, int y, float scale) {
        double sum = 0;
        for (int k = 0; k < q.features(); k++) sum += q.get(b, k);
        float r = d.get(b, y);
        double slope = Probabilities.clipped(r) ? 0 : scale / sum;
        for (int k = 0; k < q.features(); k++)
            d.values()[d.at(b, k)] = (float) (slope * (k == y ? 1 - 1.0 / r : 1));
    }
}
