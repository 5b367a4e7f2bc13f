package rookery.constraints;

import rookery.tensor.ParameterSpec;

/**
 * The norm of the weights into a unit is at most so much.
 *
 * <pre>
 *   w = w · min(‖w‖, max) / (1e-7 + ‖w‖)
 * </pre>
 *
 * Srebro et al. 2005; with dropout: Srivastava et al. 2014, section 5.1.
 *
 * @param maxValue at least 0; Keras's default is 2
 */
public record MaxNorm(double maxValue) implements Constraint, Norms.Desired {

    /** Keras's default. */
    public MaxNorm() {
        this(2);
    }

    /** Checks the norm. */
    public MaxNorm {
        if (!(maxValue >= 0 && maxValue < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "MaxNorm: maxValue must be at least 0 and finite, got " + maxValue);
    }

    @Override
    public double norm(double norm) {
        return Math.min(norm, maxValue);
    }

    @Override
    public void apply(ParameterSpec spec, float[] values, int at, int from, int to) {
        Norms.rescale(this, spec, values, at, from, to);
    }
}
