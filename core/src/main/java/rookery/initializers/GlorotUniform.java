package rookery.initializers;

/**
 * Uniform numbers that keep the variance of activations and gradients, Keras's default for kernels.
 *
 * <pre>
 *   w ~ U(−a, a),   a = √(6 / (inputs + units))
 * </pre>
 *
 * Glorot &amp; Bengio 2010, equation 16.
 */
public record GlorotUniform() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.uniform(values, Math.sqrt(6.0 / (fanIn + fanOut)), seed, tensor);
    }
}
