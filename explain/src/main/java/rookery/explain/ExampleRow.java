package rookery.explain;

import rookery.Dataset;
import rookery.Model;
import rookery.Trace;
import rookery.data.ClassTarget;
import rookery.data.ColumnEncoder;
import rookery.data.NormalTarget;
import rookery.data.NumberTarget;
import rookery.data.TargetEncoding;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.StringJoiner;

/**
 * A row and what a model says of it, for people: in the words of its table if there is one, else in
 * the network's numbers.
 *
 * @param row its number in its source, from 0
 * @param target what it should be: a class's name, or a number
 * @param prediction what the model says it is
 * @param wrong whether that is another class; none where no classes are told apart
 * @param loss of the row, before any weight
 * @param values of the columns that the model looks at, as text, empty where missing; none without a
 *     table
 */
public record ExampleRow(
        int row,
        String target,
        String prediction,
        Optional<Boolean> wrong,
        double loss,
        SequencedMap<String, String> values) {

    /** Keeps a copy of the values, in their order. */
    public ExampleRow {
        values = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(values));
    }

    /**
     * The only row of a data set.
     *
     * @param table which it came from; its number there is the data set's
     */
    static ExampleRow of(Model model, Dataset one, Optional<TableRows> table) {
        Trace trace = model.trace(one);
        float[] outputs = new float[trace.output().features()];
        for (int k = 0; k < outputs.length; k++) outputs[k] = trace.output().get(0, k);
        int row = one.rowNumber(0);
        if (table.isEmpty())
            return new ExampleRow(
                    row,
                    numbers(one.targets().row(0)),
                    numbers(outputs),
                    Optional.empty(),
                    trace.loss(0),
                    new LinkedHashMap<>());
        String target = target(table.get(), one);
        String prediction =
                table.get().encoding().target().prediction(outputs, model.learner().loss()).text();
        return new ExampleRow(
                row,
                target,
                prediction,
                table.get().encoding().target() instanceof ClassTarget
                        ? Optional.of(!target.equals(prediction))
                        : Optional.empty(),
                trace.loss(0),
                values(table.get(), row));
    }

    private static String numbers(float[] values) {
        StringJoiner text = new StringJoiner(" ");
        for (float value : values) text.add(Float.toString(value));
        return text.toString();
    }

    private static String target(TableRows table, Dataset one) {
        TargetEncoding target = table.encoding().target();
        return switch (target) {
            case ClassTarget classes -> classes.classes().get(one.classes()[0]);
            case NumberTarget _, NormalTarget _ ->
                    table.table().column(target.column()).text(one.rowNumber(0));
        };
    }

    private static SequencedMap<String, String> values(TableRows table, int row) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        for (ColumnEncoder feature : table.encoding().features())
            values.put(feature.column(), table.table().column(feature.column()).text(row));
        return values;
    }
}
