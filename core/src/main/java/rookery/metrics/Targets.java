package rookery.metrics;

import rookery.losses.BinaryCrossentropy;
import rookery.losses.BinaryFocalCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.CategoricalFocalCrossentropy;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

/** In what form the targets come: a number for each output, or the number of a class. */
final class Targets {

    private static final double TOLERANCE = 1e-3;

    private Targets() {}

    /**
     * How many of the first outputs are compared with a target each: all, but where a network says
     * how sure it is, too, only the means.
     *
     * @throws IllegalArgumentException if the targets are class numbers in one column
     */
    static int compared(Metric metric, int outputs, Loss loss) {
        int targets = loss.targets(outputs);
        if (targets != outputs && !(loss instanceof GaussianNll))
            throw new IllegalArgumentException(
                    ("%s: needs a target for each of the %d outputs, but with this loss there are"
                                    + " %d; for class numbers in one column use"
                                    + " sparse_categorical_accuracy")
                            .formatted(metric.name(), outputs, targets));
        return targets;
    }

    /**
     * Refuses numbers where classes are looked for, as far as the loss tells.
     *
     * @throws IllegalArgumentException if the outputs are means and logarithms of variances
     */
    static void requireClasses(String metric, Loss loss) {
        if (loss instanceof GaussianNll)
            throw new IllegalArgumentException(
                    metric
                            + ": is of classes, but gaussian_nll is of numbers; use"
                            + " mean_absolute_error, root_mean_squared_error or r2_score, which"
                            + " measure the mean");
    }

    /**
     * Refuses a single output where the largest of several is looked for.
     *
     * @throws IllegalArgumentException if there is one output
     */
    static void requireSeveralOutputs(Metric metric, int outputs) {
        if (outputs == 1)
            throw new IllegalArgumentException(
                    metric.name()
                            + ": needs an output for each class, but there is one; for a yes or no"
                            + " use binary_accuracy, for a number mean_absolute_error");
    }

    /**
     * Refuses outputs that are no probabilities, as far as the loss tells.
     *
     * @throws IllegalArgumentException if the loss takes logits
     */
    static void requireProbabilities(Metric metric, Loss loss) {
        boolean logits =
                switch (loss) {
                    case BinaryCrossentropy binary -> binary.fromLogits();
                    case CategoricalCrossentropy categorical -> categorical.fromLogits();
                    case SparseCategoricalCrossentropy sparse -> sparse.fromLogits();
                    case BinaryFocalCrossentropy focal -> focal.fromLogits();
                    case CategoricalFocalCrossentropy focal -> focal.fromLogits();
                    default -> false;
                };
        if (logits)
            throw new IllegalArgumentException(
                    metric.name()
                            + ": needs probabilities, but the loss takes logits; end the network"
                            + " with sigmoid or softmax and leave out from_logits");
    }

    /**
     * Whether targets are class numbers in one column.
     *
     * @throws IllegalArgumentException if they are numbers, as far as the loss tells
     */
    static boolean areClassNumbers(String metric, int outputs, Loss loss) {
        requireClasses(metric, loss);
        return outputs > 1 && loss.targets(outputs) == 1;
    }

    /** Whether an example is of class {@code k}: says yes to output {@code k}. */
    static boolean yes(Panels target, int example, int k, boolean classNumbers) {
        return classNumbers ? target.get(example, 0) == k : target.get(example, k) > 0.5f;
    }

    /**
     * Refuses targets that are neither class numbers nor a yes or no for each output.
     *
     * @throws IllegalArgumentException naming row, column and value
     */
    static void checkYesOrNo(String metric, Matrix targets, int outputs) {
        boolean numbers = targets.cols() == 1 && outputs > 1;
        for (int row = 0; row < targets.rows(); row++)
            for (int k = 0; k < targets.cols(); k++) {
                float y = targets.get(row, k);
                if (numbers ? !(y >= 0 && y < outputs && y == (int) y) : !(y >= 0 && y <= 1))
                    throw new IllegalArgumentException(
                            "%s: target row %d, column %d must be %s, got %s"
                                    .formatted(metric, row, k, wanted(numbers, outputs), y));
            }
    }

    private static String wanted(boolean numbers, int outputs) {
        return numbers
                ? "a class number from 0 to " + (outputs - 1)
                : "0 for no or 1 for yes, or between";
    }

    /**
     * Refuses targets that do not name one class for each row.
     *
     * @throws IllegalArgumentException naming row and value
     */
    static void checkClasses(String metric, Matrix targets, int outputs) {
        checkYesOrNo(metric, targets, outputs);
        if (targets.cols() == 1) return;
        for (int row = 0; row < targets.rows(); row++) {
            double sum = 0;
            for (int k = 0; k < targets.cols(); k++) sum += targets.get(row, k);
            if (Math.abs(sum - 1) > TOLERANCE)
                throw new IllegalArgumentException(
                        ("%s: target row %d must name one class, its sum must be 1 but is %s;"
                                        + " where each output is a yes or no of its own, give a"
                                        + " threshold to precision, recall, f1_score or"
                                        + " fbeta_score, or use auc")
                                .formatted(metric, row, sum));
        }
    }
}
