package rookery.regularizers;

import rookery.kernels.Kernels;
import rookery.tensor.ParameterSpec;

/**
 * {@link L1} and {@link L2} together.
 *
 * <pre>
 *   penalty = l1 · Σ |θ| + l2 · Σ θ²        ∂/∂θ = l1 · sign θ + 2 · l2 · θ
 * </pre>
 *
 * Zou &amp; Hastie 2005, "Regularization and variable selection via the elastic net". The defaults
 * are those of Keras's class; Keras's documentation speaks of 0.01 for the name {@code l1_l2}, but
 * its code gives 0 there, too.
 *
 * @param l1 at least 0; Keras's default is 0
 * @param l2 at least 0; 0
 */
public record L1L2(double l1, double l2) implements Regularizer {

    /** Keras's defaults, no penalty at all. */
    public L1L2() {
        this(0, 0);
    }

    /** Checks the factors. */
    public L1L2 {
        Penalties.check("L1L2", "l1", l1);
        Penalties.check("L1L2", "l2", l2);
    }

    @Override
    public boolean elementwise() {
        return true;
    }

    @Override
    public double value(
            Kernels kernels, ParameterSpec spec, float[] values, int at, float[] scratch) {
        double absolute = l1 == 0 ? 0 : l1 * Penalties.absoluteSum(spec, values, at);
        return l2 == 0 ? absolute : absolute + l2 * Penalties.squareSum(kernels, spec, values, at);
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
        float a = (float) l1;
        float b = (float) (2 * l2);
        for (int i = from; i < to; i++) gradients[i] += a * Math.signum(values[i]) + b * values[i];
    }
}
