package rookery.cli;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import rookery.data.InputException;
import rookery.formats.Replay;
import rookery.formats.RunFolder;

import java.nio.file.Files;
import java.nio.file.Path;

/** A recorded run as a user names it, with the data it was trained on. */
final class RunArgument {

    @Parameters(index = "0", paramLabel = "RUN", description = "A run's name, or its folder.")
    private String name;

    @Mixin private RunsOption runs;

    /** As the user wrote it. */
    String name() {
        return name;
    }

    /**
     * The run.
     *
     * @param needs what is asked of a run that a model alone does not know: {@code its snapshots}
     * @throws InputException if there is none, its data are not there or have changed, or a model file
     *     is named
     */
    Replay replay(String needs) {
        return replay(runs, name, needs);
    }

    /** Another run, where the first one is. */
    Replay other(String name, String needs) {
        return replay(runs, name, needs);
    }

    /** The run of this name. */
    static Replay replay(RunsOption runs, String name, String needs) {
        Path place = runs.store().place(name);
        if (Files.isRegularFile(place))
            throw new InputException(
                    "%s: is a model without its run, but this needs %s; why, activity, curvature, importance, evaluate and predict take a model and DATA"
                            .formatted(name, needs));
        if (Files.isDirectory(place) && !Files.exists(place.resolve("run.json")))
            throw new InputException(
                    "%s: is no run, as the folder has no run.json; name a run that runs lists, or its folder"
                            .formatted(name));
        RunFolder folder =
                Files.isDirectory(place) ? new RunFolder(place) : runs.store().find(name);
        return Replay.of(folder);
    }
}
