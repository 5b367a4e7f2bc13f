package rookery.metrics;

import java.util.Arrays;

/** For each class, how many rows have it, are predicted to have it, and both. */
final class ClassCounts {

    /** A score of one class, or of several counted together. */
    interface Score {
        double of(long right, long predicted, long actual);
    }

    private final long[] right;
    private final long[] predicted;
    private final long[] actual;

    ClassCounts(int classes) {
        right = new long[classes];
        predicted = new long[classes];
        actual = new long[classes];
    }

    /** A row of one class. */
    void add(int actual, int predicted) {
        add(actual, predicted, 1);
    }

    /** Rows of one class. */
    void add(int actual, int predicted, long rows) {
        this.actual[actual] += rows;
        this.predicted[predicted] += rows;
        if (actual == predicted) right[actual] += rows;
    }

    /** A row that may have this class and others, too. */
    void add(int k, boolean actual, boolean predicted) {
        if (actual) this.actual[k]++;
        if (predicted) this.predicted[k]++;
        if (actual && predicted) right[k]++;
    }

    void reset() {
        Arrays.fill(right, 0);
        Arrays.fill(predicted, 0);
        Arrays.fill(actual, 0);
    }

    int classes() {
        return actual.length;
    }

    long actual(int k) {
        return actual[k];
    }

    double score(int k, Score score) {
        return score.of(right[k], predicted[k], actual[k]);
    }

    /** The score of all classes as one number. */
    double average(Average average, Score score) {
        return switch (average) {
            case MACRO -> {
                double sum = 0;
                for (int k = 0; k < classes(); k++) sum += score(k, score);
                yield sum / classes();
            }
            case MICRO -> score.of(sum(right), sum(predicted), sum(actual));
            case WEIGHTED -> {
                double sum = 0;
                for (int k = 0; k < classes(); k++) sum += actual[k] * score(k, score);
                yield ratio(sum, sum(actual));
            }
            case BINARY -> score(classes() - 1, score);
        };
    }

    /** The mean recall of the classes that have rows. */
    double balancedAccuracy() {
        double sum = 0;
        int present = 0;
        for (int k = 0; k < classes(); k++)
            if (actual[k] > 0) {
                sum += (double) right[k] / actual[k];
                present++;
            }
        return sum / present;
    }

    /** See {@link MatthewsCorrelation}; 0 where it is 0 / 0. */
    double matthewsCorrelation() {
        long rows = sum(actual);
        long both = 0;
        long actuals = 0;
        long predictions = 0;
        for (int k = 0; k < classes(); k++) {
            both += actual[k] * predicted[k];
            actuals += actual[k] * actual[k];
            predictions += predicted[k] * predicted[k];
        }
        double spread = (double) (rows * rows - actuals) * (rows * rows - predictions);
        return spread == 0 ? 0 : (sum(right) * rows - both) / Math.sqrt(spread);
    }

    /** What is right of what is predicted; 0 if nothing is. */
    static double precision(long right, long predicted, long actual) {
        return ratio(right, predicted);
    }

    /** What is found of what is there; 0 if nothing is. */
    static double recall(long right, long predicted, long actual) {
        return ratio(right, actual);
    }

    /** Precision and recall in one, see {@link FBetaScore}; 0 if both are. */
    static Score fBeta(double beta) {
        double b2 = beta * beta;
        return (right, predicted, actual) -> ratio((1 + b2) * right, b2 * actual + predicted);
    }

    static long sum(long[] counts) {
        long sum = 0;
        for (long count : counts) sum += count;
        return sum;
    }

    private static double ratio(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }
}
