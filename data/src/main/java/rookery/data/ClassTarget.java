package rookery.data;

import rookery.losses.Loss;
import rookery.metrics.Metric;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeSet;

/**
 * One of several classes.
 *
 * @param column the column's name
 * @param classes their names, sorted: numbers by size, text by its characters; one value against
 *     the rest: the value, then "not" the value
 * @param againstRest whether the second class is every value but the first class
 * @param form how the network sees a class
 */
public record ClassTarget(String column, List<String> classes, boolean againstRest, TargetForm form)
        implements TargetEncoding {
    private static final int UNKNOWN = -1;

    /**
     * Refuses fewer than two classes, and two of one name; {@link TargetForm#BINARY} of more than two becomes one-hot.
     */
    public ClassTarget {
        if (classes.size() < 2) {
            throw new IllegalArgumentException(
                    "target " + column + ": needs at least two classes, got " + classes);
        }
        if (new HashSet<>(classes).size() < classes.size()) {
            throw new IllegalArgumentException(
                    "target " + column + ": two classes have the same name in " + classes);
        }
        classes = List.copyOf(classes);
        form = form.forClasses(classes.size());
    }

    /** {@code value} of a column against all its other values. */
    static ClassTarget againstRest(String column, String value, TargetForm form) {
        return new ClassTarget(column, List.of(value, "not " + value), true, form);
    }

    /** The distinct values of these rows, sorted. */
    static List<String> classes(Column column, int[] rows) {
        return switch (column) {
            case NumberColumn numbers -> {
                TreeSet<Double> values = new TreeSet<>();
                for (int row : rows) values.add(numbers.value(row));
                // distinct once more, as −0 and 0 are both printed as 0
                yield values.stream().map(NumberText::print).distinct().toList();
            }
            case TextColumn text -> {
                TreeSet<String> values = new TreeSet<>();
                for (int row : rows) values.add(text.text(row));
                yield List.copyOf(values);
            }
        };
    }

    @Override
    public int columns() {
        return form == TargetForm.ONE_HOT ? classes.size() : 1;
    }

    @Override
    public int outputs() {
        return form == TargetForm.BINARY ? 1 : classes.size();
    }

    @Override
    public String describe() {
        return "the target, classes " + String.join(", ", classes);
    }

    /** The class of {@code row} as its position in {@link #classes()}, −1 if it is none of them. */
    public int classOf(Column column, int row) {
        if (column.missing(row)) return UNKNOWN;
        String value = column.text(row);
        if (againstRest) return value.equals(classes.getFirst()) ? 0 : 1;
        return classes.indexOf(value);
    }

    /**
     * Whether a class is not written as a number is printed: the column must then be read as text.
     * Of a value against the rest, only the value is written in the column.
     */
    boolean ofText() {
        return classes.stream()
                .limit(againstRest ? 1 : classes.size())
                .anyMatch(name -> !name.equals(NumberText.print(NumberText.parse(name, '.'))));
    }

    @Override
    public boolean known(Column column, int row) {
        return classOf(column, row) != UNKNOWN;
    }

    @Override
    public void encode(Column column, int[] rows, float[] into) {
        for (int i = 0; i < rows.length; i++) {
            int c = classOf(column, rows[i]);
            if (form == TargetForm.ONE_HOT) {
                into[i * classes.size() + c] = 1;
            } else {
                into[i] = c;
            }
        }
    }

    @Override
    public Prediction prediction(float[] outputs, Loss loss) {
        float[] q = form == TargetForm.BINARY ? new float[] {1 - outputs[0], outputs[0]} : outputs;
        SequencedMap<String, Float> probabilities = new LinkedHashMap<>();
        int best = 0;
        for (int c = 0; c < q.length; c++) {
            probabilities.put(classes.get(c), q[c]);
            if (q[c] > q[best]) best = c;
        }
        return new Prediction.OfClass(classes.get(best), probabilities);
    }

    @Override
    public Metric inOriginalUnits(Metric metric) {
        return metric;
    }
}
