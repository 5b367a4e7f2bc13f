package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Arrays;

/**
 * How far the network's confidence is from its accuracy: 0 if of the rows predicted with 80 % just
 * 80 % are right.
 *
 * <pre>
 *   confidence: the largest output; of a single output max(q, 1 − q)
 *   B_i, the rows with a confidence in (i/bins, (i + 1)/bins]
 *   Σ_i |B_i|/rows · |accuracy of B_i − mean confidence of B_i|
 * </pre>
 *
 * Guo, Pleiss, Sun and Weinberger 2017, arXiv:1706.04599, section 2. Neither Keras nor scikit-learn
 * has it; scikit-learn's {@code calibration_curve} has the same bins. TorchMetrics takes q itself for
 * the confidence of a single output.
 *
 * @param bins of equal width over [0, 1], at most 10,000; 15 unless told, as in the paper
 */
public record ExpectedCalibrationError(int bins) implements Metric {

    private static final int BINS = 15;

    /** The paper's 15 bins. */
    public ExpectedCalibrationError() {
        this(BINS);
    }

    /** Checks the bins. */
    public ExpectedCalibrationError {
        if (bins < 1 || bins > BinnedScores.MOST)
            throw new IllegalArgumentException(
                    "ExpectedCalibrationError: bins must be in [1, %d], got %d"
                            .formatted(BinnedScores.MOST, bins));
    }

    @Override
    public String name() {
        return "expected_calibration_error" + (bins == BINS ? "" : "_" + bins);
    }

    @Override
    public boolean rises() {
        return false;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.requireProbabilities(this, loss);
        return new Binned(name(), bins, outputs, loss);
    }

    private static final class Binned implements Accumulator {
        private final String metric;
        private final int bins;
        private final int outputs;
        private final Decisions decisions;

        /** Σ (right − confidence) in each bin; made when there are rows. */
        private double[] gaps = {};

        private long rows;

        Binned(String metric, int bins, int outputs, Loss loss) {
            this.metric = metric;
            this.bins = bins;
            this.outputs = outputs;
            decisions = new Decisions(metric, outputs, loss);
        }

        @Override
        public void check(Matrix targets) {
            Targets.checkClasses(metric, targets, outputs);
        }

        @Override
        public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
            if (gaps.length == 0) gaps = new double[bins];
            decisions.decide(kernels, target, prediction, rows);
            for (int b = 0; b < rows; b++) {
                double confidence = confidence(prediction, b);
                int bin = (int) Math.ceil(confidence * bins) - 1;
                gaps[Math.clamp(bin, 0, bins - 1)] += (decisions.right(b) ? 1 : 0) - confidence;
            }
            this.rows += rows;
        }

        private double confidence(Panels prediction, int b) {
            if (outputs > 1) return prediction.get(b, decisions.predicted(b));
            double q = prediction.get(b, 0);
            return decisions.predicted(b) == 1 ? q : 1 - q;
        }

        @Override
        public double value() {
            double sum = 0;
            for (double gap : gaps) sum += Math.abs(gap);
            return sum / rows;
        }

        @Override
        public void reset() {
            Arrays.fill(gaps, 0);
            rows = 0;
        }
    }
}
