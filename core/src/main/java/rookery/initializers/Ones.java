package rookery.initializers;

import java.util.Arrays;

/** All ones, the default of a normalization's scales. */
public record Ones() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Arrays.fill(values, 1f);
    }
}
