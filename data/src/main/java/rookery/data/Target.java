package rookery.data;

import rookery.names.Names;

import java.util.Optional;
import java.util.TreeSet;

/**
 * The column to predict, before anything is learned from it: resolved from what a user wrote, with
 * the task its values suggest.
 *
 * @param column the column
 * @param value the value against the rest, if one is asked for
 * @param task classes or a number
 * @param why the task in words
 */
record Target(Column column, Optional<String> value, Task task, String why) {
    private static final int FEW_INTEGERS = 10;

    static Target of(Table table, TableOptions options) {
        String target = options.target();
        if (target.isEmpty()) {
            throw new InputException(
                    table.source()
                            + ": which column is to be predicted? Pass --target with one of "
                            + String.join(", ", table.names()));
        }
        int equals = target.indexOf('=');
        if (table.find(target).isPresent() || equals < 0) {
            return whole(table, table.column(target), options);
        }
        Column column = table.column(target.substring(0, equals));
        return againstRest(table, column, target.substring(equals + 1), options);
    }

    private static Target againstRest(
            Table table, Column column, String value, TableOptions options) {
        if (options.task().equals(Optional.of(Task.REGRESSION))) {
            throw new InputException(
                    ("target %s: a value against the rest is two classes, not a number;"
                                    + " for regression pass --target %s")
                            .formatted(options.target(), column.name()));
        }
        TreeSet<String> values = new TreeSet<>();
        for (int row = 0; row < column.rows(); row++) {
            if (!column.missing(row)) values.add(column.text(row));
        }
        if (!values.contains(value)) {
            throw new InputException(
                    "%s: column %s has no value \"%s\"; %s"
                            .formatted(
                                    table.source(),
                                    column.name(),
                                    value,
                                    Names.suggest(value, values)));
        }
        String why = "classification: " + column.name() + " is " + value + " or not";
        return new Target(column, Optional.of(value), Task.CLASSIFICATION, why);
    }

    private static Target whole(Table table, Column column, TableOptions options) {
        if (options.task().isEmpty()) return inferred(table, column);
        Task task = options.task().get();
        if (task == Task.REGRESSION && column instanceof TextColumn text) {
            throw new InputException(
                    "%s: target %s must be numbers for regression, but it is %s"
                            .formatted(table.source(), column.name(), text.describe()));
        }
        String why = (task == Task.REGRESSION ? "regression" : "classification") + ": as asked for";
        return new Target(column, Optional.empty(), task, why);
    }

    private static Target inferred(Table table, Column column) {
        return switch (column) {
            case TextColumn text -> {
                refuseTooManyClasses(table, text);
                yield classes(column, " is " + text.describe());
            }
            case NumberColumn numbers -> {
                int integers = fewIntegers(numbers);
                yield integers > 0
                        ? classes(column, " has " + integers + " distinct whole numbers")
                        : new Target(
                                column,
                                Optional.empty(),
                                Task.REGRESSION,
                                "regression: " + column.name() + " is numbers");
            }
        };
    }

    private static Target classes(Column column, String because) {
        String why = "classification: " + column.name() + because;
        return new Target(column, Optional.empty(), Task.CLASSIFICATION, why);
    }

    private static void refuseTooManyClasses(Table table, TextColumn text) {
        int distinct = text.values().size();
        if (distinct <= FEW_INTEGERS || !FeatureColumns.tooManyCategories(text)) return;
        throw new InputException(
                ("%s: target %s is %s and has %s distinct values in %s rows, too many"
                                + " for classes; if they are classes, pass --task classification")
                        .formatted(
                                table.source(),
                                text.name(),
                                text.describe(),
                                distinct,
                                text.rows()));
    }

    /** How many distinct whole numbers the column has, if these are all and at most ten; else 0. */
    private static int fewIntegers(NumberColumn column) {
        TreeSet<Double> distinct = new TreeSet<>();
        for (int row = 0; row < column.rows(); row++) {
            double value = column.value(row);
            if (Double.isNaN(value)) continue;
            distinct.add(value);
            if (value != Math.rint(value) || distinct.size() > FEW_INTEGERS) return 0;
        }
        return distinct.size();
    }
}
