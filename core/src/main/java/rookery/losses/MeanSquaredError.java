package rookery.losses;

import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * The mean of the squared differences over the outputs.
 *
 * <pre>
 *   y, q (batch, n)      l = Σ_k (q_k − y_k)² / n        dq_k = 2·(q_k − y_k) / n
 * </pre>
 */
public record MeanSquaredError() implements Loss {

    @Override
    public void check(Matrix targets, int outputs) {
        // every finite number is a target
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
        float[] y = target.values();
        float[] q = prediction.values();
        int n = prediction.features();
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = prediction.at(b, 0);
            double sum = 0;
            for (int k = 0; k < n; k++) {
                double difference = (double) q[at + k * Panels.LANES] - y[at + k * Panels.LANES];
                sum += difference * difference;
            }
            values[b] = sum / n;
        }
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
        float[] y = target.values();
        float[] q = prediction.values();
        float[] d = gradient.values();
        int n = prediction.features();
        float factor = 2f / n;
        for (int panel = from; panel < to; panel++)
            for (int k = 0; k < n; k++) {
                int at = prediction.at(panel) + k * Panels.LANES;
                for (int lane = 0; lane < Panels.LANES; lane++)
                    d[at + lane] =
                            factor
                                    * (q[at + lane] - y[at + lane])
                                    * scale[panel * Panels.LANES + lane];
            }
    }
}
