package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import rookery.Evaluation;
import rookery.data.ClassTarget;
import rookery.data.DataSource;
import rookery.data.TableEncoding;
import rookery.data.TableModel;
import rookery.data.UsedRows;
import rookery.metrics.ConfusionMatrix;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.concurrent.Callable;

/** {@code rookery evaluate}: how good a model is on some rows. */
@Command(
        name = "evaluate",
        abbreviateSynopsis = true,
        description = {
            "Measures loss and metrics of a model on data; of classes, also how many rows of"
                    + " each are predicted to be of each."
        },
        footer = {"", "Example:", "  rookery evaluate penguins-1 penguins"})
final class Evaluate implements Callable<Integer> {

    /** The most classes that are counted by pairs: a million counts. */
    private static final int CLASSES = 1000;

    private final Console console;

    @Mixin private ModelArgument model;

    @Parameters(
            index = "1",
            paramLabel = "DATA",
            description = "A bundled data set, or a .csv or .tsv file, with the target.")
    private String data;

    @Mixin private CsvReading csv;
    @Mixin private CommonOptions common;

    Evaluate(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableModel table = model.read(console).tableModel();
        DataSource source = ModelArgument.data(table, data, csv.options());
        UsedRows rows = table.encoding().evaluable(source.table());
        Evaluation evaluation = table.evaluate(source.table());
        TableEncoding.Inputs inputs = table.encoding().encode(source.table(), rows.rows());
        Optional<Confusion> confusion = confusion(table, source);
        if (common.json()) json(rows, inputs, evaluation, confusion);
        else text(rows, inputs, evaluation, confusion);
        return 0;
    }

    /** How many rows of each class are predicted to be of each class. */
    private record Confusion(List<String> classes, ConfusionMatrix matrix) {
        Map<String, Object> json() {
            SequencedMap<String, Object> parts = new LinkedHashMap<>();
            parts.put("classes", classes);
            parts.put("counts", matrix.counts());
            return parts;
        }
    }

    /** None of numbers, and of too many classes. */
    private static Optional<Confusion> confusion(TableModel table, DataSource source) {
        return table.encoding().target() instanceof ClassTarget target
                        && target.classes().size() <= CLASSES
                ? Optional.of(
                        new Confusion(target.classes(), table.confusionMatrix(source.table())))
                : Optional.empty();
    }

    private void json(
            UsedRows rows,
            TableEncoding.Inputs inputs,
            Evaluation evaluation,
            Optional<Confusion> confusion) {
        JsonAnswer answer = new JsonAnswer();
        answer.put("model", model.name())
                .put("data", data)
                .put("rows", rows.rows().length)
                .put("rows_left_out", rows.total() - rows.rows().length)
                .put("unknown_categories", inputs.unknown())
                .put("imputed", inputs.imputed())
                .put(evaluation);
        confusion.ifPresent(counts -> answer.put("confusion_matrix", counts.json()));
        answer.print(console);
    }

    private void text(
            UsedRows rows,
            TableEncoding.Inputs inputs,
            Evaluation evaluation,
            Optional<Confusion> confusion) {
        Page page = new Page(console);
        page.entry("model", model.name());
        page.entry("data", data);
        page.entry("rows", rows.sentence());
        inputs.unknownSentences().forEach(sentence -> page.entry("note", sentence));
        inputs.imputedSentences().forEach(sentence -> page.entry("note", sentence));
        page.space();
        page.table(
                List.of("", "value"),
                evaluation.values().entrySet().stream()
                        .map(e -> List.of(e.getKey(), Numbers.measure(e.getValue())))
                        .toList());
        confusion.ifPresent(counts ->
                new ConfusionPage(page, console.width(), counts.matrix, counts.classes).print());
    }
}
