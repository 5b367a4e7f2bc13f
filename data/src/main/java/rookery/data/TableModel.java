package rookery.data;

import rookery.Dataset;
import rookery.Evaluation;
import rookery.Model;
import rookery.metrics.ConfusionMatrix;
import rookery.names.Names;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A model that takes the rows of a table as they are and answers in the table's terms. Immutable,
 * and safe to share between threads.
 *
 * {@snippet :
 * Map<String, ?> row =
 *         Map.of("flipper_length_mm", 181, "bill_depth_mm", 18.7, "bill_length_mm", 39.1);
 * Prediction answer = model.predict(row);
 * answer.text(); // "Adelie"
 * }
 *
 * @param encoding how a row becomes the network's inputs and its outputs a prediction
 * @param model the trained network
 */
public record TableModel(TableEncoding encoding, Model model) {
    /** Refuses a network with other inputs or outputs than the encoding has. */
    public TableModel {
        int inputs = model.network().inputs();
        int outputs = model.network().outputs();
        if (inputs != encoding.inputs() || outputs != encoding.outputs()) {
            throw new IllegalArgumentException(
                    ("the network has %s inputs and %s outputs, but the table's"
                                    + " encoding %s and %s")
                            .formatted(inputs, outputs, encoding.inputs(), encoding.outputs()));
        }
    }

    /**
     * Answers for all rows of a table that have the values the model needs. Other columns than the
     * model's do not matter.
     *
     * @throws InputException if a column of the model is missing or cannot be encoded
     */
    public Predictions predict(Table table) {
        UsedRows rows = encoding.predictable(table);
        if (rows.rows().length == 0)
            return new Predictions(rows, List.of(), new LinkedHashMap<>(), new LinkedHashMap<>());
        TableEncoding.Inputs inputs = encoding.encode(table, rows.rows());
        Matrix outputs = model.predict(inputs.values());
        List<Prediction> answers = new ArrayList<>(outputs.rows());
        for (int i = 0; i < outputs.rows(); i++) {
            answers.add(encoding.target().prediction(outputs.row(i), model.learner().loss()));
        }
        return new Predictions(rows, answers, inputs.unknown(), inputs.imputed());
    }

    /**
     * The answer for one row, given as its values by column: numbers, text, or null where a value
     * is missing.
     *
     * @throws InputException if a column of the model is not among them, its value cannot be
     *     encoded, or one is missing that the model needs
     */
    public Prediction predict(Map<String, ?> row) {
        List<Column> columns = new ArrayList<>();
        for (ColumnEncoder feature : encoding.features()) {
            String name = feature.column();
            if (!row.containsKey(name)) {
                throw new InputException(
                        "the row has no \"" + name + "\"; " + Names.suggest(name, row.keySet()));
            }
            columns.add(column(feature, row.get(name)));
        }
        Predictions predictions = predict(Table.of("the row", columns));
        if (predictions.answers().isEmpty()) {
            throw new InputException(
                    "the row cannot be predicted: "
                            + predictions.rows().leftOut().firstEntry().getKey());
        }
        return predictions.answers().getFirst();
    }

    /**
     * Loss and metrics over all rows of a table that have a target and the values the model was
     * trained with. The loss is the network's own; metrics are in the table's units if the learner
     * was taken from {@link TableEncoding#inOriginalUnits}.
     *
     * @throws InputException if a column is missing or cannot be encoded, or no row can be used
     */
    public Evaluation evaluate(Table table) {
        return model.evaluate(evaluable(table));
    }

    /**
     * How many rows of each class are predicted to be of each class, over the rows of {@link
     * #evaluate}; classes are in the order of {@link ClassTarget#classes}.
     *
     * @throws InputException as {@link #evaluate}
     * @throws IllegalArgumentException if the model predicts a number
     */
    public ConfusionMatrix confusionMatrix(Table table) {
        if (!(encoding.target() instanceof ClassTarget)) {
            throw new IllegalArgumentException(
                    encoding.target().column() + " is a number: there are no classes to confuse");
        }
        return model.confusionMatrix(evaluable(table));
    }

    private Dataset evaluable(Table table) {
        UsedRows rows = encoding.evaluable(table);
        if (rows.rows().length == 0) {
            throw new InputException(table.source() + ": no row can be used: " + rows.sentence());
        }
        return encoding.dataset(table, rows.rows());
    }

    private static Column column(ColumnEncoder feature, Object value) {
        String name = feature.column();
        return switch (feature) {
            case NumberEncoder _ -> new NumberColumn(name, new double[] {number(name, value)});
            case CategoryEncoder _, CodeEncoder _ -> TextColumn.of(name, text(value));
        };
    }

    private static double number(String name, Object value) {
        if (value == null) return Double.NaN;
        if (value instanceof Number number) return number.doubleValue();
        double parsed = NumberText.parse(value.toString().strip(), '.');
        if (Double.isNaN(parsed)) {
            throw new InputException(
                    "the row's %s is \"%s\", but the model was trained on numbers"
                            .formatted(name, value));
        }
        return parsed;
    }

    private static String text(Object value) {
        if (value == null) return null;
        return value instanceof Number number
                ? NumberText.print(number.doubleValue())
                : value.toString().strip();
    }
}
