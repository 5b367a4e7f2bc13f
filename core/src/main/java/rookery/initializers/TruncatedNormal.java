package rookery.initializers;

/**
 * Normal numbers, those farther than two standard deviations from the mean drawn again.
 *
 * <pre>
 *   w ~ N(mean, stddev²) within mean ± 2·stddev
 * </pre>
 *
 * The standard deviation of what is left is 0.88 · stddev. Keras's {@code TruncatedNormal};
 * PyTorch's trunc_normal_ cuts off at ±2 whatever the standard deviation, which is 1 by default.
 *
 * @param mean finite; Keras's default is 0
 * @param stddev before the cut, at least 0; 0.05
 */
public record TruncatedNormal(double mean, double stddev) implements Initializer {

    /** Keras's defaults. */
    public TruncatedNormal() {
        this(0, 0.05);
    }

    /** Checks the numbers. */
    public TruncatedNormal {
        Arguments.finite("TruncatedNormal", "mean", mean);
        Arguments.deviation("TruncatedNormal", "stddev", stddev);
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.truncatedNormal(values, mean, stddev, seed, tensor);
    }
}
