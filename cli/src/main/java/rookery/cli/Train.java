package rookery.cli;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import rookery.Learner;
import rookery.Run;
import rookery.data.DataSource;
import rookery.data.PreparedTable;
import rookery.events.Callback;
import rookery.events.Stop;
import rookery.kernels.Kernels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

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
            names = "--runs-dir",
            paramLabel = "DIR",
            defaultValue = "runs",
            description = "Where runs are kept; runs unless told.")
    private Path runs;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show the result only.")
    private boolean quiet;

    @Mixin private CsvReading csv;
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

    /** All that can be wrong is found here, or in making the run's folder. */
    private TrainingPlan plan() {
        DataSource source = DataSource.of(data, csv.options());
        PreparedTable table =
                dataOptions.prepare(
                        source, csv.options(), networkOptions.targetForm(), fitOptions.seed());
        Learner learner = networkOptions.learner(table.encoding(), fitOptions.optimizer());
        return new TrainingPlan(
                source, table, learner, fitOptions.fit(table), fitOptions.patience(table));
    }

    private int train(TrainingPlan plan) {
        boolean watched = !quiet && !common.json();
        TrainingReport report = new TrainingReport(console);
        if (watched) report.header(plan);
        List<Callback> callbacks = new ArrayList<>();
        plan.patience().ifPresent(patience -> callbacks.add(patience.callback()));
        if (watched) callbacks.add(new Progress(console));
        long start = System.nanoTime();
        Run run = plan.fit(callbacks);
        double seconds = (System.nanoTime() - start) / 1e9;
        if (common.json()) json(plan, run, seconds);
        else {
            report.result(run);
            report.closing(run, seconds, "penguins-1", "runs/penguins-1", data);
        }
        return exitCode(run.stop());
    }

    private int exitCode(Stop stop) {
        return switch (stop.reason()) {
            case COMPLETED, CALLBACK -> 0;
            case INTERRUPTED -> Problems.INTERRUPTED;
            case NOT_FINITE -> {
                console.err().println(console.red(stop.message()));
                yield Problems.FAILED;
            }
        };
    }

    private void json(TrainingPlan plan, Run run, double seconds) {
        JsonAnswer answer =
                new JsonAnswer()
                        .put("run", "")
                        .put("parameters", plan.learner().network().parameterCount())
                        .put("epochs", run.history().epochs())
                        .put("steps", run.steps())
                        .put("", run.training());
        run.training().values().keySet().forEach(name -> answer.put("val_" + name, null));
        run.validation().ifPresent(evaluation -> answer.put("val_", evaluation));
        answer.put("seconds", seconds)
                .put("weights_sha256", run.model().weightsSha256())
                .put("kernels", Kernels.best().name())
                .put("seed", plan.fit().seed())
                .print(console);
    }
}
