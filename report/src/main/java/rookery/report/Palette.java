package rookery.report;

import java.util.List;

/**
 * The colors of a theme, as {@code #rrggbb}. Series have the colors of Okabe and Ito (2008, "Color
 * Universal Design"), which the color-blind can tell apart; a {@link Series} is told by its dashes
 * and its marker, too.
 *
 * @param ground behind all
 * @param box behind what is framed
 * @param grid of lines that carry no meaning
 * @param axis of axes and frames
 * @param muted of less important text
 * @param ink of text
 * @param positive of numbers above 0
 * @param negative of numbers below 0
 * @param series of lines, in order
 */
public record Palette(
        String ground,
        String box,
        String grid,
        String axis,
        String muted,
        String ink,
        String positive,
        String negative,
        List<String> series) {

    /** Of {@link Theme#LIGHT}. */
    public static final Palette LIGHT =
            new Palette(
                    "#ffffff",
                    "#f3f5f7",
                    "#e2e6ea",
                    "#868d96",
                    "#565d66",
                    "#191c20",
                    "#0072b2",
                    "#d55e00",
                    List.of(
                            "#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9",
                            "#191c20"));

    /** Of {@link Theme#DARK}. */
    public static final Palette DARK =
            new Palette(
                    "#14171b",
                    "#1f242a",
                    "#2d333a",
                    "#7d858f",
                    "#a8b0ba",
                    "#eceff2",
                    "#56b4e9",
                    "#e69f00",
                    List.of(
                            "#56b4e9", "#e8702a", "#1fb88b", "#e08fbd", "#f0c040", "#8f9bff",
                            "#eceff2"));

    /**
     * The classes that pictures use: {@code f-ink} fills with ink, {@code s-ink} draws lines with
     * it, and so on for all colors; of series {@code f-0}, {@code s-0} …
     *
     * @param scope selects what they apply within
     */
    String css(String scope) {
        StringBuilder css = new StringBuilder();
        rules(css, scope, "ground", ground);
        rules(css, scope, "box", box);
        rules(css, scope, "grid", grid);
        rules(css, scope, "axis", axis);
        rules(css, scope, "muted", muted);
        rules(css, scope, "ink", ink);
        rules(css, scope, "positive", positive);
        rules(css, scope, "negative", negative);
        for (int k = 0; k < series.size(); k++) rules(css, scope, String.valueOf(k), series.get(k));
        return css.toString();
    }

    private static void rules(StringBuilder css, String scope, String name, String color) {
        css.append(
                "%1$s .f-%2$s{fill:%3$s}%1$s .s-%2$s{stroke:%3$s}".formatted(scope, name, color));
    }
}
