package rookery.data;

/** One named column of a {@link Table}: numbers or text, missing values included. Immutable. */
public sealed interface Column permits NumberColumn, TextColumn {
    /** The column's name. */
    String name();

    /** The number of rows, missing values included. */
    int rows();

    /** Whether {@code row} (from 0) has no value. */
    boolean missing(int row);

    /**
     * The value of {@code row} as text, a whole number without a point; empty where it is missing.
     */
    String text(int row);

    /** Whether no row has a value. */
    default boolean empty() {
        for (int row = 0; row < rows(); row++) {
            if (!missing(row)) return false;
        }
        return true;
    }

    /** How many of {@code rows} miss a value. */
    default int misses(int... rows) {
        int misses = 0;
        for (int row : rows) {
            if (missing(row)) misses++;
        }
        return misses;
    }
}
