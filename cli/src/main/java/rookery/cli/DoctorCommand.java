package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import rookery.data.DataSource;
import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Doctor;
import rookery.explain.doctor.Plan;
import rookery.explain.doctor.Proof;
import rookery.explain.doctor.Thresholds;
import rookery.formats.Replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/** {@code rookery doctor}: what is wrong with a training. */
@Command(
        name = "doctor",
        abbreviateSynopsis = true,
        sortOptions = false,
        description = {
            "Looks for what went wrong in a training, or will.",
            "Of a RUN all checks are made; of DATA, before a training, those of rows, columns and"
                + " the untrained network, with the options of train. Causes come before symptoms."
                + " Each finding has the rule it breaks, where, and what to do. Exits with 1 if"
                + " there is an error."
        },
        footer = {
            "",
            "Examples:",
            "  rookery doctor penguins-1 --prove",
            "  rookery doctor my.csv --target churn",
            "  rookery doctor penguins-1 --only dead-relu --threshold dead-relu=0.3"
        })
final class DoctorCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "RUN|DATA",
            description = {
                "A run's name, or its folder; or, before a training, penguins, moons, spiral, xor,"
                        + " rings, waves, or a .csv or .tsv file (pass --target)."
            })
    private Optional<String> name;

    @Mixin private RunsOption runs;

    @Option(
            names = "--only",
            paramLabel = "CODES",
            split = ",",
            description = "Make these checks alone: dead-relu,overfitting.")
    private List<String> only = new ArrayList<>();

    @Option(
            names = "--ignore",
            paramLabel = "CODES",
            split = ",",
            description = "Do not make these checks.")
    private List<String> ignore = new ArrayList<>();

    @Option(
            names = "--threshold",
            paramLabel = "CODE=VALUE",
            description = "Another limit, as dead-relu=0.3; may be there more than once.")
    private List<String> thresholds = new ArrayList<>();

    @Option(
            names = "--quick",
            description =
                    "Without the costly checks, by some of the rows: what train does at its end.")
    private boolean quick;

    @Option(
            names = "--prove",
            description =
                    "Train with each fix and without it, from the same seed, and show both side by"
                            + " side; for as many epochs as take some seconds, or --epochs.")
    private boolean prove;

    @Mixin private TrainingOptions options;
    @Mixin private CommonOptions common;
    @Spec private CommandSpec spec;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        TrainingOptions.refuseRepeated(spec.commandLine());
        Doctor doctor = doctor();
        options.epochs(); // refuses a number that is none before all else is done
        Subject subject =
                Subject.of(name, spec.commandLine().getParseResult(), runs.store(), console);
        subject.refuseTraining(prove);
        try {
            return subject.run() ? ofRun(doctor, name.orElseThrow()) : ofData(doctor, subject);
        } catch (CancellationException _) {
            console.error("stopped before all was looked at");
            return Problems.INTERRUPTED;
        }
    }

    private int ofRun(Doctor doctor, String run) {
        Replay replay = RunArgument.replay(runs, run, "its history and data");
        Diagnosis diagnosis;
        try (Waiting waiting = new Waiting(console, "checks", doctor.checks())) {
            diagnosis = doctor.examine(replay, waiting);
        }
        DoctorPage page =
                new DoctorPage(
                        console,
                        DoctorPage.RUN,
                        remedy -> remedy.command(replay.folder()),
                        diagnosis);
        return answer(page, doctor, diagnosis, Plan.of(replay));
    }

    private int ofData(Doctor doctor, Subject subject) {
        TrainingOptions.Sources sources = options.sources(name, spec.commandLine(), console);
        TrainingPlan training = options.plan(sources);
        Plan plan =
                new Plan(
                        sources.source().name(),
                        training.description(),
                        training.data().training(),
                        training.data().validation(),
                        Optional.of(training.data()),
                        Optional.of(sources.source().table()),
                        sources.validation().map(DataSource::table));
        if (!common.json()) new TrainingReport(console).header(training);
        Diagnosis diagnosis;
        try (Waiting waiting = new Waiting(console, "checks", doctor.checksBeforeTraining())) {
            diagnosis = doctor.examine(plan, waiting);
        }
        DoctorPage page = new DoctorPage(console, DoctorPage.DATA, subject::train, diagnosis);
        return answer(page, doctor, diagnosis, plan);
    }

    /** What was found, and if wanted, what the fixes are worth. */
    private int answer(DoctorPage page, Doctor doctor, Diagnosis diagnosis, Plan plan) {
        int code = diagnosis.hasError() ? Problems.FAILED : 0;
        if (!common.json()) page.print();
        if (!prove) {
            if (common.json()) page.json().print(console);
            return code;
        }
        int epochs = options.epochs().orElseGet(plan::fewEpochs);
        List<Proof> proofs;
        try (Interruption _ = new Interruption();
                Waiting waiting = new Waiting(console, "trainings", Proof.trainings(diagnosis))) {
            proofs = Proof.of(plan, diagnosis, doctor, epochs, waiting);
        }
        ProofPage shown = new ProofPage(console, proofs);
        if (common.json()) page.json().put("proofs", shown.json()).print(console);
        else shown.print();
        return code;
    }

    private Doctor doctor() {
        Thresholds limits = Thresholds.usual();
        for (String threshold : thresholds) limits = limits.with(threshold);
        Doctor all = Doctor.usual().thresholds(limits).only(only).ignore(ignore);
        Doctor doctor = quick ? all.quick() : all;
        if (doctor.checks() == 0)
            throw new IllegalArgumentException(
                    "--only, --ignore and --quick leave no check to make; pass fewer of them");
        return doctor;
    }
}
