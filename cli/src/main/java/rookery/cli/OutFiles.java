package rookery.cli;

import picocli.CommandLine.Option;

import rookery.formats.AtomicFile;
import rookery.formats.RecordedRun;
import rookery.formats.Replay;
import rookery.report.Picture;
import rookery.report.Png;
import rookery.report.Theme;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** Files that a command's answer goes to; what each becomes is told by its ending. */
final class OutFiles {

    private static final String OUT = "--out";
    private static final String SVG = "svg";
    private static final String PNG = "png";

    /** Files of a {@link Picture}. */
    static final Set<String> PICTURES = Set.of(SVG, PNG);

    @Option(
            names = OUT,
            paramLabel = "FILE",
            description =
                    "Write it to a file, by its ending; may be repeated. A file is replaced at the"
                            + " end, or not at all.")
    private List<Path> files = new ArrayList<>();

    /** Options other than {@link #OUT} that named a file. */
    private final Map<Path, String> others = new HashMap<>();

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            description =
                    "Colors of pictures: light, dark, or automatic: as the reader's screen is set"
                            + " (a .png is light then). Default: automatic.")
    private Theme theme = Theme.AUTOMATIC;

    /** Whether there are none. */
    boolean none() {
        return files.isEmpty();
    }

    /** The colors of pictures. */
    Theme theme() {
        return theme;
    }

    /** One more file. */
    void add(Path file) {
        files.add(file);
    }

    /**
     * One more file, unless {@link #OUT} has it, too.
     *
     * @param option that named it
     */
    void add(Path file, String option) {
        if (!files.contains(file)) others.put(file, option);
        files.add(file);
    }

    private String option(Path file) {
        return others.getOrDefault(file, OUT);
    }

    /**
     * Refuses what could not be written in the end, before there is much work.
     *
     * @param endings that there are: {@code svg} …
     * @throws IllegalArgumentException naming the file
     * @throws rookery.data.InputException if pixels cannot be drawn here
     */
    void check(Set<String> endings) {
        Set<Path> seen = new HashSet<>();
        for (Path file : files) {
            if (!endings.contains(ending(file)))
                throw new IllegalArgumentException(
                        "%s: %s: a file that ends with .%s is wanted"
                                .formatted(
                                        option(file),
                                        file,
                                        String.join(", .", endings.stream().sorted().toList())));
            if (!seen.add(file.toAbsolutePath().normalize()))
                throw new IllegalArgumentException("--out: %s is named twice".formatted(file));
            checkPlace(option(file), file);
            if (ending(file).equals(PNG)) Png.requireFonts();
        }
    }

    /**
     * Refuses a place where no file can be written.
     *
     * @param option that named it
     * @throws IllegalArgumentException naming the file
     */
    static void checkPlace(String option, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        if (folder == null || !Files.isDirectory(folder))
            throw new IllegalArgumentException(
                    "%s: %s: there is no folder %s; make it first".formatted(option, file, folder));
        if (Files.isDirectory(file))
            throw new IllegalArgumentException("%s: %s is a folder".formatted(option, file));
        if (!Files.isWritable(folder))
            throw new IllegalArgumentException(
                    "%s: %s: you may not write in %s".formatted(option, file, folder));
    }

    /**
     * Refuses files that are what was read, or in its folder.
     *
     * @param what such a file would be: {@code is DATA itself}
     * @throws rookery.data.InputException if there is one
     */
    void keep(Path place, String what) {
        for (Path file : files) Kept.refuse(option(file), file, place, what);
    }

    /**
     * Refuses files in a run's folder, and those that it learned from.
     *
     * @throws rookery.data.InputException if there is one
     */
    void keep(Replay replay) {
        keep(replay.folder().path(), "is in the folder of the run itself");
        keep(replay.run());
    }

    /**
     * Refuses files that a run learned from.
     *
     * @throws rookery.data.InputException if there is one
     */
    void keep(RecordedRun run) {
        for (Path file : files) Kept.refuse(option(file), file, run.description(), run.name());
    }

    /** In lower case, without the dot; all of a name that has none. */
    static String ending(Path file) {
        String name = file.toString();
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

    /** The same, with a picture for {@link #PICTURES}. */
    List<Path> write(Picture picture, Map<String, Supplier<byte[]>> others) {
        Map<String, Supplier<byte[]>> contents = new HashMap<>(others);
        contents.put(SVG, () -> picture.svg(theme).getBytes(StandardCharsets.UTF_8));
        contents.put(PNG, () -> picture.png(theme));
        return write(contents);
    }
}
