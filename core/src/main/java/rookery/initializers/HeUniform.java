package rookery.initializers;

/**
 * Uniform numbers for relu layers, which shut off half of the variance.
 *
 * <pre>
 *   w ~ U(−a, a),   a = √(6 / inputs)
 * </pre>
 *
 * He et al. 2015, arXiv:1502.01852.
 */
public record HeUniform() implements Initializer {

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Draws.uniform(values, Math.sqrt(6.0 / fanIn), seed, tensor);
    }
}
