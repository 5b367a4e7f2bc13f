package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import rookery.Dataset;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.TableModel;
import rookery.data.UsedRows;
import rookery.explain.Activity;
import rookery.formats.Replay;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code rookery activity}: what each unit of a network does. */
@Command(
        name = "activity",
        abbreviateSynopsis = true,
        description = {
            "Shows what each layer's units do: on, dead, saturated.",
            "How often its units are on, which are dead or saturated, and how much "
                    + "gradient comes back to it. Of a run also how far its last step moved "
                    + "each tensor."
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

    @Option(
            names = "--step",
            paramLabel = "N",
            description =
                    "Look at the run as it stood before this step, from 0; unless told, at its"
                            + " end.")
    private Optional<Long> step;

    @Mixin private CsvReading csv;
    @Mixin private CommonOptions common;

    ActivityCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (data.isPresent()) {
            if (step.isPresent())
                throw new IllegalArgumentException(
                        "--step: steps are those of a run on its own data; leave DATA out");
            onData(data.get());
        } else ofRun();
        return 0;
    }

    private void onData(String name) {
        TableModel table = model.read(console).tableModel();
        DataSource source = ModelArgument.data(table, name, csv.options());
        UsedRows rows = table.encoding().evaluable(source.table());
        if (rows.rows().length == 0)
            throw new InputException(
                    source.table().source() + ": no row can be used: " + rows.sentence());
        Dataset dataset = table.encoding().dataset(source.table(), rows.rows());
        Activity activity = Activity.of(table.model(), dataset);
        String told = name + ": " + rows.sentence();
        print(activity, told, "not told: steps are those of a run on its own data; leave DATA out");
    }

    private void ofRun() {
        Replay replay = RunArgument.replay(model.runs(), model.name(), "DATA");
        if (step.isEmpty()) model.read(console); // notes what stands for a final model
        Activity activity =
                step.map(number -> Activity.of(replay, number))
                        .orElseGet(() -> Activity.of(replay));
        String told = "those it was trained on, " + Numbers.count(replay.training().rows(), "row");
        print(activity, told, "none: the run ended before its first step");
    }

    private void print(Activity activity, String rows, String withoutStep) {
        if (common.json()) {
            new JsonAnswer()
                    .put("model", model.name())
                    .put("rows", activity.rows())
                    .put("loss", activity.loss())
                    .put("layers", activity.layers())
                    .put("step", activity.step())
                    .print(console);
            return;
        }
        Page page = new Page(console);
        page.entry("model", model.name() + step.map(n -> ", before step " + n).orElse(""));
        page.entry("rows", rows);
        page.entry("loss", Numbers.measure(activity.loss()));
        page.entry(
                "updates",
                activity.step()
                        .map(taken ->
                                "of step %s, learning rate %s"
                                        .formatted(
                                                Numbers.count(taken.step()),
                                                Numbers.measure(taken.learningRate())))
                        .orElse(withoutStep));
        new ActivityPage(page, activity).print();
    }
}
