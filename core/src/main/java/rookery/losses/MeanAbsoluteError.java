package rookery.losses;

/**
 * The mean of the absolute differences over the outputs. Its least is at the median of the targets,
 * so that a few wild ones hardly count.
 *
 * <pre>
 *   y, q (batch, n)      l = Σ_k |q_k − y_k| / n        dq_k = sign(q_k − y_k) / n
 * </pre>
 *
 * The gradient is 0 where q = y, as in PyTorch and Keras on TensorFlow; Keras on JAX gives −1/n.
 */
public record MeanAbsoluteError() implements Loss, ElementwiseLoss {

    @Override
    public double value(double target, double prediction) {
        return Math.abs(prediction - target);
    }

    @Override
    public double gradient(double target, double prediction) {
        return Math.signum(prediction - target);
    }
}
