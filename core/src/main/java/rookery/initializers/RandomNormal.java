package rookery.initializers;

/**
 * Normal numbers.
 *
 * <pre>
 *   w ~ N(mean, stddev²)
 * </pre>
 *
 * Keras's {@code RandomNormal}; PyTorch's normal_, whose standard deviation is 1 by default. No
 * number is farther than 5.77 standard deviations from the mean.
 *
 * @param mean finite; Keras's default is 0
 * @param stddev at least 0; 0.05
 */
public record RandomNormal(double mean, double stddev) implements Initializer {

    /** Keras's defaults. */
    public RandomNormal() {
        this(0, 0.05);
    }

    /** Checks the numbers. */
    public RandomNormal {
        Arguments.finite("RandomNormal", "mean", mean);
        Arguments.deviation("RandomNormal", "stddev", stddev);
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.normal(values, mean, stddev, seed, tensor);
    }
}
