package rookery.metrics;

import java.util.Arrays;

/** All scores, sorted to get the area under the curve; see {@link Auc}. */
final class ExactScores implements Scores {

    private final Auc.Curve curve;
    private final Floats yes = new Floats();
    private final Floats no = new Floats();

    ExactScores(Auc.Curve curve) {
        this.curve = curve;
    }

    /** An array that grows. */
    private static final class Floats {
        private static final int FIRST = 1024;
        private static final int MOST = Integer.MAX_VALUE - 8;
        private float[] values = {};
        private int count;

        void add(float value) {
            if (count == values.length) grow();
            values[count++] = value;
        }

        private void grow() {
            if (count == MOST)
                throw new IllegalArgumentException(
                        "auc: more than %d scores do not fit into memory; give num_thresholds"
                                .formatted(MOST));
            values = Arrays.copyOf(values, Math.clamp(2L * count, FIRST, MOST));
        }

        void sort() {
            Arrays.sort(values, 0, count);
        }

        /** After sorting: a NaN is the last. */
        boolean hasNan() {
            return count > 0 && Float.isNaN(values[count - 1]);
        }

        /** The first place after those from here on that equal a value. */
        int skip(int from, float value) {
            int at = from;
            while (at < count && values[at] == value) at++;
            return at;
        }

        /** The first place, going down, before those that equal a value. */
        int skipDown(int from, float value) {
            int at = from;
            while (at >= 0 && values[at] == value) at--;
            return at;
        }
    }

    @Override
    public void add(float score, boolean yes) {
        (yes ? this.yes : no).add(score);
    }

    @Override
    public long yes() {
        return yes.count;
    }

    @Override
    public double area() {
        yes.sort();
        no.sort();
        if (yes.hasNan() || no.hasNan()) return Double.NaN;
        return switch (curve) {
            case ROC -> roc();
            case PR -> averagePrecision();
        };
    }

    /** Counts pairs, twice, so that halves are whole; 0 / 0 is NaN. */
    private double roc() {
        long twice = 0;
        int below = 0;
        for (int at = 0; at < yes.count; ) {
            float score = yes.values[at];
            while (below < no.count && no.values[below] < score) below++;
            int equal = no.skip(below, score) - below;
            int next = yes.skip(at, score);
            twice += (next - at) * (2L * below + equal);
            at = next;
        }
        return twice / (2.0 * yes.count * no.count);
    }

    private double averagePrecision() {
        double sum = 0;
        int other = no.count - 1;
        for (int at = yes.count - 1; at >= 0; ) {
            float score = yes.values[at];
            while (other >= 0 && no.values[other] >= score) other--;
            int next = yes.skipDown(at, score);
            long right = yes.count - 1L - next;
            long taken = right + no.count - 1 - other;
            sum += (double) (at - next) / yes.count * right / taken;
            at = next;
        }
        return sum;
    }

    @Override
    public void reset() {
        yes.count = 0;
        no.count = 0;
    }
}
