package rookery.metrics;

import rookery.losses.Loss;

/**
 * The fraction of rows whose largest output is at the place the target names: class numbers in one
 * column.
 *
 * <pre>
 *   mean over rows of [ argmax q = y ],   the first of equals
 * </pre>
 */
public record SparseCategoricalAccuracy() implements Metric {

    @Override
    public String name() {
        return "sparse_categorical_accuracy";
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.requireSeveralOutputs(this, outputs);
        if (loss.targets(outputs) != 1)
            throw new IllegalArgumentException(
                    "sparse_categorical_accuracy: needs class numbers in one column; for one-hot"
                            + " targets use categorical_accuracy");
        return new Hits(name(), outputs, loss);
    }
}
