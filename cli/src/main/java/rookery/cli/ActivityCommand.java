package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import rookery.Dataset;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.TableModel;
import rookery.data.UsedRows;
import rookery.explain.Activity;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code rookery activity}: what each unit of a network does. */
@Command(
        name = "activity",
        abbreviateSynopsis = true,
        description = {
            "Shows for each layer how often its units are on, which are dead or saturated, and how"
                    + " much gradient comes back to it.",
            "Of a run also how far its last step moved each tensor."
        },
        footer = {
            "",
            "Examples:",
            "  rookery activity penguins-1",
            "  rookery activity penguins-1 penguins"
        })
final class ActivityCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private ModelArgument model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = {
                "A bundled data set, or a .csv or .tsv file, with the target; unless told, the rows"
                        + " that the run was trained on."
            })
    private Optional<String> data;

    @Mixin private CsvReading csv;
    @Mixin private CommonOptions common;

    ActivityCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TableModel table = model.read(console).tableModel();
        DataSource source = ModelArgument.data(table, data.orElseThrow(), csv.options());
        UsedRows rows = table.encoding().evaluable(source.table());
        if (rows.rows().length == 0)
            throw new InputException(
                    source.table().source() + ": no row can be used: " + rows.sentence());
        Dataset dataset = table.encoding().dataset(source.table(), rows.rows());
        Activity activity = Activity.of(table.model(), dataset);
        Page page = new Page(console);
        page.entry("model", model.name());
        page.entry("rows", rows.sentence());
        new ActivityPage(page, activity).print();
        return 0;
    }
}
