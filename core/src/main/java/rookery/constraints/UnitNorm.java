package rookery.constraints;

import rookery.tensor.ParameterSpec;

/**
 * The norm of the weights into a unit is 1.
 *
 * <pre>
 *   w = w / (1e-7 + ‖w‖)
 * </pre>
 *
 * Keras's {@code UnitNorm}. Weights that are all 0 stay so.
 */
public record UnitNorm() implements Constraint, Norms.Desired {

    @Override
    public double norm(double norm) {
        return 1;
    }

    @Override
    public void apply(ParameterSpec spec, float[] values, int at, int from, int to) {
        Norms.rescale(this, spec, values, at, from, to);
    }
}
