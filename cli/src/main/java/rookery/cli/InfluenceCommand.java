package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import rookery.explain.Influence;
import rookery.explain.SelfInfluence;
import rookery.explain.Teaching;
import rookery.formats.Replay;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/** {@code rookery influence}: which training rows taught a network its answer. */
@Command(
        name = "influence",
        abbreviateSynopsis = true,
        description = {
            "Shows which training rows taught a network its answer on a row.",
            "Proponents made its loss smaller, opponents larger; or which rows had "
                    + "to teach themselves: outliers and wrong labels. Rows have their "
                    + "numbers in the table, from 0, the header not counted."
        },
        footer = {
            "",
            "Examples:",
            "  rookery influence penguins-1 --row 17",
            "  rookery influence penguins-1 --outliers --top 20"
        })
final class InfluenceCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private RunArgument run;

    @Option(
            names = "--row",
            paramLabel = "N",
            description = "Whose teachers are shown: a row for training or validation.")
    private Optional<Integer> row;

    @Option(
            names = "--validation-row",
            paramLabel = "N",
            description = "The same for a row of the run's own table for validation.")
    private Optional<Integer> validationRow;

    @Option(names = "--outliers", description = "Show the rows that had to teach themselves.")
    private boolean outliers;

    @Option(
            names = "--top",
            paramLabel = "N",
            defaultValue = "10",
            description = "How many rows are shown, of each kind; 10 unless told.")
    private int top;

    @Mixin private CommonOptions common;

    InfluenceCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        long asked =
                Stream.of(row.isPresent(), validationRow.isPresent(), outliers)
                        .filter(is -> is)
                        .count();
        if (asked != 1)
            throw new IllegalArgumentException(
                    "pass one of --row, --validation-row and --outliers, got "
                            + (asked == 0 ? "none" : asked));
        Wanted.check(top >= 1, "--top", top);
        Replay replay = run.replay("snapshots and data");
        Runnable answer;
        try (Waiting waiting = new Waiting(console, "snapshots", Teaching.checkpoints(replay))) {
            answer = answer(replay, waiting::accept);
        }
        answer.run();
        return 0;
    }

    /** Computes what was asked for; prints it when run. */
    private Runnable answer(Replay replay, IntConsumer progress) {
        if (outliers) {
            SelfInfluence found = SelfInfluence.of(replay, top, progress);
            return () -> print(found);
        }
        Influence found =
                row.isPresent()
                        ? Influence.of(replay, row.get(), top, progress)
                        : Influence.ofValidationRow(replay, validationRow.get(), top, progress);
        return () -> print(found);
    }

    private void print(Influence influence) {
        if (common.json()) JsonAnswer.print(console, influence);
        else page().print(influence);
    }

    private void print(SelfInfluence influence) {
        if (common.json()) JsonAnswer.print(console, influence);
        else page().print(influence);
    }

    private InfluencePage page() {
        Page page = new Page(console);
        page.entry("run", run.name());
        return new InfluencePage(page, console.width());
    }
}
