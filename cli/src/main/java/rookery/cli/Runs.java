package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.concurrent.Callable;

/** {@code rookery runs}: what was trained, with the results. */
@Command(
        name = "runs",
        abbreviateSynopsis = true,
        description = "Lists runs and their results.",
        footer = {"", "Example:", "  rookery runs"})
final class Runs implements Callable<Integer> {

    private final Console console;

    @Mixin private CommonOptions common;

    Runs(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        return 0;
    }
}
