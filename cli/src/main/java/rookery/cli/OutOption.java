package rookery.cli;

import picocli.CommandLine.Option;

import rookery.data.InputException;
import rookery.formats.AtomicFile;
import rookery.report.Picture;
import rookery.report.Theme;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/** The files that a picture and its numbers are written to, each as its ending says. */
final class OutOption {

    private static final String OUT = "--out";

    @Option(
            names = OUT,
            paramLabel = "FILE",
            description =
                    "Write to this file, as its ending says; may be given several times. A file is"
                            + " replaced at the end, or not at all.")
    private List<Path> files = new ArrayList<>();

    @Option(
            names = "--theme",
            paramLabel = "THEME",
            description =
                    "Colors of pictures: light, dark or automatic, which follows the reader's"
                            + " screen (.png: light). Default: automatic.")
    private Theme theme = Theme.AUTOMATIC;

    /** All files, none unless told. */
    List<Path> files() {
        return List.copyOf(files);
    }

    /** The colors of pictures. */
    Theme theme() {
        return theme;
    }

    /** One more file, that another option named. */
    void add(Path file) {
        files.add(file);
    }

    /**
     * Looks at the files before any work is done.
     *
     * @param endings in lower case, those that the command can write: {@code .svg}, {@code .csv} …
     * @param kept what must not be overwritten, by its place: {@code is DATA itself}
     * @throws InputException if a file has another ending, cannot be written, or is to be kept
     */
    void check(List<String> endings, Map<Path, String> kept) {
        for (Path file : files) {
            String ending = ending(file);
            if (!endings.contains(ending))
                throw new InputException(
                        "%s: %s must end in one of %s"
                                .formatted(OUT, file, String.join(", ", endings)));
            kept.forEach((place, what) -> Kept.refuse(OUT, file, place, what));
            Path folder = file.toAbsolutePath().getParent();
            if (folder == null || !Files.isDirectory(folder))
                throw new InputException(
                        "%s: %s: there is no folder %s; make it first"
                                .formatted(OUT, file, folder));
            if (Files.isDirectory(file))
                throw new InputException(
                        "%s: %s is a folder; name a file in it".formatted(OUT, file));
            if (!Files.isWritable(folder))
                throw new InputException(
                        "%s: %s: you may not write in %s; choose another folder"
                                .formatted(OUT, file, folder));
        }
    }

    /** The file's ending in lower case: {@code .svg}; nothing if it has none. */
    static String ending(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return name.contains(".") ? name.substring(name.lastIndexOf('.')) : "";
    }

    /**
     * Writes all files.
     *
     * @param picture of {@code .svg} and {@code .png}
     * @param others what files with other endings hold, by ending
     * @throws InputException if one cannot be written
     */
    void write(Picture picture, Map<String, Supplier<byte[]>> others) {
        for (Path file : files) {
            Supplier<byte[]> other = others.get(ending(file));
            if (other == null) picture.write(file, theme);
            else {
                byte[] content = other.get();
                AtomicFile.write(file, AtomicFile.Durability.PROCESS, out -> out.write(content));
            }
        }
    }
}
