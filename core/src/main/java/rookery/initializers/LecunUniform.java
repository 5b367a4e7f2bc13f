package rookery.initializers;

/**
 * Uniform numbers that keep the variance of activations.
 *
 * <pre>
 *   w ~ U(−a, a),   a = √(3 / inputs)
 * </pre>
 *
 * LeCun et al. 1998, "Efficient backprop", section 4.6.
 */
public record LecunUniform() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.uniform(values, Math.sqrt(3.0 / fanIn), seed, tensor);
    }
}
