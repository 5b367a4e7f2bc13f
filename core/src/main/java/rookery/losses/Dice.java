package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * One minus the Dice coefficient: how little prediction and target overlap.
 *
 * <pre>
 *   I = Σ y·q        S = Σ y + Σ q + ε        l = 1 − 2·I / S        dq = 2·(I/S − y) / S
 * </pre>
 *
 * Milletari et al. 2016, arXiv:1606.04797. The sums go over all outputs of all examples of a batch,
 * as in Keras with its default axis: it couples rows, and rows cannot have weights. An evaluation
 * takes all rows together; Keras's is the mean over batches. ε = 1e-7.
 */
public record Dice() implements Loss {

    private Overlap overlap() {
        return new Overlap(2, 0, 1, 1);
    }

    @Override
    public void check(Matrix targets, int outputs) {
        Overlap.check("dice", targets);
    }

    @Override
    public int totals() {
        return Overlap.TOTALS;
    }

    @Override
    public void addTotals(Panels target, Panels prediction, int rows, double[] totals) {
        overlap().addTotals(target, prediction, rows, totals);
    }

    @Override
    public Loss over(double[] totals) {
        return overlap().over(totals);
    }

    /** Of each example as a batch of its own. */
    @Override
    public void value(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels scratch,
            double[] values,
            int from,
            int to) {
        overlap().value(kernels, target, prediction, scratch, values, from, to);
    }

    /** Of each example as a batch of its own. */
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
        overlap().gradient(kernels, target, prediction, output, scale, scratch, gradient, from, to);
    }
}
