package rookery.activations;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;

/**
 * Turns the units of an example into probabilities, of which small ones are really 0: the point
 * nearest to z among those that are not negative and have the sum 1.
 *
 * <pre>
 *   y_k = max(z_k − τ, 0) with τ such that Σ y = 1        dz_k = dy_k − mean of dy over S, 0 outside S
 *   S = {k: y_k &gt; 0}
 * </pre>
 *
 * <p>Martins &amp; Astudillo 2016, arXiv:1602.02068. τ is found without sorting (Michelot 1986): τ =
 * (Σ_S z − 1)/|S|, beginning with all units, and each time with those above the last τ.
 *
 * <p>Keras 3.15 gives something else wherever more than one output is positive: it adds up the running
 * sums themselves, and its outputs do not have the sum 1 (of two equal units it makes 0, 0). This is
 * the paper's.
 */
public record Sparsemax() implements Activation {

    @Override
    public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {
        float[] in = z.values();
        float[] out = y.values();
        int width = z.features() * Panels.LANES;
        for (int panel = from; panel < to; panel++) {
            int begin = z.at(panel);
            for (int lane = begin; lane < begin + Panels.LANES; lane++) {
                float max = Float.NEGATIVE_INFINITY;
                for (int e = lane; e < lane + width; e += Panels.LANES) max = Math.max(max, in[e]);
                double τ = threshold(in, lane, lane + width, max);
                for (int e = lane; e < lane + width; e += Panels.LANES)
                    out[e] = (float) Math.max((double) in[e] - max - τ, 0);
            }
        }
    }

    @Override
    public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {
        float[] out = y.values();
        float[] gradient = d.values();
        int width = y.features() * Panels.LANES;
        for (int panel = from; panel < to; panel++) {
            int begin = y.at(panel);
            for (int lane = begin; lane < begin + Panels.LANES; lane++) {
                double sum = 0;
                int count = 0;
                for (int e = lane; e < lane + width; e += Panels.LANES)
                    if (out[e] > 0f) {
                        sum += gradient[e];
                        count++;
                    }
                float mean = (float) (sum / count);
                for (int e = lane; e < lane + width; e += Panels.LANES)
                    gradient[e] = out[e] > 0f ? gradient[e] - mean : 0f;
            }
        }
    }

    /** τ − max z for one example, whose first feature is at {@code lane}. */
    private static double threshold(float[] in, int lane, int end, float max) {
        double τ = Double.NEGATIVE_INFINITY;
        int count = 0;
        int before;
        do {
            before = count;
            double sum = 0;
            count = 0;
            for (int e = lane; e < end; e += Panels.LANES) {
                double value = (double) in[e] - max;
                if (value > τ) {
                    sum += value;
                    count++;
                }
            }
            τ = (sum - 1) / count;
        } while (count != before);
        return τ;
    }
}
