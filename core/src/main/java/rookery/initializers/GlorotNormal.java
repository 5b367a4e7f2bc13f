package rookery.initializers;

/**
 * Normal numbers that keep the variance of activations and gradients.
 *
 * <pre>
 *   w ~ N(0, σ²) within 2σ, scaled so that the standard deviation is √(2 / (inputs + units))
 * </pre>
 *
 * Glorot &amp; Bengio 2010; cut off at 2σ, as in Keras.
 */
public record GlorotNormal() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.truncatedNormal(values, Math.sqrt(2.0 / (fanIn + fanOut)), seed, tensor);
    }
}
