package rookery.initializers;

import java.util.Arrays;

/**
 * Each unit begins with the input of its number.
 *
 * <pre>
 *   w_ij = gain if i = j, else 0
 * </pre>
 *
 * Keras's {@code Identity}, of any number of inputs and units; PyTorch's eye_. Not for vectors.
 *
 * @param gain finite; Keras's default is 1
 */
public record Identity(double gain) implements Initializer {

    /** Keras's default. */
    public Identity() {
        this(1);
    }

    /** Checks the gain. */
    public Identity {
        Arguments.finite("Identity", "gain", gain);
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Arguments.matrix("Identity", values, fanIn, fanOut);
        Arrays.fill(values, 0f);
        for (int i = 0; i < Math.min(fanIn, fanOut); i++) values[i * fanOut + i] = (float) gain;
    }
}
