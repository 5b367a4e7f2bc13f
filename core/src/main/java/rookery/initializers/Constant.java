package rookery.initializers;

import java.util.Arrays;

/**
 * One value everywhere.
 *
 * @param value finite; Keras's default is 0
 */
public record Constant(double value) implements Initializer {

    /** Keras's default. */
    public Constant() {
        this(0);
    }

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
