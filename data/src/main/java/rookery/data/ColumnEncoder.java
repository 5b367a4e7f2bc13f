package rookery.data;

import java.util.List;

/** How one column of a table becomes features, as learned from the training rows. */
public sealed interface ColumnEncoder permits NumberEncoder, CategoryEncoder, CodeEncoder {
    /** The column's name. */
    String column();

    /** The names of the features it becomes. */
    List<String> features();

    /** The encoding in words: "number, standardized …". */
    String describe();

    /**
     * Writes the features of {@code rows[i]} to {@code into} from {@code offset + i · stride} on.
     *
     * @return how many of the rows have a category that no training row had
     * @throws InputException if the column cannot be encoded: text for numbers, an unknown category
     *     where that is an error, a number too large for a {@code float}
     */
    int encode(Column column, int[] rows, float[] into, int offset, int stride);
}
