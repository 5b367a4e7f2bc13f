package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Panels;

import java.util.Arrays;

/**
 * The share of the targets' variance that predictions explain: 1 is perfect, 0 as good as always
 * saying the mean.
 *
 * <pre>
 *   R² = 1 − Σ (y − q)² / Σ (y − ȳ)²,   the mean over outputs
 * </pre>
 *
 * Where the targets do not vary it is 1 for perfect predictions and 0 otherwise, as in
 * scikit-learn; Keras gives 0 or NaN there.
 */
public record R2Score() implements Metric {

    @Override
    public String name() {
        return "r2_score";
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        return new Sums(Targets.compared(this, outputs, loss));
    }

    /** Σ (y − q)², and the mean of y and Σ (y − ȳ)² by Welford's update, for each output. */
    private static final class Sums implements Accumulator {
        private final double[] residual;
        private final double[] mean;
        private final double[] spread;
        private long rows;

        Sums(int outputs) {
            residual = new double[outputs];
            mean = new double[outputs];
            spread = new double[outputs];
        }

        @Override
        public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
            for (int b = 0; b < rows; b++) {
                this.rows++;
                for (int k = 0; k < mean.length; k++) {
                    double y = target.get(b, k);
                    double difference = y - prediction.get(b, k);
                    residual[k] += difference * difference;
                    double before = y - mean[k];
                    mean[k] += before / this.rows;
                    spread[k] += before * (y - mean[k]);
                }
            }
        }

        @Override
        public double value() {
            if (rows == 0) return Double.NaN;
            double sum = 0;
            for (int k = 0; k < mean.length; k++)
                sum += spread[k] > 0 ? 1 - residual[k] / spread[k] : residual[k] == 0 ? 1 : 0;
            return sum / mean.length;
        }

        @Override
        public void reset() {
            Arrays.fill(residual, 0);
            Arrays.fill(mean, 0);
            Arrays.fill(spread, 0);
            rows = 0;
        }
    }
}
