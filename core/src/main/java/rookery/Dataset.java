package rookery;

import rookery.tensor.Matrix;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Examples to learn from or to be measured by: features, targets, and if wanted a weight for each
 * row. Each row knows its number in the source it came from. Immutable.
 */
public final class Dataset {

    private final Matrix features;
    private final Matrix targets;
    private final float[] weights;
    private final int[] rowNumbers;

    private Dataset(Matrix features, Matrix targets, float[] weights, int[] rowNumbers) {
        this.features = features;
        this.targets = targets;
        this.weights = weights;
        this.rowNumbers = rowNumbers;
    }

    /**
     * Rows of features (rows, inputs) and targets (rows, outputs), numbered from 0, all with weight
     * 1.
     *
     * @throws IllegalArgumentException if there are no rows, their numbers differ, or a value is not
     *     finite (names row and column)
     */
    public static Dataset of(Matrix features, Matrix targets) {
        if (features.rows() != targets.rows())
            throw new IllegalArgumentException(
                    "Dataset: %d rows of features, but %d rows of targets"
                            .formatted(features.rows(), targets.rows()));
        if (features.rows() == 0) throw new IllegalArgumentException("Dataset: no rows");
        requireFinite("features", features);
        requireFinite("targets", targets);
        int[] numbers = IntStream.range(0, features.rows()).toArray();
        return new Dataset(features, targets, null, numbers);
    }

    private static void requireFinite(String what, Matrix matrix) {
        float[] values = matrix.values();
        for (int i = 0; i < values.length; i++)
            if (!Float.isFinite(values[i]))
                throw new IllegalArgumentException(
                        "Dataset: %s row %d, column %d is %s; impute or leave out such rows"
                                .formatted(what, i / matrix.cols(), i % matrix.cols(), values[i]));
    }

    /**
     * The same with a weight for each row: how much it counts in the loss.
     *
     * @throws IllegalArgumentException if there is not one finite weight of at least 0 a row
     */
    public Dataset withWeights(float... weights) {
        if (weights.length != rows())
            throw new IllegalArgumentException(
                    "Dataset: %d weights for %d rows".formatted(weights.length, rows()));
        for (int i = 0; i < weights.length; i++)
            if (!(weights[i] >= 0 && weights[i] < Float.POSITIVE_INFINITY))
                throw new IllegalArgumentException(
                        "Dataset: weight of row %d must be at least 0 and finite, got %s"
                                .formatted(i, weights[i]));
        return new Dataset(features, targets, weights.clone(), rowNumbers);
    }

    /**
     * The same with the rows' numbers in their source.
     *
     * @throws IllegalArgumentException if there is not one number a row
     */
    public Dataset withRowNumbers(int... numbers) {
        if (numbers.length != rows())
            throw new IllegalArgumentException(
                    "Dataset: %d row numbers for %d rows".formatted(numbers.length, rows()));
        return new Dataset(features, targets, weights, numbers.clone());
    }

    /** Number of rows. */
    public int rows() {
        return features.rows();
    }

    /** (rows, inputs). */
    public Matrix features() {
        return features;
    }

    /** (rows, outputs), or (rows, 1) of class numbers. */
    public Matrix targets() {
        return targets;
    }

    /** A copy of the rows' weights, if they have any. */
    public Optional<float[]> weights() {
        return Optional.ofNullable(weights).map(float[]::clone);
    }

    /** The number of the i-th row in the source, from 0. */
    public int rowNumber(int i) {
        return rowNumbers[i];
    }

    /**
     * These rows, in this order, with their weights and source numbers; a row may be named more than
     * once.
     *
     * @param rows positions, from 0, at least one
     * @throws IllegalArgumentException if no row is named
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public Dataset select(int... rows) {
        if (rows.length == 0) throw new IllegalArgumentException("Dataset: no rows selected");
        float[] chosen = null;
        int[] numbers = new int[rows.length];
        if (weights != null) chosen = new float[rows.length];
        for (int i = 0; i < rows.length; i++) {
            Objects.checkIndex(rows[i], rows());
            numbers[i] = rowNumbers[rows[i]];
            if (chosen != null) chosen[i] = weights[rows[i]];
        }
        return new Dataset(features.select(rows), targets.select(rows), chosen, numbers);
    }

    /**
     * The class of each row: the place of its largest target, the first of equals; in a single
     * column the target itself, rounded.
     */
    public int[] classes() {
        int[] classes = new int[rows()];
        for (int row = 0; row < classes.length; row++) {
            if (targets.cols() == 1) {
                classes[row] = Math.round(targets.get(row, 0));
                continue;
            }
            for (int k = 1; k < targets.cols(); k++)
                if (targets.get(row, k) > targets.get(row, classes[row])) classes[row] = k;
        }
        return classes;
    }

    /** Whether all targets are one-hot rows, or all 0 or 1 in a single column. */
    boolean hasClassTargets() {
        for (int row = 0; row < rows(); row++) {
            int ones = 0;
            for (float target : targets.row(row)) {
                if (target != 0f && target != 1f) return false;
                if (target == 1f) ones++;
            }
            if (targets.cols() > 1 && ones != 1) return false;
        }
        return true;
    }

    /**
     * Training and validation rows, drawn at random.
     *
     * @param validationFraction in (0, 1)
     * @throws IllegalArgumentException if a part would be empty
     */
    public Split split(double validationFraction, long seed) {
        return split(RowSplit.random(rows(), validationFraction, seed));
    }

    /**
     * Training and validation rows, drawn at random so that each of the {@link #classes()} keeps its
     * share.
     *
     * @param validationFraction in (0, 1)
     * @throws IllegalArgumentException if a part would be empty
     */
    public Split splitStratified(double validationFraction, long seed) {
        return split(RowSplit.stratified(classes(), validationFraction, seed));
    }

    private Split split(RowSplit rows) {
        return new Split(select(rows.training()), select(rows.validation()));
    }

    /**
     * Two parts of a data set.
     *
     * @param training rows to learn from
     * @param validation rows to be measured by
     */
    public record Split(Dataset training, Dataset validation) {}

    @Override
    public String toString() {
        return "Dataset(%d rows, %d features, %d targets%s)"
                .formatted(
                        rows(),
                        features.cols(),
                        targets.cols(),
                        weights == null ? "" : ", weighted");
    }
}
