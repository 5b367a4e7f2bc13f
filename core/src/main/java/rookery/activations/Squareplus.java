package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * A smooth relu without a power of e.
 *
 * <pre>
 *   h = √(z² + b)
 *   y = (z + h)/2 = max(z, 0) + b/2 / (|z| + h)        dz = dy·y/h
 * </pre>
 *
 * <p>Barron 2021, arXiv:2112.11687. The second form does not cancel where z is negative, nor
 * overflow where it is large.
 *
 * @param b above 0; where it is larger, the bend is wider
 */
public record Squareplus(double b) implements Activation {

    /** Up to here z² does not overflow, and is all there is of z² + b for any b one would use. */
    private static final float LARGE = 1e18f;

    /** Keras's default: b = 4. */
    public Squareplus() {
        this(4);
    }

    /** Checks {@code b}. */
    public Squareplus {
        if (!((float) b > 0 && (float) b < Float.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Squareplus: b must be positive and finite, got " + b);
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        float bend = (float) b;
        for (int e = at; e < end; e++) out[e] = value(in[e], root(in[e], bend), bend);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        float bend = (float) b;
        for (int e = at; e < end; e++) {
            float limited = Math.max(Math.min(in[e], LARGE), -LARGE);
            float h = root(limited, bend);
            gradient[e] *= value(limited, h, bend) / h;
        }
    }

    private static float root(float z, float b) {
        return (float) Math.sqrt(z * z + b);
    }

    private static float value(float z, float h, float b) {
        return Math.max(z, 0f) + 0.5f * b / (Math.abs(z) + h);
    }
}
