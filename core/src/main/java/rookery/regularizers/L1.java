package rookery.regularizers;

import rookery.kernels.Kernels;
import rookery.tensor.ParameterSpec;

/**
 * The sum of the absolute values, which drives parameters to exactly 0.
 *
 * <pre>
 *   penalty = l1 · Σ |θ|        ∂/∂θ = l1 · sign θ, 0 at θ = 0
 * </pre>
 *
 * Tibshirani 1996, "Regression shrinkage and selection via the lasso".
 *
 * @param l1 at least 0; Keras's default is 0.01
 */
public record L1(double l1) implements Regularizer {

    /** Keras's default. */
    public L1() {
        this(0.01);
    }

    /** Checks the factor. */
    public L1 {
        Penalties.check("L1", "l1", l1);
    }

    @Override
    public boolean elementwise() {
        return true;
    }

    @Override
    public double value(
            Kernels kernels, ParameterSpec spec, float[] values, int at, float[] scratch) {
        return l1 * Penalties.absoluteSum(spec, values, at);
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
        float factor = (float) l1;
        for (int i = from; i < to; i++) gradients[i] += factor * Math.signum(values[i]);
    }
}
