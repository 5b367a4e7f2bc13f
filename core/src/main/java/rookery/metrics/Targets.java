package rookery.metrics;

import rookery.losses.Loss;

/** In what form the targets come. */
final class Targets {

    private Targets() {}

    /**
     * Refuses class numbers in one column where a metric compares output by output.
     *
     * @throws IllegalArgumentException if there is not one target column for each output
     */
    static void requireOneForEachOutput(Metric metric, int outputs, Loss loss) {
        int targets = loss.targets(outputs);
        if (targets != outputs)
            throw new IllegalArgumentException(
                    ("%s: needs a target for each of the %d outputs, but with this loss there are"
                                    + " %d; for class numbers in one column use"
                                    + " sparse_categorical_accuracy")
                            .formatted(metric.name(), outputs, targets));
    }
}
