package rookery;

import java.util.Arrays;

/**
 * A fixed order of rows instead of shuffling: what replay, curriculum and parity tests train with.
 */
public final class RowOrder {

    private final int[][] epochs;

    private RowOrder(int[][] epochs) {
        this.epochs = epochs;
    }

    /**
     * The rows of each epoch in order; after the last one it begins again.
     *
     * @param epochs row positions in the data set, from 0; all of the same length, at least 1
     * @throws IllegalArgumentException if an epoch is empty or their lengths differ
     */
    public static RowOrder of(int[]... epochs) {
        if (epochs.length == 0 || epochs[0].length == 0)
            throw new IllegalArgumentException("RowOrder: needs an epoch of at least one row");
        for (int[] epoch : epochs)
            if (epoch.length != epochs[0].length)
                throw new IllegalArgumentException(
                        "RowOrder: epochs must have the same number of rows, got %d and %d"
                                .formatted(epochs[0].length, epoch.length));
        return new RowOrder(Arrays.stream(epochs).map(int[]::clone).toArray(int[][]::new));
    }

    /** How many epochs there are before it begins again. */
    public int epochs() {
        return epochs.length;
    }

    /** A copy of the rows of an epoch. */
    public int[] epoch(int epoch) {
        return epochs[epoch % epochs.length].clone();
    }

    /** Rows in an epoch. */
    int rows() {
        return epochs[0].length;
    }

    /** Writes the rows of an epoch. */
    void fill(int epoch, int[] order) {
        System.arraycopy(epochs[epoch % epochs.length], 0, order, 0, order.length);
    }

    /** Refuses rows that a data set does not have. */
    void check(int rows) {
        for (int[] epoch : epochs)
            for (int row : epoch)
                if (row < 0 || row >= rows)
                    throw new IllegalArgumentException(
                            "RowOrder: row %d, but the data set has rows 0 to %d"
                                    .formatted(row, rows - 1));
    }
}
