package rookery.cli;

import picocli.CommandLine.Option;

/** What every command understands. */
final class CommonOptions {

    @Option(
            names = "--json",
            description =
                    "Print one JSON object on stdout and nothing else there; nothing at all if"
                            + " there is no result. Errors are told on stderr.")
    private boolean json;

    @Option(names = Problems.DEBUG, description = "Print stack traces of errors.")
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    private boolean help;

    /** Whether one JSON object is wanted instead of text. */
    boolean json() {
        return json;
    }
}
