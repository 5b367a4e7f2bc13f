package rookery.data;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which columns of a table are learned from, and why the others are not. Like its type, a column's
 * place is decided by the whole table; what its encoder learns is learned from the training rows
 * alone.
 */
final class FeatureColumns {
    private static final int MANY_CATEGORIES = 100;
    private static final double MANY_OF_THE_ROWS = 0.5;

    private final Map<String, Column> used = new LinkedHashMap<>();
    private final Map<String, String> fates = new LinkedHashMap<>();

    private FeatureColumns() {}

    /**
     * The columns of {@code table} that {@code options} ask for and that hold something to learn
     * from.
     *
     * @throws InputException if a column asked for is not there or has no value, or none is left
     */
    static FeatureColumns of(Table table, Target target, TableOptions options) {
        FeatureColumns columns = new FeatureColumns();
        Set<String> asked = new LinkedHashSet<>(options.features());
        asked.forEach(table::column);
        options.drop().forEach(table::column);
        for (Column column : table.columns()) {
            String why = columns.whyNot(table, column, target, options);
            if (why == null) {
                columns.used.put(column.name(), column);
            } else {
                columns.fates.put(column.name(), why);
            }
        }
        for (String name : options.embed()) columns.requireCategories(table, table.column(name));
        if (columns.used.isEmpty()) throw columns.noneLeft(table);
        if (!asked.isEmpty()) columns.reorder(asked);
        return columns;
    }

    static boolean tooManyCategories(TextColumn column) {
        int distinct = column.values().size();
        if (distinct > MANY_CATEGORIES) return true;
        return distinct > MANY_OF_THE_ROWS * valued(column);
    }

    /** The columns used, in the order asked for, else in the table's. */
    List<Column> used() {
        return List.copyOf(used.values());
    }

    /** Leaves out a column that has no value in a training row. */
    void leaveOutForTraining(Column column) {
        used.remove(column.name());
        fates.put(column.name(), "left out, all training rows miss its value");
    }

    /** To be thrown when nothing is left to learn from: says what became of each column. */
    InputException noneLeft(Table table) {
        String all =
                fates.entrySet().stream()
                        .map(fate -> fate.getKey() + ": " + fate.getValue())
                        .collect(Collectors.joining("; "));
        return new InputException(table.source() + ": no column is left to learn from; " + all);
    }

    /** What became of each column that is not used, by name. */
    Map<String, String> fates() {
        return fates;
    }

    private String whyNot(Table table, Column column, Target target, TableOptions options) {
        List<String> asked = options.features();
        String name = column.name();
        if (name.equals(target.column().name())) return "the target";
        if (options.drop().contains(name)) return "left out, as asked for";
        if (!asked.isEmpty() && !asked.contains(name)) return "left out, not among the features";
        if (column.empty()) {
            if (asked.contains(name)) {
                throw new InputException(
                        "%s: column %s is among the features, but all its values are missing; leave it out"
                                .formatted(table.source(), name));
            }
            return "left out, all its values are missing";
        }
        boolean wanted = !asked.isEmpty() || options.embed().contains(name);
        boolean text = column instanceof TextColumn c && !wanted && tooManyCategories(c);
        return text ? tooMany((TextColumn) column) : null;
    }

    /** A column to be embedded must be used, and text. */
    private void requireCategories(Table table, Column column) {
        String name = column.name();
        if (!used.containsKey(name)) {
            throw new InputException(
                    "%s: column %s is to be embedded, but it is %s"
                            .formatted(table.source(), name, fates.get(name)));
        }
        if (!(column instanceof TextColumn)) {
            throw new InputException(
                    "%s: column %s is to be embedded, but it is numbers; have it read as text"
                            .formatted(table.source(), name));
        }
    }

    private static String tooMany(TextColumn column) {
        return "left out, %s distinct values in %s rows, %s"
                .formatted(column.values().size(), valued(column), column.describe());
    }

    private static int valued(TextColumn column) {
        int valued = 0;
        for (int row = 0; row < column.rows(); row++) {
            if (!column.missing(row)) valued++;
        }
        return valued;
    }

    private void reorder(Set<String> asked) {
        for (String name : new ArrayList<>(asked)) {
            Column column = used.remove(name);
            if (column != null) used.put(name, column);
        }
    }
}
