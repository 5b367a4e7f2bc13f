package rookery.report;

/** Slanted lines, where a color would say too much. */
final class Hatch {

    private static final String ID = "hatch";

    private Hatch() {}

    /** Defines it for a picture. */
    static void define(Svg svg) {
        svg.open(
                "pattern",
                "id",
                svg.id(ID),
                "width",
                6,
                "height",
                6,
                "patternUnits",
                "userSpaceOnUse",
                "patternTransform",
                "rotate(45)");
        svg.line(3, 0, 3, 6, "s-axis", "stroke-width", 1.5);
        svg.close();
    }

    /** The paint of what is hatched. */
    static String paint(Svg svg) {
        return "url(#" + svg.id(ID) + ")";
    }
}
