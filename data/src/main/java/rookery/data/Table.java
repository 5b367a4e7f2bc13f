package rookery.data;

import rookery.names.Names;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * Named columns of equal length. Rows are numbered from 0. Immutable, and safe to share between
 * threads.
 */
public final class Table {
    private final String source;
    private final SequencedMap<String, Column> columns = new LinkedHashMap<>();
    private final int rows;

    private Table(String source, List<? extends Column> columns) {
        this.source = source;
        this.rows = columns.isEmpty() ? 0 : columns.getFirst().rows();
        for (Column column : columns) {
            if (column.rows() != rows) {
                throw new IllegalArgumentException(
                        "%s: column %s has %s rows, but the first column has %s"
                                .formatted(source, column.name(), column.rows(), rows));
            }
            if (this.columns.put(column.name(), column) != null) {
                throw new IllegalArgumentException(
                        source + ": two columns are named " + column.name());
            }
        }
    }

    /**
     * A table of these columns.
     *
     * @throws IllegalArgumentException if two columns share a name or differ in their number of
     *     rows
     */
    public static Table of(Column... columns) {
        return of("the table", List.of(columns));
    }

    /** Likewise, with the name by which messages call the table, such as {@code penguins.csv}. */
    public static Table of(String source, List<? extends Column> columns) {
        return new Table(source, columns);
    }

    /** What messages call this table: the name of the file it came from. */
    public String source() {
        return source;
    }

    /** The number of rows. */
    public int rows() {
        return rows;
    }

    /** All columns, in the table's order. */
    public List<Column> columns() {
        return List.copyOf(columns.values());
    }

    /** The names of all columns, in the table's order. */
    public List<String> names() {
        return new ArrayList<>(columns.keySet());
    }

    /** The column of this name, if there is one. */
    public Optional<Column> find(String name) {
        return Optional.ofNullable(columns.get(name));
    }

    /**
     * The column of this name.
     *
     * @throws InputException if there is none; offers the nearest names
     */
    public Column column(String name) {
        return find(name)
                .orElseThrow(() ->
                        new InputException(
                                "%s: no column \"%s\"; %s"
                                        .formatted(
                                                source,
                                                name,
                                                Names.suggest(name, columns.keySet()))));
    }
}
