package rookery.explain.importance;

import rookery.Dataset;
import rookery.data.InputException;
import rookery.data.Table;
import rookery.data.UsedRows;

/**
 * Rows that a model is looked at on.
 *
 * @param set which they are
 * @param table that they are in, by their numbers
 * @param used which rows of the table can be looked at
 * @param data the rows as numbers
 */
record Rows(RowSet set, Table table, UsedRows used, Dataset data) {

    /** Refuses a row that the table does not have, or that was left out: says why. */
    void require(int row) {
        if (row < 0 || row >= used.total())
            throw new InputException(
                    "row %d: %s has rows 0 to %d".formatted(row, table.source(), used.total() - 1));
        used.whyLeftOut(row)
                .ifPresent(reason -> {
                    throw new InputException(
                            "row %d of %s was left out: %s".formatted(row, table.source(), reason));
                });
    }

    /** The numbers, in the table, of the rows looked at. */
    int[] numbers() {
        int[] numbers = new int[data.rows()];
        for (int i = 0; i < numbers.length; i++) numbers[i] = data.rowNumber(i);
        return numbers;
    }

    /** Positions of at most so many rows, evenly spaced. */
    int[] some(int most) {
        int count = Math.min(most, data.rows());
        int[] positions = new int[count];
        for (int i = 0; i < count; i++) positions[i] = (int) ((long) i * data.rows() / count);
        return positions;
    }
}
