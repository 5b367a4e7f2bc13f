package rookery.formats;

import rookery.names.Names;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file name with places for numbers, written as in Python: {@code {epoch}}, {@code {epoch:02d}},
 * {@code {val_loss:.2f}}.
 *
 * @param text with the places
 */
record FilePattern(String text) {

    private static final Pattern PLACE =
            Pattern.compile("\\{([^{}:]+)(?::(|0?[1-9]\\d?)(d|\\.(\\d{1,2})f))?}");

    /**
     * Refuses what is no place.
     *
     * @throws IllegalArgumentException if there are other braces
     */
    FilePattern {
        String rest = PLACE.matcher(text).replaceAll("");
        if (rest.contains("{") || rest.contains("}"))
            throw new IllegalArgumentException(
                    "ModelCheckpoint: a place in a file name is like {epoch}, {epoch:02d} or"
                            + " {val_loss:.2f}, got \""
                            + text
                            + "\"");
    }

    /**
     * Refuses a place for a number that there is not.
     *
     * @throws IllegalArgumentException if one has another name; offers the nearest
     */
    void check(List<String> names) {
        for (MatchResult place : PLACE.matcher(text).results().toList())
            if (!names.contains(place.group(1)))
                throw new IllegalArgumentException(
                        "ModelCheckpoint: nothing called \"%s\" for the file name %s; %s"
                                .formatted(
                                        place.group(1),
                                        text,
                                        Names.suggest(place.group(1), names)));
    }

    /** The folder of all files, as far as it is without places. */
    Path folder() {
        int place = text.indexOf('{');
        String fixed = place < 0 ? text : text.substring(0, place) + "x";
        return folder(Path.of(fixed));
    }

    /** The folder a file is in. */
    static Path folder(Path file) {
        return file.getParent() == null ? Path.of(".") : file.getParent();
    }

    /** The file with these numbers. */
    Path with(Map<String, ? extends Number> numbers) {
        return Path.of(
                PLACE.matcher(text)
                        .replaceAll(place ->
                                Matcher.quoteReplacement(
                                        text(place, numbers.get(place.group(1))))));
    }

    /** Rounded to the nearest, ties of the exact binary value to even, as Python does. */
    private static String text(MatchResult place, Number number) {
        String width = place.group(2);
        String decimals = place.group(4);
        if (width == null || !Double.isFinite(number.doubleValue())) return number.toString();
        int scale = decimals == null ? 0 : Integer.parseInt(decimals);
        BigDecimal rounded =
                new BigDecimal(number.doubleValue()).setScale(scale, RoundingMode.HALF_EVEN);
        return String.format(Locale.ROOT, "%" + width + "." + scale + "f", rounded);
    }
}
