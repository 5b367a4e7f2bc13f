package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import rookery.Evaluation;
import rookery.data.DataSource;
import rookery.data.TableEncoding;
import rookery.data.TableModel;
import rookery.data.UsedRows;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code rookery evaluate}: how good a model is on some rows. */
@Command(
        name = "evaluate",
        abbreviateSynopsis = true,
        description = "Measures loss and metrics of a model on data.",
        footer = {"", "Example:", "  rookery evaluate penguins-1 penguins"})
final class Evaluate implements Callable<Integer> {

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
        if (common.json()) json(rows, inputs, evaluation);
        else text(rows, inputs, evaluation);
        return 0;
    }

    private void json(UsedRows rows, TableEncoding.Inputs inputs, Evaluation evaluation) {
        new JsonAnswer()
                .put("model", model.name())
                .put("data", data)
                .put("rows", rows.rows().length)
                .put("rows_left_out", rows.total() - rows.rows().length)
                .put("unknown_categories", inputs.unknown())
                .put("imputed", inputs.imputed())
                .put(evaluation)
                .print(console);
    }

    private void text(UsedRows rows, TableEncoding.Inputs inputs, Evaluation evaluation) {
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
    }
}
