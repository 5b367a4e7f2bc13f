package rookery.metrics;

import rookery.losses.Loss;

/**
 * The fraction of rows whose largest output is at the place of the largest target: one-hot rows.
 *
 * <pre>
 *   mean over rows of [ argmax q = argmax p ],   the first of equals
 * </pre>
 */
public record CategoricalAccuracy() implements Metric {

    @Override
    public String name() {
        return "categorical_accuracy";
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.requireClasses(name(), loss);
        Targets.requireSeveralOutputs(this, outputs);
        if (loss.targets(outputs) != outputs)
            throw new IllegalArgumentException(
                    "categorical_accuracy: needs one-hot targets; for class numbers in one column"
                            + " use sparse_categorical_accuracy");
        return new Hits(name(), outputs, loss);
    }
}
