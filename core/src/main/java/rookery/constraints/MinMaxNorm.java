package rookery.constraints;

import rookery.tensor.ParameterSpec;

/**
 * The norm of the weights into a unit lies between two bounds, or moves there.
 *
 * <pre>
 *   w = w · (rate · clip(‖w‖, min, max) + (1−rate) · ‖w‖) / (1e-7 + ‖w‖)
 * </pre>
 *
 * Keras's {@code MinMaxNorm}.
 *
 * @param minValue at least 0; Keras's default is 0
 * @param maxValue at least minValue; 1
 * @param rate how far into the bounds an update moves the norm, in [0, 1]; 1
 */
public record MinMaxNorm(double minValue, double maxValue, double rate)
        implements Constraint, Norms.Desired {

    /** Keras's defaults. */
    public MinMaxNorm() {
        this(0, 1, 1);
    }

    /** Checks bounds and rate. */
    public MinMaxNorm {
        if (!(minValue >= 0 && minValue < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "MinMaxNorm: minValue must be at least 0 and finite, got " + minValue);
        if (!(maxValue >= minValue && maxValue < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "MinMaxNorm: maxValue must be at least minValue %s and finite, got %s"
                            .formatted(minValue, maxValue));
        if (!(rate >= 0 && rate <= 1))
            throw new IllegalArgumentException("MinMaxNorm: rate must be in [0, 1], got " + rate);
    }

    @Override
    public double norm(double norm) {
        return rate * Math.clamp(norm, minValue, maxValue) + (1 - rate) * norm;
    }

    @Override
    public void apply(ParameterSpec spec, float[] values, int at, int from, int to) {
        Norms.rescale(this, spec, values, at, from, to);
    }
}
