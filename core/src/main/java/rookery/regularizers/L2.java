package rookery.regularizers;

import rookery.kernels.Kernels;
import rookery.tensor.ParameterSpec;

/**
 * The sum of the squares, which keeps parameters small.
 *
 * <pre>
 *   penalty = l2 · Σ θ²        ∂/∂θ = 2 · l2 · θ
 * </pre>
 *
 * Hoerl &amp; Kennard 1970, "Ridge regression". As in Keras there is no ½: PyTorch's {@code
 * weight_decay} of plain SGD is 2·l2.
 *
 * @param l2 at least 0; Keras's default is 0.01
 */
public record L2(double l2) implements Regularizer {

    /** Keras's default. */
    public L2() {
        this(0.01);
    }

    /** Checks the factor. */
    public L2 {
        Penalties.check("L2", "l2", l2);
    }

    @Override
    public boolean elementwise() {
        return true;
    }

    @Override
    public double value(
            Kernels kernels, ParameterSpec spec, float[] values, int at, float[] scratch) {
        return l2 * Penalties.squareSum(kernels, spec, values, at);
    }

    @Override
    public void addGradient(
            Kernels kernels,
            ParameterSpec spec,
            float[] values,
            float[] gradients,
            int at,
            int from,
            int to,
            float[] scratch) {
        float factor = (float) (2 * l2);
        for (int i = from; i < to; i++) gradients[i] += factor * values[i];
    }
}
