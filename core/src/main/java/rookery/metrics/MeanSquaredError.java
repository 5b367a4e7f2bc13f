package rookery.metrics;

import rookery.losses.Loss;
import rookery.tensor.Panels;

/**
 * The mean squared distance between target and prediction.
 *
 * <pre>
 *   mean over outputs and rows of (q − y)²
 * </pre>
 */
public record MeanSquaredError() implements Metric {

    @Override
    public String name() {
        return "mean_squared_error";
    }

    @Override
    public boolean rises() {
        return false;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.compared(this, outputs, loss);
        return new MeanOverRows(MeanSquaredError::ofExample);
    }

    static double ofExample(Panels target, Panels prediction, int example) {
        double sum = 0;
        for (int k = 0; k < target.features(); k++) {
            double difference = (double) prediction.get(example, k) - target.get(example, k);
            sum += difference * difference;
        }
        return sum / target.features();
    }
}
