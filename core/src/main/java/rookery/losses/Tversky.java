package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * One minus the Tversky index: how little prediction and target overlap, with weights for what is
 * missed and for what is too much.
 *
 * <pre>
 *   I = Σ y·q        D = I + α·Σ y·(1 − q) + β·Σ q·(1 − y) + ε        l = 1 − I / D
 *   dq = (I·((1 − α − β)·y + β) / D − y) / D
 * </pre>
 *
 * Salehi et al. 2017, arXiv:1706.05721. As in Keras's code, α weighs what is missed and β what is too
 * much; Keras's documentation has it the other way round. The sums go over all outputs of all
 * examples of a batch, as in Keras with its default axis: it couples rows, and rows cannot have
 * weights. An evaluation takes all rows together; Keras's is the mean over batches. ε = 1e-7.
 *
 * @param alpha α, at least 0; 0.5
 * @param beta β, at least 0; 0.5
 */
public record Tversky(double alpha, double beta) implements Loss {

    /** Keras's defaults. */
    public Tversky() {
        this(0.5, 0.5);
    }

    /** Checks the weights. */
    public Tversky {
        if (!(alpha >= 0 && alpha < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Tversky: alpha must be at least 0 and finite, got " + alpha);
        if (!(beta >= 0 && beta < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Tversky: beta must be at least 0 and finite, got " + beta);
    }

    private Overlap overlap() {
        return new Overlap(1, 1 - alpha - beta, alpha, beta);
    }

    @Override
    public void check(Matrix targets, int outputs) {
        Overlap.check("tversky", targets);
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
