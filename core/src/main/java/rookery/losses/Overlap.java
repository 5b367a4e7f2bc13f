package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Arrays;

/**
 * How little prediction and target overlap: what {@link Dice} and {@link Tversky} have in common.
 *
 * <pre>
 *   I = Σ y·q        D = i·I + a·Σ y + b·Σ q + ε        l = 1 − n·I / D
 *   dq = n·(I·(i·y + b) / D − y) / D,   ε = 1e-7
 * </pre>
 *
 * The sums go over all outputs of all examples of a batch.
 *
 * @param n of I above the line
 * @param i of I below the line
 * @param a of Σ y below the line
 * @param b of Σ q below the line
 * @param sums I, Σ y, Σ q and the number of rows; none where each example is a batch of its own
 */
record Overlap(double n, double i, double a, double b, double[] sums) implements CustomLoss {

    /** How many sums there are. */
    static final int TOTALS = 4;

    private static final double EPSILON = 1e-7;

    private static final double[] ALONE = {};

    /** Of each example alone. */
    Overlap(double n, double i, double a, double b) {
        this(n, i, a, b, ALONE);
    }

    @Override
    public int totals() {
        return TOTALS;
    }

    @Override
    public Loss over(double[] totals) {
        return new Overlap(n, i, a, b, totals);
    }

    /** Refuses a target outside [0, 1]. */
    static void check(String loss, Matrix targets) {
        Targets.requireYesOrNo(loss, targets);
    }

    @Override
    public void addTotals(Panels target, Panels prediction, int rows, double[] totals) {
        for (int b = 0; b < rows; b++) {
            totals[0] += intersection(target, prediction, b);
            totals[1] += sum(target, b);
            totals[2] += sum(prediction, b);
        }
        totals[3] += rows;
    }

    private static double intersection(Panels target, Panels prediction, int b) {
        double sum = 0;
        for (int k = 0; k < prediction.features(); k++)
            sum += (double) target.get(b, k) * prediction.get(b, k);
        return sum;
    }

    private static double sum(Panels panels, int b) {
        double sum = 0;
        for (int k = 0; k < panels.features(); k++) sum += panels.get(b, k);
        return sum;
    }

    private double below(double intersection, double targets, double predictions) {
        return i * intersection + a * targets + b * predictions + EPSILON;
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
        if (sums.length > 0) {
            double loss = 1 - n * sums[0] / below(sums[0], sums[1], sums[2]);
            Arrays.fill(values, from * Panels.LANES, to * Panels.LANES, loss);
            return;
        }
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            double intersection = intersection(target, prediction, b);
            values[b] =
                    1 - n * intersection / below(intersection, sum(target, b), sum(prediction, b));
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
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            boolean alone = sums.length == 0;
            double intersection = alone ? intersection(target, prediction, b) : sums[0];
            double below =
                    alone
                            ? below(intersection, sum(target, b), sum(prediction, b))
                            : below(sums[0], sums[1], sums[2]);
            double factor = scale[b] * n / below * (alone ? 1 : sums[3]);
            for (int k = 0; k < prediction.features(); k++) {
                double y = target.get(b, k);
                double d = factor * (intersection / below * (i * y + this.b) - y);
                gradient.values()[gradient.at(b, k)] = (float) d;
            }
        }
    }
}
