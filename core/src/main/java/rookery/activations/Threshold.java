package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Replaces what is not above a threshold by a constant.
 *
 * <pre>
 *   y = z where z &gt; threshold, else v        dz = dy where z &gt; threshold, else 0
 * </pre>
 *
 * <p>A NaN passes through, as in PyTorch; in Keras it becomes v.
 *
 * @param threshold finite
 * @param defaultValue v, finite
 */
public record Threshold(double threshold, double defaultValue) implements Activation {

    /** Refuses what is not finite. */
    public Threshold {
        if (!Double.isFinite(threshold))
            throw new IllegalArgumentException(
                    "Threshold: threshold must be finite, got " + threshold);
        if (!Double.isFinite(defaultValue))
            throw new IllegalArgumentException(
                    "Threshold: defaultValue must be finite, got " + defaultValue);
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        float least = (float) threshold;
        float other = (float) defaultValue;
        for (int e = at; e < end; e++) {
            float above = Step.of(in[e] - least);
            float finite = Math.max(in[e], -Float.MAX_VALUE); // 0·∞ would be NaN
            out[e] = above * finite + (1f - above) * other;
        }
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        float least = (float) threshold;
        for (int e = at; e < end; e++) gradient[e] *= Step.of(in[e] - least);
    }
}
