package rookery.formats;

import rookery.data.TableReport;
import rookery.data.UsedRows;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What became of a table on its way to numbers: {@link TableReport} as {@code run.json} and {@code
 * train --json} have it.
 *
 * @param task the task, and who chose it
 * @param rows how many were used, and why the others were not
 * @param columns what became of each column, in the table's order
 * @param notes what else a reader should know
 */
public record DataReport(String task, Rows rows, List<Column> columns, List<String> notes) {

    /**
     * How many rows were used.
     *
     * @param total of the table
     * @param training those for training
     * @param validation those for validation
     * @param leftOut how many were left out, by reason
     * @param validationLeftOut the same of a table of its own for validation; empty without one
     */
    public record Rows(
            int total,
            int training,
            int validation,
            Map<String, Integer> leftOut,
            Map<String, Integer> validationLeftOut) {
        /** Keeps copies, in their order. */
        public Rows {
            leftOut = Collections.unmodifiableMap(new LinkedHashMap<>(leftOut));
            validationLeftOut = Collections.unmodifiableMap(new LinkedHashMap<>(validationLeftOut));
        }
    }

    /**
     * What became of a column.
     *
     * @param name of the column
     * @param fate in words: how it is encoded, or why it is left out
     */
    public record Column(String name, String fate) {}

    /** Keeps its own lists. */
    public DataReport {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /** The report of a table made ready. */
    public static DataReport of(TableReport report) {
        Rows rows =
                new Rows(
                        report.rows().total(),
                        report.training(),
                        report.validation(),
                        leftOut(report.rows()),
                        report.validationTable().map(DataReport::leftOut).orElse(Map.of()));
        List<Column> columns =
                report.columns().stream()
                        .map(column -> new Column(column.column(), column.fate()))
                        .toList();
        return new DataReport(report.task(), rows, columns, report.notes());
    }

    private static Map<String, Integer> leftOut(UsedRows rows) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        rows.leftOut().forEach((reason, left) -> counts.put(reason, left.length));
        return counts;
    }
}
