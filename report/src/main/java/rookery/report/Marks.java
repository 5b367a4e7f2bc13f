package rookery.report;

/** What several pictures have. */
final class Marks {

    private Marks() {}

    /** Where numbers are added: a plus in a circle as large as a unit. */
    static void plus(Svg svg, double x, double y) {
        double arm = WeightLines.RADIUS - 4;
        svg.element(
                "circle",
                "cx",
                x,
                "cy",
                y,
                "r",
                WeightLines.RADIUS,
                "class",
                "f-ground s-muted",
                "stroke-width",
                1.6);
        svg.line(x - arm, y, x + arm, y, "s-ink", "stroke-width", 1.6);
        svg.line(x, y - arm, x, y + arm, "s-ink", "stroke-width", 1.6);
    }

    /** Text beside (x, y), its middle, perhaps shortened; all of it when pointed at. */
    static void label(Svg svg, double x, double y, String text, String shown, String anchor) {
        svg.open("g").tooltip(text);
        svg.text(x, y + Plot.SMALL * 0.35, shown, "f-ink", Plot.SMALL, "text-anchor", anchor);
        svg.close();
    }
}
