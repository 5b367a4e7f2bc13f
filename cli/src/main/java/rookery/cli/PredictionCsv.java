package rookery.cli;

import rookery.data.ClassTarget;
import rookery.data.Column;
import rookery.data.CsvFile;
import rookery.data.NormalTarget;
import rookery.data.NumberColumn;
import rookery.data.NumberTarget;
import rookery.data.Prediction;
import rookery.data.Predictions;
import rookery.data.Table;
import rookery.data.TableModel;
import rookery.data.TextColumn;
import rookery.formats.AtomicFile;

import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Predictions as CSV: {@code row}, {@code prediction}, for classes {@code probability_NAME} …, for
 * numbers {@code standard_deviation} if the model says it.
 */
final class PredictionCsv {

    private PredictionCsv() {}

    /** Writes them to an open destination, which is flushed and left open. */
    static void write(Predictions predictions, TableModel model, Writer to) {
        try {
            CsvFile.write(table(predictions, model), to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes them to a file, all or none.
     *
     * @throws rookery.data.InputException if it cannot be written
     */
    static void write(Predictions predictions, TableModel model, Path file) {
        AtomicFile.write(
                file,
                AtomicFile.Durability.PROCESS,
                out -> {
                    Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
                    CsvFile.write(table(predictions, model), writer);
                    writer.flush();
                });
    }

    private static Table table(Predictions predictions, TableModel model) {
        List<Prediction> answers = predictions.answers();
        List<Column> columns = new ArrayList<>();
        double[] rows = new double[answers.size()];
        for (int i = 0; i < rows.length; i++) rows[i] = predictions.rows().rows()[i];
        columns.add(NumberColumn.of("row", rows));
        String[] texts = answers.stream().map(Prediction::text).toArray(String[]::new);
        columns.add(TextColumn.of("prediction", texts));
        switch (model.encoding().target()) {
            case ClassTarget target -> {
                for (String name : target.classes()) columns.add(probabilities(name, answers));
            }
            case NormalTarget _ -> columns.add(standardDeviations(answers));
            case NumberTarget _ -> {}
        }
        return Table.of("predictions", columns);
    }

    private static TextColumn standardDeviations(List<Prediction> answers) {
        String[] texts = new String[answers.size()];
        for (int i = 0; i < texts.length; i++)
            if (answers.get(i) instanceof Prediction.OfNumber answer)
                texts[i] = answer.standardDeviationText();
        return TextColumn.of("standard_deviation", texts);
    }

    private static NumberColumn probabilities(String name, List<Prediction> answers) {
        double[] values = new double[answers.size()];
        for (int i = 0; i < values.length; i++)
            if (answers.get(i) instanceof Prediction.OfClass answer)
                values[i] = shortest(answer.probabilities().get(name));
        return NumberColumn.of("probability_" + name, values);
    }

    /** The double that prints as the float does: 0.1, not 0.10000000149011612. */
    private static double shortest(float value) {
        return Double.parseDouble(Float.toString(value));
    }
}
