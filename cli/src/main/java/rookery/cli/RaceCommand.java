package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.PreparedTable;
import rookery.data.TableOptions;
import rookery.data.TargetForm;
import rookery.explain.race.Race;
import rookery.explain.race.RacePlan;
import rookery.explain.race.Racer;
import rookery.explain.race.Racing;
import rookery.formats.RunConfig;
import rookery.kernels.Kernels;
import rookery.optimizers.Sgd;
import rookery.report.RacePicture;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/** {@code rookery race}: optimizers train one network from the same starts. */
@Command(
        name = "race",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Lets optimizers train one network from the same starts.",
            "Loss against epochs, gradient evaluations (rows whose gradient was "
                    + "computed) and wall time (of the steps alone), and their paths on one "
                    + "landscape. Trainings are timed one after the other, after a warm-up; "
                    + "learning rates are tuned before, those of small networks at the same "
                    + "time.",
            "--out writes .svg and .png (the three curves with bands over the starts, "
                    + "and the landscape below them), .html (the same, to point at and zoom), .csv "
                    + "(all measurements) and .json."
        },
        footer = {
            "",
            "Examples:",
            "  rookery race penguins --out race.svg --out race.csv",
            "  rookery race my.csv --target churn --optimizers gd,online,minibatch,adam",
            "  rookery race moons --optimizers \"adam, adam(beta_1=0.8)@64, lion\" --hidden 32",
            "  rookery race penguins --learning-rate 0.01 --learning-rate adam=0.001"
        })
final class RaceCommand implements Callable<Integer> {

    /** Seconds from which on it is said beforehand how long a race takes. */
    private static final double LONG = 300;

    private final Console console;

    @Parameters(
            paramLabel = "DATA",
            description = {
                "penguins, moons, spiral, xor, rings, waves,",
                "or a .csv or .tsv file (pass --target)."
            })
    private String data;

    @Mixin private RaceOptions raceOptions;
    @Mixin private NetworkOptions networkOptions;
    @Mixin private DataOptions dataOptions;
    @Mixin private CsvReading csvReading;
    @Mixin private OutFiles out;
    @Mixin private CommonOptions common;

    RaceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Kernels.best(); // refuses a name that is none
        raceOptions.check();
        List<Racer> racers = raceOptions.racers();
        out.check(RaceFiles.ENDINGS);
        out.keep(Path.of(data), "is DATA itself");
        dataOptions
                .validationData(RunConfig.none())
                .ifPresent(other -> out.keep(Path.of(other), "is the --validation-data itself"));
        RacePlan plan = plan(racers);
        try (Interruption _ = new Interruption()) { // the process waits for what is shown in here
            return run(plan);
        }
    }

    private int run(RacePlan plan) {
        try {
            Race race = race(plan);
            show(race, plan);
            return race.finished() ? 0 : Problems.INTERRUPTED;
        } catch (CancellationException _) {
            console.error("stopped before any racer had finished: there is nothing to show");
            return Problems.INTERRUPTED;
        }
    }

    private void show(Race race, RacePlan plan) {
        JsonAnswer answer = new JsonAnswer().put("data", data).putAll(race);
        List<Path> written =
                out.write(
                        new RacePicture(race, data), RaceFiles.of(race, data, answer, out.theme()));
        if (common.json()) answer.print(console);
        else new RacePage(console, race).print(data, plan, written);
    }

    private Race race(RacePlan plan) {
        Racing racing = new Racing(plan);
        double seconds;
        try (Waiting waiting =
                new Waiting(console, "rounds of the warm-up at most", Racing.MOST_ROUNDS)) {
            seconds = racing.warmUp(waiting);
        }
        if (seconds > LONG)
            console.note(
                    "this race will take about %s; fewer --epochs, --seeds, --optimizers or a smaller --tune make it shorter"
                            .formatted(Numbers.time(seconds)));
        try (Waiting waiting = new Waiting(console, "epochs", plan.epochs())) {
            return racing.run(waiting);
        }
    }

    private RacePlan plan(List<Racer> racers) {
        RunConfig recipe = RunConfig.none();
        Embeddings embeddings = dataOptions.embeddings();
        CsvOptions csv = embeddings.asText(csvReading.options());
        DataSource source = DataSource.of(data, csv);
        Optional<DataSource> validation =
                dataOptions
                        .validationData(recipe)
                        .map(other -> DataSource.of(other, csv, source.table()));
        TargetForm form = networkOptions.targetForm().orElse(TargetForm.ONE_HOT);
        TableOptions options =
                dataOptions.table(source.options().targetForm(form).seed(raceOptions.seed()));
        PreparedTable prepared =
                validation
                        .map(other -> PreparedTable.of(source.table(), other.table(), options))
                        .orElseGet(() -> PreparedTable.of(source.table(), options));
        return raceOptions.plan(
                networkOptions.learner(prepared, dataOptions, new Sgd(), recipe), prepared, racers);
    }
}
