package rookery.losses;

/**
 * The pinball loss: its least is at a quantile of the targets. With 0.9, nine targets of ten end up
 * below the prediction; two networks, with 0.05 and 0.95, give an interval.
 *
 * <pre>
 *   y, q (batch, n),  e = y − q
 *   l = Σ_k max(τ·e_k, (τ − 1)·e_k) / n        dq_k = −τ/n where q_k &lt; y_k,  (1 − τ)/n where q_k &gt; y_k
 * </pre>
 *
 * Koenker &amp; Bassett 1978, "Regression quantiles". The value is scikit-learn's mean_pinball_loss;
 * Keras and PyTorch have none. The gradient is 0 where q = y. With τ = ½ it is half the {@link
 * MeanAbsoluteError}.
 *
 * @param quantile τ, between 0 and 1
 */
public record Quantile(double quantile) implements Loss, ElementwiseLoss {

    /** Checks τ. */
    public Quantile {
        if (!(quantile > 0 && quantile < 1))
            throw new IllegalArgumentException(
                    "Quantile: quantile must be between 0 and 1, got " + quantile);
    }

    @Override
    public double value(double target, double prediction) {
        double error = target - prediction;
        return Math.max(quantile * error, (quantile - 1) * error);
    }

    @Override
    public double gradient(double target, double prediction) {
        double sign = Math.signum(prediction - target);
        return sign > 0 ? 1 - quantile : sign * quantile;
    }
}
