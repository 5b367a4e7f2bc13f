package rookery.cli;

import picocli.CommandLine.Option;

import rookery.formats.AtomicFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Files that a command's answer goes to; what each becomes is told by its ending. */
final class OutFiles {

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write it to a file, by its ending; may be repeated.")
    private List<Path> files = List.of();

    /** Whether there are none. */
    boolean none() {
        return files.isEmpty();
    }

    /**
     * Refuses what could not be written in the end, before there is much work.
     *
     * @param endings that there are: {@code svg} …
     * @throws IllegalArgumentException naming the file
     */
    void check(Set<String> endings) {
        Set<Path> seen = new HashSet<>();
        for (Path file : files) {
            if (!endings.contains(ending(file)))
                throw new IllegalArgumentException(
                        "--out: %s: a file that ends with .%s is wanted"
                                .formatted(
                                        file,
                                        String.join(", .", endings.stream().sorted().toList())));
            if (!seen.add(file.toAbsolutePath().normalize()))
                throw new IllegalArgumentException("--out: %s is named twice".formatted(file));
            Path folder = file.toAbsolutePath().normalize().getParent();
            if (!Files.isDirectory(folder))
                throw new IllegalArgumentException(
                        "--out: %s: there is no folder %s; make it first".formatted(file, folder));
            if (Files.isDirectory(file))
                throw new IllegalArgumentException("--out: %s is a folder".formatted(file));
        }
    }

    private static String ending(Path file) {
        String name = file.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    /**
     * Writes each file, whole or not at all.
     *
     * @param contents by ending
     * @return what was written
     * @throws rookery.data.InputException if one cannot be written
     */
    List<Path> write(Map<String, Supplier<byte[]>> contents) {
        for (Path file : files) {
            byte[] content = contents.get(ending(file)).get();
            AtomicFile.write(file, AtomicFile.Durability.PROCESS, out -> out.write(content));
        }
        return files;
    }
}
