package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

import rookery.Run;
import rookery.data.InputException;
import rookery.events.Callback;
import rookery.events.Stop;
import rookery.explain.doctor.Brief;
import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Doctor;
import rookery.formats.DataReport;
import rookery.formats.Replay;
import rookery.formats.Resumption;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunResults;
import rookery.formats.RunStore;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;

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
            "  rookery train my.csv --target churn --hidden 16,16 --patience 10",
            "  rookery train moons --hidden \"64 relu, dropout 0.2, 32 tanh\"",
            "  rookery train moons --optimizer \"adam(0.01, beta_1=0.8)\"",
            "  rookery train --config runs/moons-1/run.json --seed 1",
            "  rookery train --resume moons-1 --epochs 200"
        })
final class Train implements Callable<Integer> {

    /** What can be combined with --resume. */
    private static final List<String> RESUMING =
            List.of("--epochs", "--report", "--quiet", "--json", "--runs-dir");

    private final Console console;

    @Parameters(
            paramLabel = "DATA",
            arity = "0..1",
            description = {
                "penguins, moons, spiral, xor, rings, waves,",
                "or a .csv or .tsv file (pass --target)."
            })
    private Optional<String> data;

    @Option(
            names = "--resume",
            paramLabel = "RUN",
            description =
                    "Go on with a run that was stopped or killed, as if it never had been; with"
                            + " more --epochs, train a finished one further.")
    private Optional<String> resume;

    @Mixin private TrainingOptions options;

    @Option(
            names = "--name",
            description = "The run's name; by default that of the data and a number.")
    private Optional<String> name;

    @Option(
            names = {"-q", "--quiet"},
            description = "Show the result only.")
    private boolean quiet;

    @Mixin private ReportOption report;
    @Spec private CommandSpec spec;
    @Mixin private RunsOption runs;
    @Mixin private CommonOptions common;

    Train(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainingOptions.refuseRepeated(spec.commandLine());
        report.check();
        if (resume.isPresent()) return resume(resume.get());
        TrainingPlan plan = plan();
        report.keep(plan.description());
        RunFolder folder;
        int code;
        try (Interruption _ = new Interruption()) {
            RunStore store = runs.store();
            folder =
                    name.map(store::createNamed)
                            .orElseGet(() -> store.create(plan.source().source()));
            try (RunRecorder recorder =
                    RunRecorder.begin(folder, plan.description(), plan.data(), this::gap)) {
                if (watched()) new TrainingReport(console).header(plan);
                code = train(plan, folder, recorder, plan.callbacks(), plan::fit);
            }
        }
        return report.write(console, folder, code, !common.json());
    }

    /** Until the training begins, nothing is changed, and Ctrl-C may end the process at once. */
    private int resume(String run) {
        refuseOtherOptions();
        Replay replay = RunArgument.replay(runs, run, "snapshots and data");
        Resumption resumption =
                Resumption.of(
                        replay,
                        options.epochs().map(OptionalInt::of).orElseGet(OptionalInt::empty));
        TrainingPlan plan = TrainingPlan.of(resumption);
        report.keep(replay.run().description());
        Callback caughtUp = resumption.catchUp(plan.callbacks());
        int code;
        try (Interruption _ = new Interruption();
                RunRecorder recorder = resumption.record(this::gap)) {
            if (watched())
                new TrainingReport(console).header(plan, replay.folder(), resumption.epochsDone());
            code =
                    train(
                            plan,
                            replay.folder(),
                            recorder,
                            new Callback[] {caughtUp},
                            resumption::fit);
        }
        return report.write(console, replay.folder(), code, !common.json());
    }

    /** All but the number of epochs is said by the run. */
    private void refuseOtherOptions() {
        ParseResult parsed = spec.commandLine().getParseResult();
        Stream.concat(
                        data.stream().map(_ -> "DATA"),
                        parsed.matchedOptions().stream()
                                .map(OptionSpec::longestName)
                                .filter(option -> !RESUMING.contains(option))
                                .filter(option -> !option.equals("--resume"))
                                .filter(option -> !option.equals(Problems.DEBUG)))
                .findFirst()
                .ifPresent(other -> {
                    throw new IllegalArgumentException(
                            "--resume: the run says all but the number of epochs; pass no %s, but only %s with it"
                                    .formatted(other, String.join(", ", RESUMING)));
                });
    }

    private boolean watched() {
        return !quiet && !common.json();
    }

    /** Whatever is wrong is found here, or in making the run's folder. */
    private TrainingPlan plan() {
        return options.plan(options.sources(data, spec.commandLine(), console));
    }

    private int train(
            TrainingPlan plan,
            RunFolder folder,
            RunRecorder recorder,
            Callback[] changing,
            Function<Callback[], Run> training) {
        List<Callback> callbacks = new ArrayList<>(List.of(changing));
        callbacks.add(recorder);
        if (watched()) callbacks.add(new Progress(console));
        Run run = training.apply(callbacks.toArray(Callback[]::new));
        return finish(run, recorder, folder, plan);
    }

    private void gap(InputException e) {
        if (watched() && console.terminal()) console.out().println(); // after the bar
        console.error(e.getMessage() + " From here on, this is not recorded.");
    }

    /** The results are shown even if there is no room to save them. */
    private int finish(Run run, RunRecorder recorder, RunFolder folder, TrainingPlan plan) {
        Optional<InputException> unsaved = save(recorder, run);
        RunResults results = recorder.results(run);
        Brief found = unsaved.isEmpty() ? found(run, recorder, folder, plan) : new Brief(List.of());
        if (common.json())
            console.out().println(results.json(DataReport.of(plan.data().report()), found));
        else
            new TrainingReport(console).result(run, results, folder, plan.source().source(), found);
        int code = exitCode(run.stop());
        if (unsaved.isEmpty()) return code;
        console.error(unsaved.get().getMessage());
        return Problems.FAILED;
    }

    /** What the run's record tells of what went wrong; the training counts without it, too. */
    private Brief found(Run run, RunRecorder recorder, RunFolder folder, TrainingPlan plan) {
        try {
            Replay replay = Replay.of(folder, recorder.recorded(), plan.data());
            Diagnosis diagnosis = Doctor.usual().quick().examine(replay, run);
            for (Diagnosis.Unchecked check : diagnosis.unchecked())
                if (check.failed())
                    console.error("doctor: %s: %s".formatted(check.code(), check.reason()));
            return Brief.of(diagnosis);
        } catch (InputException e) {
            console.error("doctor: " + e.getMessage());
            return new Brief(List.of());
        }
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
