package rookery.explain;

import rookery.Dataset;
import rookery.data.InputException;
import rookery.data.NumberColumn;
import rookery.data.PreparedTable;
import rookery.data.Table;
import rookery.explain.importance.Importance;
import rookery.formats.Replay;

/**
 * The rows that a recorded run is judged by: those set apart for validation, or, if there are none,
 * those it was trained on.
 *
 * @param table the rows as they were read
 * @param data the same, encoded; its rows know their numbers in the table
 * @param validation whether they were set apart: else the model has seen them
 */
public record HeldOut(Table table, Dataset data, boolean validation) {

    /**
     * Those of a run on a table.
     *
     * @throws InputException if it was trained on numbers of a program, or the rows of its table are
     *     not at hand
     */
    public static HeldOut of(Replay replay) {
        PreparedTable prepared =
                replay.prepared()
                        .orElseThrow(() ->
                                new InputException(
                                        "%s: was trained on numbers, not on a table"
                                                .formatted(replay.run().name())));
        Table table = Importance.tableOf(replay);
        return prepared.validation()
                .map(data -> new HeldOut(replay.validationTable().orElse(table), data, true))
                .orElseGet(() -> new HeldOut(table, prepared.training(), false));
    }

    /** What they are, in words: {@code 34 validation rows}. */
    public String words() {
        return "%,d %s %s"
                .formatted(
                        data.rows(),
                        validation ? "validation" : "training",
                        data.rows() == 1 ? "row" : "rows");
    }

    /** A column's number in the i-th row, in the table's units. */
    double number(String column, int i) {
        if (!(table.column(column) instanceof NumberColumn numbers))
            throw new IllegalArgumentException(column + " is text");
        return numbers.value(data.rowNumber(i));
    }
}
