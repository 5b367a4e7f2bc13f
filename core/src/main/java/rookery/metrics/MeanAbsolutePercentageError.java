package rookery.metrics;

import rookery.losses.Loss;
import rookery.tensor.Panels;

/**
 * The mean distance between target and prediction in percent of the target.
 *
 * <pre>
 *   100 · mean over outputs and rows of |q − y| / max(|y|, 1e-7)
 * </pre>
 *
 * As in Keras; scikit-learn's is a hundredth of it and takes 2.2e-16 for 1e-7. One target of 0 makes
 * it huge in either.
 */
public record MeanAbsolutePercentageError() implements Metric {

    private static final double EPSILON = 1e-7;
    private static final double PERCENT = 100;

    @Override
    public String name() {
        return "mean_absolute_percentage_error";
    }

    @Override
    public boolean rises() {
        return false;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.compared(this, outputs, loss);
        return new MeanOverRows(MeanAbsolutePercentageError::ofExample);
    }

    private static double ofExample(Panels target, Panels prediction, int example) {
        double sum = 0;
        for (int k = 0; k < target.features(); k++) {
            double y = target.get(example, k);
            sum += Math.abs(prediction.get(example, k) - y) / Math.max(Math.abs(y), EPSILON);
        }
        return PERCENT * sum / target.features();
    }
}
