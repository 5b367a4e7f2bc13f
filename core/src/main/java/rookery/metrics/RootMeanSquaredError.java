package rookery.metrics;

import rookery.losses.Loss;

/**
 * The root of the mean squared distance between target and prediction, in the target's units.
 *
 * <pre>
 *   √(mean over outputs and rows of (q − y)²)
 * </pre>
 *
 * As in Keras; scikit-learn takes the root for each output, and the mean of the roots.
 */
public record RootMeanSquaredError() implements Metric {

    @Override
    public String name() {
        return "root_mean_squared_error";
    }

    @Override
    public boolean rises() {
        return false;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.compared(this, outputs, loss);
        return new MeanOverRows(MeanSquaredError::ofExample, Math::sqrt);
    }
}
