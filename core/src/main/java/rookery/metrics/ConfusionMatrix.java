package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * How many rows of each class are predicted to be of each class; as in scikit-learn, actual classes
 * are rows and predicted ones columns. Immutable.
 *
 * <p>Scores of a class are those of {@link Precision}, {@link Recall} and {@link F1Score}.
 */
public final class ConfusionMatrix {

    private static final int SHOWN = 30;

    private final long[][] counts;
    private final ClassCounts classes;

    /**
     * Keeps a copy.
     *
     * @param counts by actual and predicted class
     * @throws IllegalArgumentException if it is not square, has no classes or a negative count
     */
    public ConfusionMatrix(long[][] counts) {
        if (counts.length == 0) throw new IllegalArgumentException("confusion matrix: no classes");
        this.counts = new long[counts.length][];
        classes = new ClassCounts(counts.length);
        for (int actual = 0; actual < counts.length; actual++) {
            if (counts[actual].length != counts.length)
                throw new IllegalArgumentException(
                        "confusion matrix: %d classes, but row %d has %d counts"
                                .formatted(counts.length, actual, counts[actual].length));
            this.counts[actual] = counts[actual].clone();
            for (int predicted = 0; predicted < counts.length; predicted++)
                add(actual, predicted, counts[actual][predicted]);
        }
    }

    private void add(int actual, int predicted, long rows) {
        if (rows < 0)
            throw new IllegalArgumentException(
                    "confusion matrix: row %d, column %d must be at least 0, got %d"
                            .formatted(actual, predicted, rows));
        classes.add(actual, predicted, rows);
    }

    /** How many classes there are. */
    public int classes() {
        return counts.length;
    }

    /** Rows of one class that are predicted to be of another, or of the same. */
    public long count(int actual, int predicted) {
        return counts[actual][predicted];
    }

    /** A copy of all counts, by actual and predicted class. */
    public long[][] counts() {
        return Arrays.stream(counts).map(long[]::clone).toArray(long[][]::new);
    }

    /** Rows of a class. */
    public long support(int k) {
        return classes.actual(k);
    }

    /** What share of the rows predicted to have the class have it; 0 if there are none. */
    public double precision(int k) {
        return classes.score(k, ClassCounts::precision);
    }

    /** What share of the class's rows are predicted to have it; 0 if there are none. */
    public double recall(int k) {
        return classes.score(k, ClassCounts::recall);
    }

    /** The harmonic mean of precision and recall; 0 if both are. */
    public double f1(int k) {
        return classes.score(k, ClassCounts.fBeta(1));
    }

    /** The share of all rows that are predicted right; NaN if there are none. */
    public double accuracy() {
        long right = IntStream.range(0, classes()).mapToLong(k -> counts[k][k]).sum();
        return (double) right / IntStream.range(0, classes()).mapToLong(this::support).sum();
    }

    /** A table with the classes' numbers. */
    @Override
    public String toString() {
        return toString(IntStream.range(0, classes()).mapToObj(Integer::toString).toList());
    }

    /**
     * A table with the classes' names, and the scores of each at its right. Of more than 30 classes
     * the scores alone.
     *
     * @throws IllegalArgumentException if there is not one name for each class
     */
    public String toString(List<String> names) {
        if (names.size() != classes())
            throw new IllegalArgumentException(
                    "confusion matrix: %d classes, but %d names"
                            .formatted(classes(), names.size()));
        boolean whole = classes() <= SHOWN;
        StringBuilder text = new StringBuilder();
        int label = Math.max(6, names.stream().mapToInt(String::length).max().orElseThrow());
        text.append(" ".repeat(label - 6)).append("actual");
        for (String name : whole ? names : List.<String>of())
            text.append("  ").append(" ".repeat(width(name) - name.length())).append(name);
        text.append("  precision  recall      f1      rows");
        for (int k = 0; k < classes(); k++) {
            String name = names.get(k);
            text.append('\n').append(" ".repeat(label - name.length())).append(name);
            for (int other = 0; whole && other < classes(); other++)
                text.append(("  %" + width(names.get(other)) + "d").formatted(counts[k][other]));
            text.append(
                    String.format(
                            Locale.ROOT,
                            "  %9.4f  %6.4f  %6.4f  %8d",
                            precision(k),
                            recall(k),
                            f1(k),
                            support(k)));
        }
        return text.toString();
    }

    private int width(String name) {
        long most = Arrays.stream(counts).flatMapToLong(Arrays::stream).max().orElse(0);
        return Math.max(name.length(), Long.toString(most).length());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ConfusionMatrix matrix && Arrays.deepEquals(counts, matrix.counts);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(Arrays.deepHashCode(counts));
    }

    /** One being counted. */
    public static final class Counting implements Accumulator {
        private static final String NAME = "confusion matrix";

        private final int outputs;
        private final Decisions decisions;
        private final long[][] counts;

        /**
         * Nothing counted yet; a single output is class 1 above 0.5 and class 0 otherwise.
         *
         * @param outputs of the network
         * @param loss the network is trained with: it says in what form the targets come
         */
        public Counting(int outputs, Loss loss) {
            this.outputs = outputs;
            decisions = new Decisions(NAME, outputs, loss);
            counts = new long[decisions.classes()][decisions.classes()];
        }

        @Override
        public void check(Matrix targets) {
            Targets.checkClasses(NAME, targets, outputs);
        }

        @Override
        public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
            decisions.decide(kernels, target, prediction, rows);
            for (int b = 0; b < rows; b++) counts[decisions.actual(b)][decisions.predicted(b)]++;
        }

        /** The accuracy; see {@link #matrix}. */
        @Override
        public double value() {
            return matrix().accuracy();
        }

        @Override
        public void reset() {
            for (long[] row : counts) Arrays.fill(row, 0);
        }

        /** All rows since the last reset. */
        public ConfusionMatrix matrix() {
            return new ConfusionMatrix(counts);
        }
    }
}
