package rookery.metrics;

import rookery.losses.Loss;
import rookery.tensor.Panels;

/**
 * The mean distance between target and prediction, in the target's units.
 *
 * <pre>
 *   mean over outputs and rows of |q − y|
 * </pre>
 */
public record MeanAbsoluteError() implements Metric {

    @Override
    public String name() {
        return "mean_absolute_error";
    }

    @Override
    public boolean rises() {
        return false;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.compared(this, outputs, loss);
        return new MeanOverRows(MeanAbsoluteError::ofExample);
    }

    private static double ofExample(Panels target, Panels prediction, int example) {
        double sum = 0;
        for (int k = 0; k < target.features(); k++)
            sum += Math.abs((double) prediction.get(example, k) - target.get(example, k));
        return sum / target.features();
    }
}
