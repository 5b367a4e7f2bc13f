package rookery.initializers;

import java.util.Arrays;

/**
 * One value everywhere.
 *
 * @param value finite
 */
public record Constant(double value) implements Initializer {

    /** Checks the value. */
    public Constant {
        if (!Double.isFinite(value))
            throw new IllegalArgumentException("Constant: value must be finite, got " + value);
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Arrays.fill(values, (float) value);
    }
}
