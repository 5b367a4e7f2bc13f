package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * The negative log-likelihood of counts, the prediction being their expected number; without the
 * part that depends on the target alone.
 *
 * <pre>
 *   y, q (batch, n)      l = Σ_k (q_k − y_k·ln(q_k + 1e-7)) / n
 *                        dq_k = (1 − y_k / (q_k + 1e-7)) / n
 * </pre>
 *
 * Outputs must not be negative, or the loss is NaN, as in Keras: the last activation must see to it
 * (exponential, softplus …). PyTorch's PoissonNLLLoss is the same with {@code log_input=False} and
 * {@code eps=1e-7}.
 */
public record Poisson() implements Loss {

    private static final double GUARD = 1e-7;

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.require("poisson", targets, "at least 0", y -> y >= 0);
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
        int begin = prediction.at(from);
        int end = prediction.at(to);
        for (int e = begin; e < end; e++) s[e] = (float) (prediction.values()[e] + GUARD);
        kernels.log(s, begin, s, begin, end - begin);
        Terms.mean((y, q, log) -> q - y * log, target, prediction, scratch, values, from, to);
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
        Terms.slopes(
                (y, q, _) -> 1 - y / (q + GUARD), target, prediction, scale, gradient, from, to);
    }
}
