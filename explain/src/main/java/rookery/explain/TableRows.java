package rookery.explain;

import rookery.data.ColumnEncoder;
import rookery.data.Table;
import rookery.data.TableEncoding;

import java.util.Objects;

/**
 * Rows as their table has them, and how they became numbers.
 *
 * @param table the rows
 * @param encoding how they became numbers, and outputs become predictions
 */
public record TableRows(Table table, TableEncoding encoding) {

    /**
     * Checks that the table has the model's columns.
     *
     * @throws rookery.data.InputException if one is not there; offers the nearest names
     */
    public TableRows {
        Objects.requireNonNull(table, "TableRows: table");
        for (ColumnEncoder feature : encoding.features()) table.column(feature.column());
        table.column(encoding.target().column());
    }
}
