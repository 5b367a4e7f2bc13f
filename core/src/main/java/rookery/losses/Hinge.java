package rookery.losses;

import rookery.tensor.Matrix;

/**
 * The hinge loss of a support vector machine, for outputs each on its own: an output is to be on its
 * target's side of 0, at least 1 away.
 *
 * <pre>
 *   y, q (batch, n),  y_k = ±1
 *   l = Σ_k max(1 − y_k·q_k, 0) / n        dq_k = −y_k / n where y_k·q_k &lt; 1,  else 0
 * </pre>
 *
 * The outputs are not probabilities: a linear last layer belongs to it. Targets are −1 and 1, or 0
 * and 1; a 0 counts as −1. Keras turns 0 into −1 only in a batch that has nothing but 0 and 1, so
 * that a row's loss would depend on the rows beside it where all three are mixed; such a data set is
 * refused here. Where y·q is exactly 1 the gradient is 0; Keras gives half of −y on JAX and −y on
 * TensorFlow.
 */
public record Hinge() implements Loss, ElementwiseLoss {

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.requireSigns("hinge", targets);
    }

    @Override
    public double value(double target, double prediction) {
        return Math.max(1 - Targets.sign(target) * prediction, 0);
    }

    @Override
    public double gradient(double target, double prediction) {
        double sign = Targets.sign(target);
        return sign * prediction >= 1 ? 0 : -sign;
    }
}
