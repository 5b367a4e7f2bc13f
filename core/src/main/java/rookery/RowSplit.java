package rookery;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rows are for training and which for validation: a function of their number and the seed.
 *
 * @param training ascending row numbers, at least one
 * @param validation ascending row numbers, at least one
 */
public record RowSplit(int[] training, int[] validation) {

    /**
     * Rows drawn at random: round(fraction · rows) for validation.
     *
     * @param validationFraction in (0, 1)
     * @throws IllegalArgumentException if a part would be empty
     */
    public static RowSplit random(int rows, double validationFraction, long seed) {
        int count = validationCount(rows, validationFraction);
        int[] order = new int[rows];
        Philox.permutation(seed, Purpose.SPLIT, 0, order.length, order);
        boolean[] validation = new boolean[rows];
        for (int i = 0; i < count; i++) validation[order[i]] = true;
        return of(validation);
    }

    /**
     * Rows drawn at random so that each class keeps its share: round(fraction · rows) for validation
     * in all, divided over the classes by largest remainder; a class keeps at least one row for
     * training.
     *
     * @param classes of each row, any numbers
     * @param validationFraction in (0, 1)
     * @throws IllegalArgumentException if a part would be empty
     */
    public static RowSplit stratified(int[] classes, double validationFraction, long seed) {
        int count = validationCount(classes.length, validationFraction);
        int[] order = new int[classes.length];
        Philox.permutation(seed, Purpose.SPLIT, 0, order.length, order);
        int[] distinct = Arrays.stream(classes).distinct().sorted().toArray();
        int[] quota = quotas(classes, distinct, count);
        boolean[] validation = new boolean[classes.length];
        for (int row : order) {
            int k = Arrays.binarySearch(distinct, classes[row]);
            if (quota[k] > 0) {
                quota[k]--;
                validation[row] = true;
            }
        }
        return of(validation);
    }

    private static int validationCount(int rows, double fraction) {
        if (!(fraction > 0 && fraction < 1))
            throw new IllegalArgumentException(
                    "validation fraction must be between 0 and 1, got " + fraction);
        int count = (int) Math.round(fraction * rows);
        if (count == 0 || count == rows)
            throw new IllegalArgumentException(
                    ("validation fraction %s of %d rows leaves %d rows for training and %d for"
                                    + " validation; each needs at least one")
                            .formatted(fraction, rows, rows - count, count));
        return count;
    }

    /** The validation rows of each class: its share rounded down, then by largest remainder. */
    private static int[] quotas(int[] classes, int[] distinct, int count) {
        int[] size = new int[distinct.length];
        for (int c : classes) size[Arrays.binarySearch(distinct, c)]++;
        int[] quota = new int[distinct.length];
        int left = count;
        for (int k = 0; k < quota.length; k++) {
            quota[k] = (int) ((long) count * size[k] / classes.length);
            left -= quota[k];
        }
        List<Integer> byRemainder =
                IntStream.range(0, quota.length)
                        .boxed()
                        .sorted(
                                Comparator.comparingLong(
                                        k -> -((long) count * size[k] % classes.length)))
                        .toList();
        // A class never gives its last row away; what it cannot give the next in line gives.
        while (left > 0) {
            int before = left;
            for (int k : byRemainder)
                if (left > 0 && quota[k] < size[k] - 1) {
                    quota[k]++;
                    left--;
                }
            if (left == before) break;
        }
        return quota;
    }

    private static RowSplit of(boolean[] validation) {
        int n = validation.length;
        int[] training = IntStream.range(0, n).filter(i -> !validation[i]).toArray();
        int[] held = IntStream.range(0, n).filter(i -> validation[i]).toArray();
        if (training.length == 0 || held.length == 0)
            throw new IllegalArgumentException(
                    "splitting %d rows leaves %d for training and %d for validation; each needs at least one"
                            .formatted(n, training.length, held.length));
        return new RowSplit(training, held);
    }
}
