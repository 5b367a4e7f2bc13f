package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Arrays;

/**
 * The Kullback–Leibler divergence of the predicted distribution from the target's: cross-entropy
 * less the target's own entropy, so that the least possible is 0.
 *
 * <pre>
 *   p, q (batch, classes),  both clipped to [1e-7, 1]
 *   l = Σ_k p_k·ln(p_k / q_k)        dq_k = −p_k / q_k,   0 where q_k was below 1e-7 or above 1
 * </pre>
 *
 * As in Keras, predictions are not divided by their sum. At q = 1 exactly the gradient is −p, as in
 * PyTorch's clamp; Keras on JAX gives half of it there. PyTorch's KLDivLoss takes ln q and does not
 * clip.
 */
public record KlDivergence() implements Loss {

    private static final float LEAST = 1e-7f;

    @Override
    public void check(Matrix targets, int outputs) {
        Targets.requireYesOrNo("kl_divergence", targets);
    }

    @Override
    public void value(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels scratch,
            double[] values,
            int from,
            int to) {
        float[] p = target.values();
        float[] q = prediction.values();
        float[] s = scratch.values();
        int begin = prediction.at(from);
        int end = prediction.at(to);
        for (int e = begin; e < end; e++) s[e] = excess(clip(p[e]), clip(q[e]));
        kernels.log1p(s, begin, s, begin, end - begin);
        Arrays.fill(values, from * Panels.LANES, to * Panels.LANES, 0);
        for (int panel = from; panel < to; panel++)
            for (int k = 0; k < prediction.features(); k++) {
                int at = prediction.at(panel) + k * Panels.LANES;
                for (int e = at; e < at + Panels.LANES; e++) {
                    float clipped = clip(p[e]);
                    double log = clipped >= clip(q[e]) ? s[e] : -s[e];
                    values[panel * Panels.LANES + e - at] += clipped * log;
                }
            }
    }

    /** By how much the larger exceeds the smaller: exact also where the two are almost equal. */
    private static float excess(double p, double q) {
        return (float) (Math.abs(p - q) / Math.min(p, q));
    }

    private static float clip(float probability) {
        return Math.min(Math.max(probability, LEAST), 1f);
    }

    @Override
    public void gradient(
            Kernels kernels,
            Panels target,
            Panels prediction,
            Panels output,
            float[] scale,
            Panels scratch,
            Panels gradient,
            int from,
            int to) {
        float[] p = target.values();
        float[] q = prediction.values();
        float[] d = gradient.values();
        for (int panel = from; panel < to; panel++)
            for (int k = 0; k < prediction.features(); k++) {
                int at = prediction.at(panel) + k * Panels.LANES;
                for (int e = at; e < at + Panels.LANES; e++) {
                    double slope = q[e] < LEAST || q[e] > 1 ? 0 : -clip(p[e]) / (double) q[e];
                    d[e] = (float) (slope * scale[panel * Panels.LANES + e - at]);
                }
            }
    }
}
