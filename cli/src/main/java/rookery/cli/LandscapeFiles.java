package rookery.cli;

import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.report.LandscapeHtml;
import rookery.report.Theme;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** A landscape as files. */
final class LandscapeFiles {

    /** What there is, by the file's ending. */
    static final Set<String> ENDINGS = Set.of("csv", "html", "json", "png", "svg");

    private LandscapeFiles() {}

    /** What goes into a file that is no picture, by its ending. */
    static Map<String, Supplier<byte[]>> of(
            String title, Landscape landscape, List<String> notes, JsonAnswer answer, Theme theme) {
        return Map.of(
                "csv",
                () -> bytes(csv(landscape)),
                "html",
                () -> bytes(LandscapeHtml.html(title, landscape, notes, theme)),
                "json",
                () -> bytes(answer.line() + "\n"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The grid: {@code x}, of a plane {@code y}, {@code training_loss}, if asked for {@code
     * validation_loss}; NaN and Infinity as Java and Python write them.
     */
    static String csv(Landscape landscape) {
        StringBuilder csv = new StringBuilder("x");
        if (landscape.y().isPresent()) csv.append(",y");
        csv.append(",training_loss");
        if (landscape.validation().isPresent()) csv.append(",validation_loss");
        csv.append('\n');
        double[] x = landscape.x().values();
        double[] y = landscape.y().map(Axis::values).orElse(new double[1]);
        for (int j = 0; j < y.length; j++)
            for (int i = 0; i < x.length; i++) {
                csv.append(x[i]);
                if (landscape.y().isPresent()) csv.append(',').append(y[j]);
                csv.append(',').append(landscape.training().at(i, j));
                int column = i;
                int row = j;
                landscape
                        .validation()
                        .ifPresent(surface -> csv.append(',').append(surface.at(column, row)));
                csv.append('\n');
            }
        return csv.toString();
    }
}
