package rookery.initializers;

import java.util.Arrays;

/** All zeros, the default of biases. */
public record Zeros() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Arrays.fill(values, 0f);
    }
}
