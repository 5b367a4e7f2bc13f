package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/**
 * The mean squared distance of the predicted probabilities from what was: 0 is perfect.
 *
 * <pre>
 *   one output    mean over rows of (q − y)²
 *   several       mean over rows of Σ_k (q_k − y_k)²,   half of it for two classes
 * </pre>
 *
 * Brier 1950, Monthly Weather Review 78. As in scikit-learn, where two classes are halved, too, so
 * that two outputs give what one gives; it lies in [0, 1] for two classes and in [0, 2] for more.
 * Keras has none.
 */
public record BrierScore() implements Metric {

    @Override
    public String name() {
        return "brier_score";
    }

    @Override
    public boolean rises() {
        return false;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.requireProbabilities(this, loss);
        return new Distances(outputs, Targets.areClassNumbers(name(), outputs, loss));
    }

    private static final class Distances implements Accumulator {
        private final int outputs;
        private final boolean classNumbers;
        private double sum;
        private long rows;

        Distances(int outputs, boolean classNumbers) {
            this.outputs = outputs;
            this.classNumbers = classNumbers;
        }

        @Override
        public void check(Matrix targets) {
            Targets.checkClasses("brier_score", targets, outputs);
        }

        @Override
        public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
            for (int b = 0; b < rows; b++) sum += ofExample(target, prediction, b);
            this.rows += rows;
        }

        private double ofExample(Panels target, Panels prediction, int b) {
            double distance = 0;
            for (int k = 0; k < outputs; k++) {
                double y = !classNumbers ? target.get(b, k) : target.get(b, 0) == k ? 1 : 0;
                double difference = prediction.get(b, k) - y;
                distance += difference * difference;
            }
            return outputs == 2 ? distance / 2 : distance;
        }

        @Override
        public double value() {
            return sum / rows;
        }

        @Override
        public void reset() {
            sum = 0;
            rows = 0;
        }
    }
}
