package rookery.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of a table on its way to numbers.
 *
 * @param task the task, and who chose it
 * @param rows the rows used, for training and, if drawn from the same table, for validation
 * @param training how many rows are for training
 * @param validation how many rows are for validation
 * @param validationTable the rows used of a table of its own for validation
 * @param columns what became of each column, in the table's order
 * @param notes what else a reader should know
 */
public record TableReport(
        String task,
        UsedRows rows,
        int training,
        int validation,
        Optional<UsedRows> validationTable,
        List<ColumnReport> columns,
        List<String> notes) {
    /** Keeps its own lists. */
    public TableReport {
        columns = List.copyOf(columns);
        notes = List.copyOf(notes);
    }

    /** All of it, line by line, for people. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        sentences.add(task);
        sentences.add(rows.sentence());
        validationTable.ifPresent(used -> sentences.add("validation data: " + used.sentence()));
        sentences.add(training + " rows for training, " + validation + " for validation");
        columns.forEach(column -> sentences.add(column.sentence()));
        sentences.addAll(notes);
        return sentences;
    }
}
