package rookery.constraints;

import rookery.kernels.Kernels;
import rookery.tensor.ParameterSpec;

/**
 * No weight is below 0.
 *
 * <pre>
 *   w = max(w, 0)
 * </pre>
 *
 * Keras's {@code NonNeg}.
 */
public record NonNegative() implements Constraint {

    @Override
    public void apply(ParameterSpec spec, float[] values, int at, int from, int to) {
        int size = spec.rows() * Kernels.LANES;
        for (int i = at + from * size; i < at + to * size; i++) values[i] = Math.max(values[i], 0f);
    }
}
