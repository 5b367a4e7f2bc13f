package rookery.data;

import rookery.Dataset;
import rookery.Learner;
import rookery.layers.Embedding;
import rookery.names.Names;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/**
 * How the rows of a table become a network's inputs and targets, as learned from the training rows:
 * what a model file keeps beside the weights.
 *
 * @param target the column to predict
 * @param features the columns to predict from, in the order of the network's inputs
 * @param required columns whose missing values leave a row out; a prediction asks only for those
 *     among the features
 */
public record TableEncoding(
        TargetEncoding target, List<ColumnEncoder> features, List<String> required) {
    /** Keeps its own lists; refuses to be without features, and two of one column. */
    public TableEncoding {
        if (features.isEmpty()) throw new IllegalArgumentException("an encoding needs features");
        Set<String> columns = new HashSet<>();
        for (ColumnEncoder feature : features) {
            if (!columns.add(feature.column())) {
                throw new IllegalArgumentException("two features of column " + feature.column());
            }
        }
        features = List.copyOf(features);
        required = List.copyOf(required);
    }

    /**
     * Rows as a network's inputs.
     *
     * @param values a row a row, a column a feature
     * @param unknown how many rows have a category that no training row had, by column; without
     *     columns where none has
     * @param imputed how many rows miss a value, which another stands in for, by column; likewise
     */
    public record Inputs(
            Matrix values,
            SequencedMap<String, Integer> unknown,
            SequencedMap<String, Integer> imputed) {
        /** What to tell about unknown categories, a sentence a column. */
        public List<String> unknownSentences() {
            return unknown.entrySet().stream()
                    .map(entry ->
                            "%s: of %s rows %s have a category that no training row has"
                                    .formatted(entry.getKey(), values.rows(), entry.getValue()))
                    .toList();
        }

        /** What to tell about missing values, a sentence a column. */
        public List<String> imputedSentences() {
            return imputed.entrySet().stream()
                    .map(entry ->
                            "%s: of %s rows %s miss its value, which is imputed"
                                    .formatted(entry.getKey(), values.rows(), entry.getValue()))
                    .toList();
        }
    }

    /**
     * The names of the network's inputs: {@code body_mass_g}, {@code sex=female}, {@code sex
     * missing} …
     */
    public List<String> inputNames() {
        return features.stream().flatMap(feature -> feature.features().stream()).toList();
    }

    /** How many inputs the network needs. */
    public int inputs() {
        return inputNames().size();
    }

    /** How many outputs the network needs. */
    public int outputs() {
        return target.outputs();
    }

    /**
     * The columns to be read as text from a file, even if all their values there should be numbers.
     */
    public Set<String> textColumns() {
        Set<String> text = new LinkedHashSet<>();
        for (ColumnEncoder feature : features) {
            if (!(feature instanceof NumberEncoder)) text.add(feature.column());
        }
        if (target instanceof ClassTarget classes && classes.ofText()) text.add(classes.column());
        return text;
    }

    /**
     * The same learner, whose metrics are computed in the units of the table if a number is
     * predicted.
     */
    public Learner inOriginalUnits(Learner learner) {
        return new Learner(
                learner.network(),
                learner.loss(),
                learner.optimizer(),
                learner.metrics().stream().map(target::inOriginalUnits).toList());
    }

    /**
     * The rows that can be predicted.
     *
     * @throws InputException if columns are missing; offers the nearest names
     */
    public UsedRows predictable(Table table) {
        requireColumns(table);
        List<String> names = features.stream().map(ColumnEncoder::column).toList();
        return UsedRows.unless(
                table.rows(), lacking(table, required.stream().filter(names::contains).toList()));
    }

    /**
     * The layer for the codes of these columns, as the one of other columns or rows was.
     *
     * @return empty if there are more or fewer columns of codes than it took
     */
    public Optional<Embedding> embedding(Embedding was) {
        List<Integer> columns = new ArrayList<>();
        List<Integer> sizes = new ArrayList<>();
        int input = 0;
        for (ColumnEncoder feature : features) {
            if (feature instanceof CodeEncoder codes) {
                columns.add(input);
                sizes.add(codes.codes());
            }
            input += feature.features().size();
        }
        return columns.isEmpty() || columns.size() != was.columns().size()
                ? Optional.empty()
                : Optional.of(
                        new Embedding(
                                columns, sizes, was.dimension(), was.embeddingsInitializer()));
    }

    /**
     * The rows that can be learned from or evaluated: all but those without a target, or with a
     * class that is none of the classes, or that miss a required value.
     *
     * @throws InputException if columns are missing, the target among them; offers the nearest
     *     names
     */
    public UsedRows evaluable(Table table) {
        requireColumns(table);
        Column column = table.column(target.column());
        IntFunction<String> lacking = lacking(table, required);
        String missing = isMissing(target.column());
        return UsedRows.unless(
                table.rows(),
                row -> {
                    if (column.missing(row)) return missing;
                    if (!target.known(column, row)) {
                        return "%s is \"%s\", none of the classes"
                                .formatted(target.column(), column.text(row));
                    }
                    return lacking.apply(row);
                });
    }

    /**
     * Why a row is left out for want of a value in one of {@code columns}, of which a table may
     * lack some.
     */
    static IntFunction<String> lacking(Table table, List<String> columns) {
        List<Column> present = columns.stream().map(table::find).flatMap(Optional::stream).toList();
        List<String> reasons = present.stream().map(column -> isMissing(column.name())).toList();
        return row -> {
            for (int i = 0; i < present.size(); i++) {
                if (present.get(i).missing(row)) return reasons.get(i);
            }
            return null;
        };
    }

    static String isMissing(String column) {
        return column + " is missing";
    }

    /**
     * The network's inputs for these rows of a table.
     *
     * @throws InputException if a column is missing or cannot be encoded
     */
    public Inputs encode(Table table, int... rows) {
        requireColumns(table);
        int inputs = inputs();
        float[] values = allocate(table, rows.length, inputs);
        SequencedMap<String, Integer> unknown = new LinkedHashMap<>();
        SequencedMap<String, Integer> imputed = new LinkedHashMap<>();
        int offset = 0;
        for (ColumnEncoder feature : features) {
            Column column = table.column(feature.column());
            int unknowns = encode(table, feature, rows, values, offset, inputs);
            if (unknowns > 0) unknown.put(feature.column(), unknowns);
            int misses = column.misses(rows);
            if (misses > 0 && !(feature instanceof CodeEncoder))
                imputed.put(feature.column(), misses);
            offset += feature.features().size();
        }
        return new Inputs(Matrix.wrap(rows.length, inputs, values), unknown, imputed);
    }

    /** Writes one column's features, and says of which table it was if that cannot be done. */
    private static int encode(
            Table table, ColumnEncoder feature, int[] rows, float[] into, int offset, int stride) {
        try {
            return feature.encode(table.column(feature.column()), rows, into, offset, stride);
        } catch (InputException e) {
            throw new InputException(table.source() + ": " + e.getMessage(), e);
        }
    }

    /**
     * The network's targets for these rows.
     *
     * @throws IllegalArgumentException if the target of a row is not {@linkplain
     *     TargetEncoding#known known}, see {@link #evaluable}
     * @throws InputException if the target's column is missing or text in place of numbers
     */
    public Matrix targets(Table table, int... rows) {
        Column column = table.column(target.column());
        for (int row : rows) {
            if (!target.known(column, row)) {
                throw new IllegalArgumentException(
                        ("row %s: its %s is \"%s\", which the model does not predict; take rows"
                                        + " that evaluable(table) has")
                                .formatted(row, column.name(), column.text(row)));
            }
        }
        float[] values = allocate(table, rows.length, target.columns());
        try {
            target.encode(column, rows, values);
        } catch (InputException e) {
            throw new InputException(table.source() + ": " + e.getMessage(), e);
        }
        return Matrix.wrap(rows.length, target.columns(), values);
    }

    /** Inputs and targets of these rows, which keep their numbers. */
    public Dataset dataset(Table table, int... rows) {
        return dataset(table, encode(table, rows), rows);
    }

    Dataset dataset(Table table, Inputs inputs, int... rows) {
        return Dataset.of(inputs.values(), targets(table, rows)).withRowNumbers(rows);
    }

    private void requireColumns(Table table) {
        List<String> absent = new ArrayList<>();
        for (ColumnEncoder feature : features) {
            if (table.find(feature.column()).isEmpty()) absent.add(feature.column());
        }
        if (absent.isEmpty()) return;
        String known =
                absent.size() == 1
                        ? Names.suggest(absent.getFirst(), table.names())
                        : "there are " + String.join(", ", table.names());
        throw new InputException(
                "%s: the model's columns are not all there: no %s; %s"
                        .formatted(
                                table.source(),
                                absent.stream()
                                        .map(name -> "\"" + name + "\"")
                                        .collect(Collectors.joining(", ")),
                                known));
    }

    private float[] allocate(Table table, int rows, int columns) {
        if ((long) rows * columns > Integer.MAX_VALUE - 8) {
            ColumnEncoder widest = features.getFirst();
            for (ColumnEncoder feature : features) {
                if (feature.features().size() > widest.features().size()) widest = feature;
            }
            throw new InputException(
                    ("%s: %s rows of %s inputs do not fit into one array; %s alone"
                                    + " makes %s inputs, leave it out with --drop")
                            .formatted(
                                    table.source(),
                                    rows,
                                    columns,
                                    widest.column(),
                                    widest.features().size()));
        }
        return new float[rows * columns];
    }
}
