package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * The mean of the squared differences of logarithms: for counts and prices, where being wrong by a
 * factor matters.
 *
 * <pre>
 *   y, q (batch, n),  y and q at least 1e-7,  r_k = ln((1 + q_k) / (1 + y_k))
 *   l = Σ_k r_k² / n        dq_k = 2·r_k / (1 + q_k) / n,   0 where q_k &lt; 1e-7
 * </pre>
 *
 * The guard of 1e-7 is Keras's: what is below 0 counts as 0. Keras takes targets below 0 in silence;
 * here they are refused. scikit-learn has no guard and takes everything above −1.
 */
public record MeanSquaredLogarithmicError() implements Loss {

    private static final float LEAST = 1e-7f;

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.require("mean_squared_logarithmic_error", targets, "at least 0", y -> y >= 0);
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
        logRatios(kernels, target, prediction, scratch, from, to);
        Terms.mean((_, _, r) -> r * r, target, prediction, scratch, values, from, to);
    }

    /** r, from the difference, as the ratio would lose it where q is near y. */
    private static void logRatios(
            Kernels kernels, Panels target, Panels prediction, Panels ratio, int from, int to) {
        float[] r = ratio.values();
        int begin = prediction.at(from);
        int end = prediction.at(to);
        for (int e = begin; e < end; e++) {
            double y = Math.max(target.values()[e], LEAST);
            double q = Math.max(prediction.values()[e], LEAST);
            r[e] = (float) ((q - y) / (1 + y));
        }
        kernels.log1p(r, begin, r, begin, end - begin);
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
        logRatios(kernels, target, prediction, gradient, from, to);
        Terms.slopes(
                (_, q, r) -> q < LEAST ? 0 : 2 * r / (1 + q),
                target,
                prediction,
                scale,
                gradient,
                from,
                to);
    }
}
