package rookery.losses;

/**
 * Squared error near the target, absolute error far from it.
 *
 * <pre>
 *   y, q (batch, n),  e = q − y
 *   l = Σ_k h(e_k) / n        h(e) = e²/2 where |e| ≤ δ,  else δ·|e| − δ²/2
 *   dq_k = min(max(e_k, −δ), δ) / n
 * </pre>
 *
 * Huber 1964, "Robust estimation of a location parameter". PyTorch's HuberLoss is the same; its
 * SmoothL1Loss is this divided by δ.
 *
 * @param delta where the parabola becomes a line, δ; 1 unless told
 */
public record Huber(double delta) implements Loss, ElementwiseLoss {

    /** Keras's default, δ = 1. */
    public Huber() {
        this(1);
    }

    /** Checks δ. */
    public Huber {
        if (!(delta > 0 && delta < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Huber: delta must be positive and finite, got " + delta);
    }

    @Override
    public double value(double target, double prediction) {
        double error = Math.abs(prediction - target);
        return error <= delta ? error * error / 2 : delta * error - delta * delta / 2;
    }

    @Override
    public double gradient(double target, double prediction) {
        return Math.min(Math.max(prediction - target, -delta), delta);
    }
}
