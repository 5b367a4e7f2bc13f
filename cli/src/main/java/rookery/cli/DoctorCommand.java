package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Doctor;
import rookery.explain.doctor.Thresholds;
import rookery.formats.Replay;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code rookery doctor}: what is wrong with a training. */
@Command(
        name = "doctor",
        abbreviateSynopsis = true,
        description = {
            "Looks for what went wrong in a training, and why.",
            "Causes come before symptoms. Each finding has the rule it breaks, "
                    + "where, and what to do. Exits with 1 if there is an error."
        },
        footer = {
            "",
            "Examples:",
            "  rookery doctor penguins-1",
            "  rookery doctor penguins-1 --only dead-relu --threshold dead-relu=0.3"
        })
final class DoctorCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private RunArgument run;

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

    @Mixin private CommonOptions common;

    DoctorCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        Doctor doctor = doctor();
        Replay replay = run.replay("its history and data");
        Diagnosis diagnosis;
        try (Waiting waiting = new Waiting(console, "checks", doctor.checks())) {
            diagnosis = doctor.examine(replay, waiting);
        }
        DoctorPage page = new DoctorPage(console, replay, diagnosis);
        if (common.json()) page.json().print(console);
        else page.print();
        return diagnosis.hasError() ? Problems.FAILED : 0;
    }

    private Doctor doctor() {
        Thresholds limits = Thresholds.usual();
        for (String threshold : thresholds) limits = limits.with(threshold);
        Doctor doctor = Doctor.usual().thresholds(limits).only(only).ignore(ignore);
        return quick ? doctor.quick() : doctor;
    }
}
