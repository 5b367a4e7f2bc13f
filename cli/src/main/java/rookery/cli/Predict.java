package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import rookery.data.DataSource;
import rookery.data.Prediction;
import rookery.data.Predictions;
import rookery.data.TableModel;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code rookery predict}: a model's answers for some rows. */
@Command(
        name = "predict",
        abbreviateSynopsis = true,
        description = {
            "Predicts rows.",
            "Writes CSV: row, prediction, and for classes their probabilities; for numbers their"
                    + " standard_deviation if the model was trained with gaussian_nll. Rows are"
                    + " numbered from 0, the header not counted."
        },
        footer = {
            "",
            "Examples:",
            "  rookery predict penguins-1 penguins",
            "  rookery predict penguins-1 new.csv --out predicted.csv"
        })
final class Predict implements Callable<Integer> {

    private final Console console;

    @Mixin private ModelArgument model;

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = "A bundled data set, or a .csv or .tsv file; it needs no target.")
    private String data;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write to this file, which is replaced at the end, or not at all.")
    private Optional<Path> out;

    @Mixin private CsvReading csv;
    @Mixin private CommonOptions common;

    Predict(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableModel table = model.read(console).tableModel();
        DataSource source = ModelArgument.data(table, data, csv.options());
        if (out.isPresent()) {
            Kept.refuse("--out", out.get(), Path.of(data), "is DATA itself");
            Kept.refuse("--out", out.get(), model.place(), "belongs to the model " + model.name());
        }
        Predictions predictions = table.predict(source.table());
        if (out.isPresent()) PredictionCsv.write(predictions, table, out.get());
        if (common.json()) json(predictions);
        else text(predictions, table);
        return 0;
    }

    private void text(Predictions predictions, TableModel table) {
        if (out.isEmpty()) PredictionCsv.write(predictions, table, console.out());
        else
            console.out()
                    .println(Console.printable(out.get() + ": " + predictions.rows().sentence()));
        if (out.isEmpty() && !predictions.rows().leftOut().isEmpty())
            console.note(data + ": predicted " + predictions.rows().sentence());
        note(predictions.unknown(), "a category that no training row had");
        note(predictions.imputed(), "a missing value, which is imputed,");
    }

    /** Tells on stderr what is to be known of some rows, by column. */
    private void note(Map<String, Integer> rows, String what) {
        rows.forEach((column, count) ->
                console.note(
                        "%s, column %s: %s in %s"
                                .formatted(data, column, what, Numbers.count(count, "row"))));
    }

    private void json(Predictions predictions) {
        JsonAnswer answer =
                new JsonAnswer()
                        .put("model", model.name())
                        .put("data", data)
                        .put("rows", predictions.answers().size())
                        .put(
                                "rows_left_out",
                                predictions.rows().total() - predictions.answers().size())
                        .put("unknown_categories", predictions.unknown())
                        .put("imputed", predictions.imputed());
        if (out.isPresent()) answer.put("out", out.get().toString());
        else answer.put("predictions", answers(predictions));
        answer.print(console);
    }

    private static List<Map<String, Object>> answers(Predictions predictions) {
        List<Map<String, Object>> answers = new ArrayList<>();
        for (int i = 0; i < predictions.answers().size(); i++) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("row", predictions.rows().rows()[i]);
            switch (predictions.answers().get(i)) {
                case Prediction.OfClass c -> {
                    answer.put("prediction", c.text());
                    answer.put("probabilities", c.probabilities());
                }
                case Prediction.OfNumber n -> {
                    answer.put("prediction", n.value());
                    n.standardDeviation()
                            .ifPresent(value -> answer.put("standard_deviation", value));
                }
            }
            answers.add(answer);
        }
        return answers;
    }
}
