package rookery.benchmarks;

import rookery.data.BundledData;
import rookery.data.Column;
import rookery.data.NumberColumn;
import rookery.data.Table;
import rookery.data.TableOptions;
import rookery.data.TextColumn;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Tables made for the doctor: some with a fault, made by formula and seed. */
final class DoctorTables {

    private static final long SEED = 0;

    private DoctorTables() {}

    /** What is predicted from the table {@link #homes}. */
    static final TableOptions PRICE = TableOptions.defaults().target("price");

    /** What is predicted from the table {@link #patients}. */
    static final TableOptions ILL = TableOptions.defaults().target("ill");

    /**
     * Flats, in units that differ a million-fold; the price follows area, age and district.
     *
     * <pre>
     *   price = 2000·m² · (1 + district/5) − 1500·age + 20000·n
     * </pre>
     */
    static Table homes(int rows) {
        IntToDoubleFunction area = i -> 30 + 120 * uniform(0, i);
        IntToDoubleFunction age = i -> Math.rint(80 * uniform(1, i));
        IntToDoubleFunction district = i -> (int) (4 * uniform(2, i));
        return Table.of(
                "homes",
                List.of(
                        number("area_mm2", rows, i -> 1e6 * area.applyAsDouble(i)),
                        number("age", rows, age),
                        text("district", rows, i -> "d" + (int) district.applyAsDouble(i)),
                        number("rent", rows, i -> 300 + 900 * uniform(3, i)),
                        number(
                                "price",
                                rows,
                                i ->
                                        2000
                                                        * area.applyAsDouble(i)
                                                        * (1 + district.applyAsDouble(i) / 5)
                                                - 1500 * age.applyAsDouble(i)
                                                + 20_000 * normal(4, i))));
    }

    /**
     * Patients, of whom some are ill: a row in {@code every}; three measures are higher then.
     *
     * @param shift by how many standard deviations
     */
    static Table patients(int rows, int every, double shift) {
        List<Column> columns = new ArrayList<>();
        for (String name : List.of("pulse", "pressure", "sugar")) {
            int kind = columns.size();
            columns.add(
                    number(name, rows, i -> normal(10 + kind, i) + (i % every == 0 ? shift : 0)));
        }
        columns.add(text("ill", rows, i -> i % every == 0 ? "yes" : "no"));
        return Table.of("patients", columns);
    }

    /** Eight measures and a class that has nothing to do with them. */
    static Table noise(int rows, double shareOfFirst) {
        List<Column> columns = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            int kind = 20 + k;
            columns.add(number("m" + k, rows, i -> normal(kind, i)));
        }
        columns.add(text("kind", rows, i -> uniform(19, i) < shareOfFirst ? "a" : "b"));
        return Table.of("noise", columns);
    }

    /** A table with one more column. */
    static Table with(Table table, Column column) {
        List<Column> columns = new ArrayList<>(table.columns());
        columns.add(column);
        return Table.of(table.source(), columns);
    }

    /** A bundled table with one more column of numbers, computed from its rows. */
    static Table with(BundledData data, String name, IntToDoubleFunction value) {
        Table table = data.table();
        return with(table, number(name, table.rows(), value));
    }

    /** A column's number in a row. */
    static double value(Table table, String column, int row) {
        return ((NumberColumn) table.column(column)).value(row);
    }

    /** A column's text in a row. */
    static String word(Table table, String column, int row) {
        return table.column(column).text(row);
    }

    /** Each row so many times, one after the other. */
    static Table repeated(Table table, int times) {
        int rows = table.rows() * times;
        return Table.of(
                table.source(),
                table.columns().stream()
                        .map(column ->
                                switch (column) {
                                    case NumberColumn n ->
                                            number(n.name(), rows, i -> n.value(i / times));
                                    case TextColumn t ->
                                            text(
                                                    t.name(),
                                                    rows,
                                                    i ->
                                                            t.missing(i / times)
                                                                    ? null
                                                                    : t.text(i / times));
                                })
                        .toList());
    }

    /** The first rows. */
    static Table first(Table table, int rows) {
        return Table.of(
                table.source(),
                table.columns().stream()
                        .map(column ->
                                switch (column) {
                                    case NumberColumn n -> number(n.name(), rows, n::value);
                                    case TextColumn t ->
                                            text(
                                                    t.name(),
                                                    rows,
                                                    i -> t.missing(i) ? null : t.text(i));
                                })
                        .toList());
    }

    /** The same, where one row in so many has another class than it should. */
    static Table flipped(Table table, String target, int every) {
        TextColumn classes = (TextColumn) table.column(target);
        List<String> names = List.copyOf(classes.values());
        Column wrong =
                text(
                        target,
                        table.rows(),
                        i -> {
                            int c = names.indexOf(classes.text(i));
                            return names.get(i % every == 7 ? (c + 1) % names.size() : c);
                        });
        return Table.of(
                table.source(),
                table.columns().stream().map(c -> c.name().equals(target) ? wrong : c).toList());
    }

    static Column number(String name, int rows, IntToDoubleFunction value) {
        return NumberColumn.of(name, IntStream.range(0, rows).mapToDouble(value).toArray());
    }

    static Column text(String name, int rows, IntFunction<String> value) {
        return TextColumn.of(name, IntStream.range(0, rows).mapToObj(value).toArray(String[]::new));
    }

    static double uniform(int kind, int row) {
        return Philox.uniform(SEED, Purpose.DATA, 1, kind, row);
    }

    static double normal(int kind, int row) {
        return Philox.normal(SEED, Purpose.DATA, 1, kind, row);
    }
}
