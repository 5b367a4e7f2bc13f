package rookery;

import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * How to train: everything but the network, the data and the callbacks.
 *
 * {@snippet :
 * Fit fit = Fit.defaults().epochs(100).batchSize(32).seed(42);
 * }
 *
 * @param epochs passes through the training rows, at least 1; 1 unless told
 * @param batchSize rows of a step, at least 1; 32 unless told; {@link #FULL_BATCH} for all. The last
 *     batch of an epoch may be short
 * @param seed of everything random; 0 unless told
 * @param shuffle whether batches are drawn anew after each epoch; on unless told
 * @param validationSplit fraction of the rows set apart for validation, in [0, 1); 0 unless told
 * @param classWeights how much each class counts in the loss, by class number; empty: all 1
 * @param initialModel whose weights to begin with, instead of the initializers'
 * @param rowOrder a fixed order of rows, instead of shuffling; with a validation split, positions
 *     among the rows left for training
 */
public record Fit(
        int epochs,
        int batchSize,
        long seed,
        boolean shuffle,
        double validationSplit,
        List<Double> classWeights,
        Optional<Model> initialModel,
        Optional<RowOrder> rowOrder) {

    /** The batch size of classic gradient descent: all training rows in every step. */
    public static final int FULL_BATCH = Integer.MAX_VALUE;

    private static final Fit DEFAULTS =
            new Fit(1, 32, 0, true, 0, List.of(), Optional.empty(), Optional.empty());

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is outside its range, as from the methods below
     */
    public Fit {
        if (epochs < 1)
            throw new IllegalArgumentException("fit: epochs must be at least 1, got " + epochs);
        if (batchSize < 1)
            throw new IllegalArgumentException(
                    "fit: batch size must be at least 1, got " + batchSize);
        if (!(validationSplit >= 0 && validationSplit < 1))
            throw new IllegalArgumentException(
                    "fit: validation split must be in [0, 1), got " + validationSplit);
        classWeights = List.copyOf(classWeights);
        for (double weight : classWeights)
            if (!(weight >= 0 && weight < Double.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        "fit: class weights must be at least 0 and finite, got " + classWeights);
    }

    /** Keras's defaults. */
    public static Fit defaults() {
        return DEFAULTS;
    }

    /** The same with this many epochs. */
    public Fit epochs(int epochs) {
        return new Fit(
                epochs,
                batchSize,
                seed,
                shuffle,
                validationSplit,
                classWeights,
                initialModel,
                rowOrder);
    }

    /** The same with this many rows a step; 1 for online descent. */
    public Fit batchSize(int batchSize) {
        return new Fit(
                epochs,
                batchSize,
                seed,
                shuffle,
                validationSplit,
                classWeights,
                initialModel,
                rowOrder);
    }

    /** The same with all rows in every step: classic gradient descent. */
    public Fit fullBatch() {
        return batchSize(FULL_BATCH);
    }

    /** The same with this seed. */
    public Fit seed(long seed) {
        return new Fit(
                epochs,
                batchSize,
                seed,
                shuffle,
                validationSplit,
                classWeights,
                initialModel,
                rowOrder);
    }

    /** The same with shuffling on or off. */
    public Fit shuffle(boolean shuffle) {
        return new Fit(
                epochs,
                batchSize,
                seed,
                shuffle,
                validationSplit,
                classWeights,
                initialModel,
                rowOrder);
    }

    /** The same with this fraction of the rows set apart for validation. */
    public Fit validationSplit(double validationSplit) {
        return new Fit(
                epochs,
                batchSize,
                seed,
                shuffle,
                validationSplit,
                classWeights,
                initialModel,
                rowOrder);
    }

    /** The same with a weight for each class, by class number. */
    public Fit classWeights(double... weights) {
        return new Fit(
                epochs,
                batchSize,
                seed,
                shuffle,
                validationSplit,
                DoubleStream.of(weights).boxed().toList(),
                initialModel,
                rowOrder);
    }

    /** The same, beginning with the weights of this model. */
    public Fit initialModel(Model model) {
        return new Fit(
                epochs,
                batchSize,
                seed,
                shuffle,
                validationSplit,
                classWeights,
                Optional.of(model),
                rowOrder);
    }

    /** The same with a fixed order of rows. */
    public Fit rowOrder(RowOrder order) {
        return new Fit(
                epochs,
                batchSize,
                seed,
                shuffle,
                validationSplit,
                classWeights,
                initialModel,
                Optional.of(order));
    }
}
