package rookery.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rows that were seen, by their values in some columns; a missing value equals a missing one.
 *
 * @param columns whose values are compared
 * @param seen the values of the rows so far
 */
record DistinctRows(List<Column> columns, Set<List<String>> seen) {

    /** No row has been seen. */
    DistinctRows(List<Column> columns) {
        this(columns, new HashSet<>());
    }

    /** For rows of another table, with what has been seen. */
    DistinctRows of(Table table) {
        return new DistinctRows(
                columns.stream().map(column -> table.column(column.name())).toList(), seen);
    }

    /** Those of these rows that equal none seen before, which then have been seen, too. */
    UsedRows without(UsedRows rows) {
        return rows.without(
                row -> !seen.add(columns.stream().map(column -> column.text(row)).toList()),
                "equals an earlier row");
    }
}
