package rookery.cli;

import rookery.data.InputException;
import rookery.formats.DataReference;
import rookery.formats.RunDescription;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What was read is not to be lost by writing. */
final class Kept {

    private Kept() {}

    /**
     * Refuses to write a file that is what was read, or in its folder.
     *
     * @param what it would be: {@code is DATA itself}
     * @throws InputException if so
     */
    static void refuse(String option, Path file, Path place, String what) {
        try {
            if (isOrHolds(place, file))
                throw new InputException(
                        "%s: %s %s; choose another file".formatted(option, file, what));
        } catch (IOException e) {
            throw new InputException(option + ": " + file + " cannot be looked at: " + e, e);
        }
    }

    /**
     * Refuses to write over what a run learns from.
     *
     * @param run its name
     * @throws InputException if the file is that
     */
    static void refuse(String option, Path file, RunDescription description, String run) {
        for (DataReference data :
                Stream.of(description.data(), description.validationData())
                        .flatMap(Optional::stream)
                        .toList())
            refuse(option, file, Path.of(data.source()), "has data of the run " + run);
    }

    /** Whether {@code place} is the file, or a folder that it is in, by whatever links. */
    private static boolean isOrHolds(Path place, Path file) throws IOException {
        if (!Files.exists(place)) return false;
        if (!Files.isDirectory(place)) return Files.exists(file) && Files.isSameFile(place, file);
        Path parent = file.toAbsolutePath().getParent();
        return parent != null
                && Files.exists(parent)
                && parent.toRealPath().startsWith(place.toRealPath());
    }
}
