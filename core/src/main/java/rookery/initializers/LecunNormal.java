package rookery.initializers;

/**
 * Normal numbers that keep the variance of activations, for selu layers.
 *
 * <pre>
 *   w ~ N(0, σ²) within 2σ, scaled so that the standard deviation is √(1 / inputs)
 * </pre>
 *
 * LeCun et al. 1998, "Efficient backprop", section 4.6; Klambauer et al. 2017, arXiv:1706.02515;
 * cut off at 2σ, as in Keras.
 */
public record LecunNormal() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.truncatedNormal(values, Math.sqrt(1.0 / fanIn), seed, tensor);
    }
}
