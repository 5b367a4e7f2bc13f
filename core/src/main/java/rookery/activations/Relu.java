package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

import java.util.Optional;

/**
 * Rectified linear unit: lets the positive part through; if told so, also some of the rest, less
 * above a maximum, and nothing up to a threshold.
 *
 * <pre>
 *   y  = min(z, maxValue) where z &gt; threshold, else negativeSlope·(z − threshold)
 *   dz = dy where threshold &lt; z &lt; maxValue, negativeSlope·dy where z ≤ threshold, else 0
 * </pre>
 *
 * <p>Plainly y = max(z, 0), and the derivative at 0 is taken as 0, as in Keras and PyTorch. At a
 * threshold it is the slope, as in PyTorch's and TensorFlow's leaky relu; in Keras on JAX it is 0
 * there, or 1 if the threshold is 0 and there is a slope. At the maximum it is 0, as in {@link
 * Relu6}; in Keras on JAX it is ½ there unless the maximum is 6. A NaN passes through forward.
 *
 * @param negativeSlope at least 0
 * @param maxValue at least 0, or none
 * @param threshold at least 0
 */
public record Relu(double negativeSlope, Optional<Double> maxValue, double threshold)
        implements Activation {

    /** Keras's defaults: max(z, 0). */
    public Relu() {
        this(0, Optional.empty(), 0);
    }

    /** Checks the numbers, as Keras's layer ReLU does. */
    public Relu {
        if (!(negativeSlope >= 0 && negativeSlope < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Relu: negativeSlope must be at least 0 and finite, got " + negativeSlope);
        if (maxValue.isPresent() && !(maxValue.get() >= 0 && maxValue.get() < Float.MAX_VALUE))
            throw new IllegalArgumentException(
                    "Relu: maxValue must be at least 0 and finite, got " + maxValue.get());
        if (!(threshold >= 0 && threshold < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Relu: threshold must be at least 0 and finite, got " + threshold);
    }

    /** Whether it has one knee, at 0. */
    private boolean plain() {
        return maxValue.isEmpty() && threshold == 0;
    }

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int at = z.at(from);
        int end = z.at(to);
        float slope = (float) negativeSlope;
        float knee = (float) threshold;
        float most = maxValue.isEmpty() ? Float.POSITIVE_INFINITY : (float) (double) maxValue.get();
        if (plain() && slope == 0f) for (int e = at; e < end; e++) out[e] = Math.max(in[e], 0f);
        else
            for (int e = at; e < end; e++) {
                float above = Step.of(in[e] - knee) * Math.min(Math.max(in[e], 0f), most);
                float below = Math.min(Math.max(in[e] - knee, -Float.MAX_VALUE), 0f); // 0·∞ is NaN
                out[e] = above + slope * below;
            }
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] in = z.values();
        float[] gradient = d.values();
        int at = z.at(from);
        int end = z.at(to);
        float slope = (float) negativeSlope;
        float knee = (float) threshold;
        float most = maxValue.isEmpty() ? Float.MAX_VALUE : (float) (double) maxValue.get();
        if (plain()) kernels.reluGradient(in, at, slope, gradient, at, end - at);
        else
            for (int e = at; e < end; e++) {
                float inside = Step.of(Math.min(in[e] - knee, most - in[e]));
                gradient[e] *= inside + slope * (1f - Step.of(in[e] - knee));
            }
    }
}
