package rookery.initializers;

/**
 * Normal numbers for relu layers, which shut off half of the variance.
 *
 * <pre>
 *   w ~ N(0, σ²) within 2σ, scaled so that the standard deviation is √(2 / inputs)
 * </pre>
 *
 * He et al. 2015, arXiv:1502.01852; cut off at 2σ, as in Keras.
 */
public record HeNormal() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.truncatedNormal(values, Math.sqrt(2.0 / fanIn), seed, tensor);
    }
}
