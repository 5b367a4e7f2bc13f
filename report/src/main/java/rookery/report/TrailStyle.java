package rookery.report;

import java.util.List;

/**
 * How the k-th path over a surface looks: as the k-th line of a chart ({@link Series}), but that its
 * colors are the same in all themes, as the surface's are, and a white rim lifts it from any of them.
 *
 * @param k from 0
 */
record TrailStyle(int k) {

    private static final List<String> COLORS =
            List.of("#0072b2", "#d55e00", "#00805d", "#b8508c", "#b07a00", "#2b8fd0", "#101317");

    private static final double ARROW = 64;

    private String color() {
        return COLORS.get(k % COLORS.size());
    }

    private String dashes() {
        return new Series(k).dashes();
    }

    /** Draws a path with arrows along it, a ring where it starts and its marker where it ends. */
    void draw(Svg svg, List<double[]> points) {
        if (points.isEmpty()) return;
        StringBuilder path = new StringBuilder();
        for (double[] point : points)
            path.append(path.isEmpty() ? 'M' : 'L')
                    .append(Svg.number(point[0]))
                    .append(' ')
                    .append(Svg.number(point[1]));
        stroke(svg, path.toString());
        arrows(svg, points);
        start(svg, points.getFirst()[0], points.getFirst()[1]);
        end(svg, points.getLast()[0], points.getLast()[1]);
    }

    /** A short piece of it for a legend. */
    void sample(Svg svg, double x, double y, double width) {
        stroke(svg, "M%s %sH%s".formatted(Svg.number(x), Svg.number(y), Svg.number(x + width)));
        end(svg, x + width / 2, y);
    }

    private void stroke(Svg svg, String path) {
        svg.element(
                "path",
                "d",
                path,
                "fill",
                "none",
                "stroke",
                "#ffffff",
                "stroke-opacity",
                0.85,
                "stroke-width",
                4.5,
                "stroke-linejoin",
                "round",
                "stroke-linecap",
                "round");
        svg.element(
                "path",
                "d",
                path,
                "fill",
                "none",
                "stroke",
                color(),
                "stroke-width",
                2,
                "stroke-dasharray",
                dashes(),
                "stroke-linejoin",
                "round");
    }

    /** Where it starts: a ring. */
    void start(Svg svg, double x, double y) {
        svg.element("circle", "cx", x, "cy", y, "r", 7, "fill", "#ffffff");
        svg.element(
                "circle",
                "cx",
                x,
                "cy",
                y,
                "r",
                4.5,
                "fill",
                "#ffffff",
                "stroke",
                color(),
                "stroke-width",
                2);
    }

    /** Where it ends: its marker, filled. */
    void end(Svg svg, double x, double y) {
        svg.element(
                "path",
                "d",
                new Series(k).marker(),
                "transform",
                "translate(%s %s) scale(1.15)".formatted(Svg.number(x), Svg.number(y)),
                "fill",
                color(),
                "stroke",
                "#ffffff",
                "stroke-width",
                1.2);
    }

    private void arrows(Svg svg, List<double[]> points) {
        double walked = 0;
        double due = ARROW / 2;
        for (int i = 1; i < points.size(); i++) {
            double dx = points.get(i)[0] - points.get(i - 1)[0];
            double dy = points.get(i)[1] - points.get(i - 1)[1];
            double length = Math.sqrt(dx * dx + dy * dy);
            while (length > 0 && walked + length >= due) {
                double share = (due - walked) / length;
                arrow(
                        svg,
                        points.get(i - 1)[0] + share * dx,
                        points.get(i - 1)[1] + share * dy,
                        StrictMath.toDegrees(StrictMath.atan2(dy, dx)));
                due += ARROW;
            }
            walked += length;
        }
    }

    private void arrow(Svg svg, double x, double y, double degrees) {
        svg.element(
                "path",
                "d",
                "M-4 -4.5L5 0L-4 4.5Z",
                "transform",
                "translate(%s %s) rotate(%s)"
                        .formatted(Svg.number(x), Svg.number(y), Svg.number(degrees)),
                "fill",
                color(),
                "stroke",
                "#ffffff",
                "stroke-width",
                0.8);
    }
}
