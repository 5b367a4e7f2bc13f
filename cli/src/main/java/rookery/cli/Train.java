package rookery.cli;

import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult.GroupMatch;
import picocli.CommandLine.Spec;

import rookery.Run;
import rookery.data.Column;
import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.data.Table;
import rookery.data.TableOptions;
import rookery.data.TextColumn;
import rookery.events.Callback;
import rookery.events.Stop;
import rookery.formats.DataReport;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunResults;
import rookery.formats.RunStore;
import rookery.kernels.Kernels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code rookery train}: from rows to a trained network in {@code runs/}. */
@Command(
        name = "train",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = "Trains a network and keeps it in runs/, also if stopped with Ctrl-C.",
        footer = {
            "",
            "Examples:",
            "  rookery train penguins",
            "  rookery train my.csv --target churn --hidden 16,16 --patience 10"
        })
final class Train implements Callable<Integer> {

    private final Console console;

    @Parameters(
            paramLabel = "DATA",
            description = {
                "penguins, moons, spiral, xor, rings, waves,",
                "or a .csv or .tsv file (pass --target)."
            })
    private String data;

    @ArgGroup(validate = false, order = 1, heading = "%nWhat is learned%n")
    private DataOptions dataOptions = new DataOptions();

    @ArgGroup(validate = false, order = 2, heading = "%nThe network%n")
    private NetworkOptions networkOptions = new NetworkOptions();

    @ArgGroup(validate = false, order = 3, heading = "%nHow it learns%n")
    private FitOptions fitOptions = new FitOptions();

    @Option(
            names = "--name",
            description = "The run's name; by default that of the data and a number.")
    private Optional<String> name;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show the result only.")
    private boolean quiet;

    @Spec private CommandSpec spec;
    @Mixin private RunsOption runs;
    @Mixin private CsvReading csvReading;
    @Mixin private CommonOptions common;

    Train(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainingPlan plan = plan();
        try (Interruption _ = new Interruption()) {
            return train(plan);
        }
    }

    /** Whatever is wrong is found here, or in making the run's folder. */
    private TrainingPlan plan() {
        refuseRepeatedOptions();
        Kernels.best(); // refuses a name that is none
        CsvOptions csv = csvReading.options();
        DataSource source = DataSource.of(data, csv);
        Optional<DataSource> validation =
                dataOptions.validationData(csv.text(textColumns(source.table())));
        TableOptions options =
                dataOptions.table(source.options(), networkOptions.targetForm(), fitOptions.seed());
        PreparedTable prepared =
                validation
                        .map(other -> PreparedTable.of(source.table(), other.table(), options))
                        .orElseGet(() -> PreparedTable.of(source.table(), options));
        return new TrainingPlan(
                source,
                validation,
                csv,
                options,
                prepared,
                networkOptions.learner(prepared.encoding(), fitOptions.optimizer(source)),
                fitOptions.fit(prepared),
                fitOptions.patience(prepared));
    }

    /** picocli begins a group anew, with its defaults, at an option that it has seen already. */
    private void refuseRepeatedOptions() {
        CommandLine command = spec.commandLine();
        for (ArgGroupSpec group : spec.argGroups()) {
            List<GroupMatch> matches =
                    command.getParseResult().findMatches(group).stream()
                            .flatMap(found -> found.matches().stream())
                            .toList();
            for (ArgSpec option : group.args())
                if (times(option, matches) > 1)
                    throw new OverwrittenOptionException(command, option, "is there twice");
        }
    }

    private static long times(ArgSpec option, List<GroupMatch> matches) {
        return matches.stream().filter(match -> !match.matchedValues(option).isEmpty()).count();
    }

    /** What is text in one file is text in the other, even if it all reads as numbers there. */
    private static Set<String> textColumns(Table table) {
        return table.columns().stream()
                .filter(TextColumn.class::isInstance)
                .map(Column::name)
                .collect(Collectors.toSet());
    }

    private int train(TrainingPlan plan) {
        boolean watched = !quiet && !common.json();
        RunStore store = runs.store();
        RunFolder folder = name.map(store::createNamed).orElseGet(() -> store.create(data));
        RunRecorder recorder =
                RunRecorder.begin(folder, plan.description(), plan.data(), e -> gap(e, watched));
        try (recorder) {
            if (watched) new TrainingReport(console).header(plan);
            List<Callback> callbacks = new ArrayList<>();
            plan.patience().ifPresent(patience -> callbacks.add(patience.callback()));
            callbacks.add(recorder);
            if (watched) callbacks.add(new Progress(console));
            return finish(plan.fit(callbacks), recorder, folder, plan);
        }
    }

    private void gap(InputException e, boolean watched) {
        if (watched && console.terminal()) console.out().println(); // after the bar
        console.error(e.getMessage() + " From here on, this is not recorded.");
    }

    /** The results are shown even if there is no room to save them. */
    private int finish(Run run, RunRecorder recorder, RunFolder folder, TrainingPlan plan) {
        Optional<InputException> unsaved = save(recorder, run);
        RunResults results = recorder.results(run);
        if (common.json()) console.out().println(results.json(DataReport.of(plan.data().report())));
        else new TrainingReport(console).result(run, results, folder, data);
        int code = exitCode(run.stop());
        if (unsaved.isEmpty()) return code;
        console.error(unsaved.get().getMessage());
        return Problems.FAILED;
    }

    /** What went wrong, if something did: a disk that is full is no fault of the input. */
    private static Optional<InputException> save(RunRecorder recorder, Run run) {
        try {
            recorder.finish(run);
            return Optional.empty();
        } catch (InputException e) {
            return Optional.of(e);
        }
    }

    private int exitCode(Stop stop) {
        return switch (stop.reason()) {
            case COMPLETED, CALLBACK -> 0;
            case INTERRUPTED -> Problems.INTERRUPTED;
            case NOT_FINITE -> {
                console.error(stop.message());
                yield Problems.FAILED;
            }
        };
    }
}
