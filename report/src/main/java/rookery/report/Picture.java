package rookery.report;

import rookery.data.InputException;
import rookery.formats.AtomicFile;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What can be written as SVG, and from that as pixels.
 *
 * {@snippet :
 * new LandscapePicture("The loss of penguins-1", landscape, List.of()).write(Path.of("landscape.png"), Theme.DARK);
 * }
 */
public interface Picture {

    /** The endings of files that a picture can be written to. */
    List<String> ENDINGS = List.of(".svg", ".png");

    /** A whole SVG document. */
    String svg(Theme theme);

    /**
     * The same as pixels, two for each of its units in both directions.
     *
     * @throws InputException if the machine has no fonts
     */
    default byte[] png(Theme theme) {
        return Png.of(svg(theme.fixed()), 2);
    }

    /**
     * Writes the file by its ending, {@code .svg} or {@code .png}, or leaves it as it was.
     *
     * @throws InputException if it has another ending or cannot be written
     */
    default void write(Path file, Theme theme) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        byte[] content;
        if (name.endsWith(".svg")) content = svg(theme).getBytes(StandardCharsets.UTF_8);
        else if (name.endsWith(".png")) content = png(theme);
        else
            throw new InputException(
                    "%s: a picture's file must end in %s"
                            .formatted(file, String.join(" or ", ENDINGS)));
        AtomicFile.write(file, AtomicFile.Durability.PROCESS, out -> out.write(content));
    }
}
