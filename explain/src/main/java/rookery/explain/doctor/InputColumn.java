package rookery.explain.doctor;

import rookery.data.CategoryEncoder;
import rookery.data.CodeEncoder;
import rookery.data.ColumnEncoder;
import rookery.data.NumberEncoder;
import rookery.data.TableOptions;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A column of a table as the network sees it: one input or several.
 *
 * @param name of the column
 * @param first of its inputs
 * @param width how many inputs it has, the sign of a missing value included
 * @param kind how to read them
 * @param signed whether its last input is 1 where the value is missing
 */
record InputColumn(String name, int first, int width, Kind kind, boolean signed) {

    /** How a column's inputs are read. */
    enum Kind {
        /** A number. */
        NUMBER,
        /** One-hot categories. */
        ONE_HOT,
        /** The number of a category. */
        CODE
    }

    /** All columns of a plan, in the order of the inputs; without a table, each input is one. */
    static List<InputColumn> of(Plan plan) {
        if (plan.encoding().isPresent()) return of(plan.encoding().get().features());
        boolean codes = plan.learner().network().layers().getFirst().takesCodes();
        Kind kind = codes ? Kind.CODE : Kind.NUMBER;
        return IntStream.range(0, plan.training().features().cols())
                .mapToObj(i -> new InputColumn("input " + i, i, 1, kind, false))
                .toList();
    }

    private static List<InputColumn> of(List<ColumnEncoder> encoders) {
        List<InputColumn> columns = new ArrayList<>();
        int at = 0;
        for (ColumnEncoder encoder : encoders) {
            int width = encoder.features().size();
            columns.add(
                    switch (encoder) {
                        case NumberEncoder n ->
                                new InputColumn(n.column(), at, width, Kind.NUMBER, n.indicator());
                        case CategoryEncoder c ->
                                new InputColumn(c.column(), at, width, Kind.ONE_HOT, c.indicator());
                        case CodeEncoder c ->
                                new InputColumn(c.column(), at, width, Kind.CODE, false);
                    });
            at += width;
        }
        return List.copyOf(columns);
    }

    boolean number() {
        return kind == Kind.NUMBER;
    }

    /** Whether a row misses the value. */
    boolean missing(Matrix features, int row) {
        return signed && features.get(row, first + width - 1) == 1;
    }

    /** A row's number; where it is missing, what stands in for it. */
    double value(Matrix features, int row) {
        return features.get(row, first);
    }

    /** A row's category, from 0; a missing value is one of its own. */
    int category(Matrix features, int row) {
        if (kind == Kind.CODE) return (int) features.get(row, first);
        if (missing(features, row)) return width;
        return IntStream.range(0, width)
                .filter(i -> features.get(row, first + i) == 1)
                .findFirst()
                .orElse(width + 1);
    }

    /** Whether all rows are the same. */
    boolean constant(Matrix features) {
        for (int row = 1; row < features.rows(); row++)
            for (int i = first; i < first + width; i++)
                if (features.get(row, i) != features.get(0, i)) return false;
        return true;
    }

    /** The names of some columns. */
    static List<String> names(List<InputColumn> columns) {
        return columns.stream().map(InputColumn::name).toList();
    }

    /** What leaves columns out: all but the last of them where none would be left. */
    static Remedy without(Plan plan, List<String> names) {
        List<InputColumn> columns = of(plan);
        if (columns.size() == 1) return Remedies.withoutHidden(plan.learner().network());
        List<String> out =
                names.size() < columns.size() ? names : names.subList(0, names.size() - 1);
        Optional<TableOptions> table = plan.description().table();
        if (table.isPresent()) {
            List<String> all = new ArrayList<>(table.get().drop());
            all.addAll(out);
            return Fix.of(new Change.Drop(all));
        }
        return Lines.withoutInputs(
                columns.stream()
                        .filter(column -> !out.contains(column.name()))
                        .map(InputColumn::first)
                        .toList());
    }
}
