package rookery.cli;

import picocli.CommandLine.Option;

import rookery.explain.doctor.Change;
import rookery.formats.RunFolder;
import rookery.formats.RunStore;

import java.nio.file.Path;

/** Where runs are kept. */
final class RunsOption {

    private static final String USUAL = "runs";

    @Option(
            names = "--runs-dir",
            paramLabel = "DIR",
            defaultValue = USUAL,
            description = "Where runs are kept; runs unless told.")
    private Path folder;

    /**
     * The word by which a command finds a run without {@code --runs-dir}: its name where runs are kept
     * unless told, its folder elsewhere.
     */
    static String word(RunFolder run) {
        Path usual = Path.of(USUAL, run.name()).toAbsolutePath();
        boolean named = run.path().toAbsolutePath().normalize().equals(usual);
        return Change.word(named ? run.name() : run.path().toString());
    }

    /** The runs there; the folder need not be there yet. */
    RunStore store() {
        return new RunStore(folder);
    }
}
