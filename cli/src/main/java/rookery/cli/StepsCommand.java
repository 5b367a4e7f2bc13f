package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import rookery.explain.Steps;
import rookery.explain.Steps.Range;
import rookery.formats.Replay;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code rookery steps}: the steps of a run, batch by batch. */
@Command(
        name = "steps",
        abbreviateSynopsis = true,
        description = {
            "Lists the steps of an epoch: each batch's rows, its loss before and after the step,"
                    + " the change that gradient and curvature predict, and the change there was.",
            "All is computed again, bit for bit, from the run's snapshots."
        },
        footer = {
            "",
            "Examples:",
            "  rookery steps penguins-1 --epoch 3",
            "  rookery steps penguins-1 --steps 230-260 --rows"
        })
final class StepsCommand implements Callable<Integer> {

    private static final Pattern FROM_TO = Pattern.compile("(\\d{1,18})-(\\d{1,18})");
    private static final long LIMIT = 100;

    private final Console console;

    @Mixin private RunArgument run;

    @Option(
            names = "--epoch",
            paramLabel = "N",
            description = "The epoch to list, from 0; the last one unless told.")
    private Optional<Integer> epoch;

    @Option(names = "--step", paramLabel = "N", description = "One step instead, from 0.")
    private Optional<Long> step;

    @Option(
            names = "--steps",
            paramLabel = "A-B",
            description = "Steps A to B instead, both included.")
    private Optional<String> range;

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "The most steps to list; " + LIMIT + " unless told, and all with --json.")
    private Optional<Long> limit;

    @Option(names = "--rows", description = "Show all rows of a batch; --json has them anyway.")
    private boolean rows;

    @Mixin private CommonOptions common;

    StepsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (Stream.of(epoch, step, range).filter(Optional::isPresent).count() > 1)
            throw new IllegalArgumentException("--epoch, --step and --steps: pass one of them");
        limit.ifPresent(most -> Wanted.check(most >= 1, "--limit", most));
        Replay replay = run.replay("its steps");
        Range asked = asked(replay);
        long most = Math.min(limit.orElse(common.json() ? asked.count() : LIMIT), asked.count());
        Steps steps;
        try (Waiting waiting = new Waiting(console, "steps", most)) {
            steps = Steps.of(replay, asked, most, waiting);
        }
        if (common.json()) JsonAnswer.print(console, steps);
        else new StepsPage(console, replay.fit(), steps).print(rows);
        return 0;
    }

    private Range asked(Replay replay) {
        if (step.isPresent()) return new Range(step.get(), step.get());
        if (epoch.isPresent()) return Range.ofEpoch(replay, epoch.get());
        if (range.isEmpty()) return Range.ofLastEpoch(replay);
        Matcher ends = FROM_TO.matcher(range.get());
        Wanted.check(ends.matches(), "--steps", range.get());
        return new Range(Long.parseLong(ends.group(1)), Long.parseLong(ends.group(2)));
    }
}
