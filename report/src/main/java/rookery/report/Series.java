package rookery.report;

/**
 * How the k-th of several lines looks: by color, dashes and marker, each of which tells neighbours
 * apart alone. They come round after 7 colors, 5 dashes and 6 markers; all three together after
 * 210 lines.
 *
 * @param k from 0
 */
record Series(int k) {

    private static final String[] DASHES = {"none", "7 4", "2 3", "9 3 2 3", "12 4"};
    private static final String[] MARKERS = {
        "M-4 0A4 4 0 1 1 4 0A4 4 0 1 1 -4 0Z",
        "M-4 -4H4V4H-4Z",
        "M0 -5L5 4H-5Z",
        "M0 -5.5L5 0L0 5.5L-5 0Z",
        "M0 5L5 -4H-5Z",
        "M-5 -1.7H-1.7V-5H1.7V-1.7H5V1.7H1.7V5H-1.7V1.7H-5Z"
    };

    /** The class that draws lines in its color. */
    String stroke() {
        return "s-" + k % Palette.LIGHT.series().size();
    }

    /** The class that fills with its color. */
    String fill() {
        return "f-" + k % Palette.LIGHT.series().size();
    }

    /** Its {@code stroke-dasharray}. */
    String dashes() {
        return DASHES[k % DASHES.length];
    }

    /** The path of its marker around (0, 0), some 10 wide. */
    String marker() {
        return MARKERS[k % MARKERS.length];
    }

    /** Draws its marker, with a rim of ground. */
    void mark(Svg svg, double x, double y) {
        svg.element(
                "path",
                "d",
                marker(),
                "transform",
                "translate(%s %s)".formatted(Svg.number(x), Svg.number(y)),
                "class",
                fill() + " s-ground",
                "stroke-width",
                1);
    }
}
