package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Lets large values through, and no small ones.
 *
 * <pre>
 *   y = z where |z| &gt; threshold, else 0        dz = dy where |z| &gt; threshold, else 0
 * </pre>
 *
 * <p>A NaN passes through, as in PyTorch; in Keras it becomes 0.
 *
 * @param threshold at least 0
 */
public record HardShrink(double threshold) implements Activation {

    /** Keras's default: a threshold of 0.5. */
    public HardShrink() {
        this(0.5);
    }

    /** Checks {@code threshold}. */
    public HardShrink {
        if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "HardShrink: threshold must be at least 0 and finite, got " + threshold);
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        float least = (float) threshold;
        for (int e = at; e < end; e++) out[e] = in[e] * Step.of(Math.abs(in[e]) - least);
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        float least = (float) threshold;
        for (int e = at; e < end; e++) gradient[e] *= Step.of(Math.abs(in[e]) - least);
    }
}
