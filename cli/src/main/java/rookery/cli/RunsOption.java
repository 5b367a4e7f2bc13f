package rookery.cli;

import picocli.CommandLine.Option;

import rookery.formats.RunStore;

import java.nio.file.Path;

/** Where runs are kept. */
final class RunsOption {

    @Option(
            names = "--runs-dir",
            paramLabel = "DIR",
            defaultValue = RunStore.USUAL,
            description = "Where runs are kept; runs unless told.")
    private Path folder;

    /** The runs there; the folder need not be there yet. */
    RunStore store() {
        return new RunStore(folder);
    }
}
