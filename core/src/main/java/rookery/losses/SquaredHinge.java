package rookery.losses;

import rookery.tensor.Matrix;

/**
 * The {@link Hinge} loss of each output squared: smooth where the margin is reached, and harder on
 * what is far on the wrong side.
 *
 * <pre>
 *   y, q (batch, n),  y_k = ±1,  m_k = max(1 − y_k·q_k, 0)
 *   l = Σ_k m_k² / n        dq_k = −2·y_k·m_k / n
 * </pre>
 *
 * Targets as in {@link Hinge}.
 */
public record SquaredHinge() implements Loss, ElementwiseLoss {

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.requireSigns("squared_hinge", targets);
    }

    @Override
    public double value(double target, double prediction) {
        double missing = Math.max(1 - Targets.sign(target) * prediction, 0);
        return missing * missing;
    }

    @Override
    public double gradient(double target, double prediction) {
        double sign = Targets.sign(target);
        return -2 * sign * Math.max(1 - sign * prediction, 0);
    }
}
