package rookery.report;

import java.util.List;

/**
 * A rectangle between two axes.
 *
 * @param x from left to right
 * @param y from bottom to top: its {@code from} is the larger coordinate
 */
record Plot(Scale x, Scale y) {

    /** The size of ticks' labels. */
    static final double SMALL = 12;

    /** The size of axes' labels. */
    static final double LABEL = 13;

    private static final double TICK = 5;

    double left() {
        return x.from();
    }

    double right() {
        return x.to();
    }

    double top() {
        return y.to();
    }

    double bottom() {
        return y.from();
    }

    /** Lines across at the ticks, to be drawn first. */
    void grid(Svg svg, List<Double> xTicks, List<Double> yTicks) {
        for (double tick : xTicks)
            svg.line(x.at(tick), bottom(), x.at(tick), top(), "s-grid", "stroke-width", 1);
        for (double tick : yTicks)
            svg.line(left(), y.at(tick), right(), y.at(tick), "s-grid", "stroke-width", 1);
    }

    /** The frame with ticks, their numbers and the axes' labels, those that are not empty. */
    void axes(Svg svg, List<Double> xTicks, String xLabel, List<Double> yTicks, String yLabel) {
        svg.element(
                "rect",
                "x",
                left(),
                "y",
                top(),
                "width",
                right() - left(),
                "height",
                bottom() - top(),
                "fill",
                "none",
                "class",
                "s-axis",
                "stroke-width",
                1);
        for (double tick : xTicks) {
            double at = x.at(tick);
            svg.line(at, bottom(), at, bottom() + TICK, "s-axis", "stroke-width", 1);
            centered(svg, at, bottom() + 18, Scale.label(tick), "f-muted", SMALL);
        }
        for (double tick : yTicks) {
            double at = y.at(tick);
            svg.line(left() - TICK, at, left(), at, "s-axis", "stroke-width", 1);
            svg.text(
                    left() - 8,
                    at + SMALL * 0.35,
                    Scale.label(tick),
                    "f-muted",
                    SMALL,
                    "text-anchor",
                    "end");
        }
        centered(svg, (left() + right()) / 2, bottom() + 38, xLabel, "f-ink", LABEL);
        double away = left() - 14 - widest(yTicks) - 6;
        String turned =
                "rotate(-90 %s %s)".formatted(Svg.number(away), Svg.number((top() + bottom()) / 2));
        centered(svg, away, (top() + bottom()) / 2, yLabel, "f-ink", LABEL, "transform", turned);
    }

    /** What the labels of a y axis take at the left of a plot, at most. */
    static double margin(List<Double> yTicks) {
        return 14 + widest(yTicks) + 6 + LABEL + 8;
    }

    private static double widest(List<Double> ticks) {
        return ticks.stream()
                .mapToDouble(tick -> TextWidth.of(Scale.label(tick), SMALL))
                .max()
                .orElse(0);
    }

    private static void centered(
            Svg svg, double x, double y, String text, String color, double size, Object... more) {
        if (text.isEmpty()) return;
        Object[] all = new Object[more.length + 2];
        all[0] = "text-anchor";
        all[1] = "middle";
        System.arraycopy(more, 0, all, 2, more.length);
        svg.text(x, y, text, color, size, all);
    }
}
