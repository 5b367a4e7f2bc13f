package rookery.initializers;

/**
 * Uniform numbers.
 *
 * <pre>
 *   w ~ U(minval, maxval)
 * </pre>
 *
 * Keras's {@code RandomUniform}; PyTorch's uniform_, which is from 0 to 1 by default.
 *
 * @param minval finite; Keras's default is −0.05
 * @param maxval finite, at least minval; 0.05
 */
public record RandomUniform(double minval, double maxval) implements Initializer {

    /** Keras's defaults. */
    public RandomUniform() {
        this(-0.05, 0.05);
    }

    /** Checks the bounds. */
    public RandomUniform {
        Arguments.finite("RandomUniform", "minval", minval);
        Arguments.finite("RandomUniform", "maxval", maxval);
        if (maxval < minval)
            throw new IllegalArgumentException(
                    "RandomUniform: maxval must be at least minval %s, got %s"
                            .formatted(minval, maxval));
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.between(values, minval, maxval, seed, tensor);
    }
}
