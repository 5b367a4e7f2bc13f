package rookery.metrics;

import rookery.losses.Loss;

/**
 * The fraction of rows predicted right, in the form that fits the network, as Keras's string {@code
 * "accuracy"} does: binary for one output, sparse for targets that are class numbers, categorical
 * otherwise.
 */
public record Accuracy() implements Metric {

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.requireClasses(name(), loss);
        Metric form =
                outputs == 1
                        ? new BinaryAccuracy()
                        : loss.targets(outputs) == 1
                                ? new SparseCategoricalAccuracy()
                                : new CategoricalAccuracy();
        return form.accumulator(outputs, loss);
    }
}
