package rookery.losses;

/**
 * The mean of the absolute differences in percent of the target.
 *
 * <pre>
 *   y, q (batch, n)      l = 100·Σ_k |q_k − y_k| / max(|y_k|, 1e-7) / n
 *                        dq_k = 100·sign(q_k − y_k) / max(|y_k|, 1e-7) / n
 * </pre>
 *
 * The guard of 1e-7 is Keras's: a target of 0 makes the loss enormous. scikit-learn's guard is
 * 2.2e-16, and its result a fraction, not percent. Where q = y the gradient is 0, as in {@link
 * MeanAbsoluteError}.
 */
public record MeanAbsolutePercentageError() implements Loss, ElementwiseLoss {

    private static final double LEAST = 1e-7;

    @Override
    public double value(double target, double prediction) {
        return 100 * Math.abs(prediction - target) / Math.max(Math.abs(target), LEAST);
    }

    @Override
    public double gradient(double target, double prediction) {
        return 100 * Math.signum(prediction - target) / Math.max(Math.abs(target), LEAST);
    }
}
