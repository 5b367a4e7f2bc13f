package rookery.explain.doctor;

import rookery.Dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * A column that says what another one says: numbers of a squared correlation of nearly 1 (inches beside
 * centimetres), or categories that go one to one.
 *
 * <pre>
 *   r² ≥ 0.9999
 * </pre>
 *
 * The two are learned twice as fast as others, and neither can be said to matter. Our own rule.
 */
final class DuplicateColumn implements Check {

    /** Pairs of columns are many. */
    private static final int MOST_ROWS = 1000;

    /** A column and one before it that says the same. */
    private record Twins(InputColumn first, InputColumn second, String how) {

        String sentence() {
            return "%s says what %s says: %s".formatted(second.name(), first.name(), how);
        }
    }

    @Override
    public String code() {
        return "duplicate-column";
    }

    @Override
    public String source() {
        return "our own rule";
    }

    @Override
    public Needs needs() {
        return Needs.REPLAY;
    }

    @Override
    public boolean beforeTraining() {
        return true;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        double least = evidence.get(Threshold.DUPLICATE);
        Dataset rows = Evidence.spread(evidence.sample(), MOST_ROWS);
        List<InputColumn> columns =
                InputColumn.of(evidence.plan()).stream()
                        .filter(column -> !column.constant(rows.features()))
                        .toList();
        if (columns.size() < 2 || rows.rows() < 3)
            return Outcome.leftOut("there are no two columns that vary");
        List<Twins> twins = numbers(rows, columns, least);
        twins.addAll(categories(rows, columns));
        if (twins.isEmpty()) return new Outcome.Healthy();
        List<String> second =
                List.copyOf(new TreeSet<>(twins.stream().map(t -> t.second().name()).toList()));
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.WARNING,
                        "%s; in all %s"
                                .formatted(
                                        twins.getFirst().sentence(),
                                        Words.count(second.size(), "column") + " of this kind"),
                        twins.stream().map(Twins::sentence).toList(),
                        "squared correlation ≥ %s, or categories one to one".formatted(least),
                        source(),
                        second,
                        "Leave out all but one: together they are learned faster than others, and"
                                + " which of them matters cannot be told.",
                        InputColumn.without(evidence.plan(), second)));
    }

    private static List<Twins> numbers(Dataset rows, List<InputColumn> columns, double least) {
        List<InputColumn> numbers = columns.stream().filter(InputColumn::number).toList();
        List<double[]> units = numbers.stream().map(column -> unit(rows, column)).toList();
        List<Twins> twins = new ArrayList<>();
        for (int j = 1; j < numbers.size(); j++)
            for (int i = 0; i < j; i++) {
                double r = product(units.get(i), units.get(j));
                if (!(r * r >= least)) continue;
                String how = "their correlation is " + Words.number(r);
                twins.add(new Twins(numbers.get(i), numbers.get(j), how));
                break;
            }
        return twins;
    }

    /** A column less its mean, by its length. */
    private static double[] unit(Dataset rows, InputColumn column) {
        double[] values = new double[rows.rows()];
        double mean = 0;
        for (int row = 0; row < values.length; row++) {
            values[row] = column.value(rows.features(), row);
            mean += (values[row] - mean) / (row + 1);
        }
        double squares = 0;
        for (int row = 0; row < values.length; row++) {
            values[row] -= mean;
            squares += values[row] * values[row];
        }
        double length = Math.sqrt(squares);
        for (int row = 0; row < values.length; row++) values[row] /= length;
        return values;
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static List<Twins> categories(Dataset rows, List<InputColumn> columns) {
        List<InputColumn> categories = columns.stream().filter(c -> !c.number()).toList();
        List<Twins> twins = new ArrayList<>();
        for (int j = 1; j < categories.size(); j++)
            for (int i = 0; i < j; i++) {
                if (!oneToOne(rows, categories.get(i), categories.get(j))) continue;
                String how = "their categories go one to one";
                twins.add(new Twins(categories.get(i), categories.get(j), how));
                break;
            }
        return twins;
    }

    private static boolean oneToOne(Dataset rows, InputColumn a, InputColumn b) {
        Map<Integer, Integer> there = new HashMap<>();
        Map<Integer, Integer> back = new HashMap<>();
        for (int row = 0; row < rows.rows(); row++) {
            int x = a.category(rows.features(), row);
            int y = b.category(rows.features(), row);
            if (there.merge(x, y, (old, _) -> old) != y) return false;
            if (back.merge(y, x, (old, _) -> old) != x) return false;
        }
        return true;
    }
}
