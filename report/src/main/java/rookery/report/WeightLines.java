package rookery.report;

import rookery.tensor.Matrix;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/**
 * How weights and biases look beside each other: all widths are shares of the network's largest
 * weight.
 *
 * @param parameters of the network
 * @param weight the largest absolute value of the weights drawn
 * @param bias the largest absolute value of the biases drawn
 * @param broken how many of both are not finite
 * @param crowd the most weights of a layer
 */
record WeightLines(Parameters parameters, double weight, double bias, int broken, long crowd) {

    /** The radius of a unit. */
    static final double RADIUS = 8;

    private static final double THINNEST = 0.4;
    private static final double WIDEST = 4.6;
    private static final double MANY = 120;
    private static final double ROW = 24;
    private static final String DASHES = "5 3";

    /** For the dense layers among these stages. */
    static WeightLines of(Parameters parameters, List<Stage> stages) {
        double weight = 0;
        double bias = 0;
        int broken = 0;
        for (Stage stage : stages) {
            if (stage.kind() != Stage.Kind.DENSE) continue;
            for (ParameterSpec spec : parameters.specs()) {
                boolean kernel = spec.name().equals(stage.name() + "/kernel");
                if (!kernel && !spec.name().equals(stage.name() + "/bias")) continue;
                for (float value : parameters.logical(parameters.indexOf(spec.name()))) {
                    if (!Float.isFinite(value)) broken++;
                    else if (kernel) weight = Math.max(weight, Math.abs(value));
                    else bias = Math.max(bias, Math.abs(value));
                }
            }
        }
        long crowd = stages.stream().mapToLong(Stage::lines).max().orElse(0);
        return new WeightLines(parameters, weight, bias, broken, crowd);
    }

    private record Line(int i, int j, float value) {}

    /** Draws a layer's kernel, small weights first; each tells its value when pointed at. */
    void draw(
            Svg svg,
            Stage stage,
            UnitColumn from,
            UnitColumn to,
            IntFunction<String> source,
            IntFunction<String> target) {
        Matrix kernel = parameters.matrix(stage.name() + "/kernel");
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < kernel.rows(); i++)
            for (int j = 0; j < kernel.cols(); j++) lines.add(new Line(i, j, kernel.get(i, j)));
        lines.sort(Comparator.comparingDouble(line -> Math.abs(line.value())));
        svg.open("g", "fill", "none");
        for (Line line : lines)
            svg.open(
                            "line",
                            "x1",
                            from.x(),
                            "y1",
                            from.ys()[line.i()],
                            "x2",
                            to.x() - RADIUS,
                            "y2",
                            to.ys()[line.j()],
                            "class",
                            color(line.value()),
                            "stroke-width",
                            width(line.value()),
                            "stroke-opacity",
                            0.2 + 0.75 * share(line.value(), weight),
                            "stroke-dasharray",
                            dashes(line.value()))
                    .tooltip(
                            "%s → %s: %s"
                                    .formatted(
                                            source.apply(line.i()),
                                            target.apply(line.j()),
                                            line.value()))
                    .close();
        svg.close();
    }

    private static String color(float value) {
        if (!Float.isFinite(value)) return "s-ink";
        return value < 0 ? "s-negative" : "s-positive";
    }

    private static String dashes(float value) {
        if (!Float.isFinite(value)) return "1 3";
        return value < 0 ? DASHES : "none";
    }

    /** Less where there are many, so that they do not become one area. */
    private double width(float value) {
        double widest = WIDEST * Math.min(1, Math.sqrt(MANY / Math.max(1, crowd)));
        return THINNEST + widest * share(value, weight);
    }

    /** 1 for the largest one and for what is not finite. */
    private static double share(float value, double largest) {
        if (!Float.isFinite(value)) return 1;
        return largest == 0 ? 0 : Math.abs(value) / largest;
    }

    /** Draws a unit; its bias is a disc in it, hollow if negative. */
    void unit(Svg svg, double x, double y, String name, Float value) {
        svg.open("g").tooltip(value == null ? name : "%s, bias %s".formatted(name, value));
        circle(svg, x, y, RADIUS, "f-ground s-ink", 1.3);
        if (value != null) disc(svg, x, y, value);
        svg.close();
    }

    private void disc(Svg svg, double x, double y, float value) {
        double radius = (RADIUS - 2) * Math.sqrt(share(value, bias));
        if (!Float.isFinite(value)) circle(svg, x, y, RADIUS - 2, "f-ink", 0);
        else if (value < 0)
            circle(svg, x, y, Math.max(0, radius - 0.8), "f-ground s-negative", 1.6);
        else if (value > 0) circle(svg, x, y, radius, "f-positive", 0);
    }

    private static void circle(
            Svg svg, double x, double y, double radius, String color, double rim) {
        svg.element("circle", "cx", x, "cy", y, "r", radius, "class", color, "stroke-width", rim);
    }

    /** What the lines and discs mean, in rows from x on, the first around y. */
    void legend(Svg svg, double x, double y) {
        double at = sample(svg, x, y, false);
        at = sample(svg, at, y, true);
        at = words(svg, at, y, "widest: " + Scale.label(rounded(weight)));
        if (bias == 0) return;
        at = x;
        y += ROW;
        svg.open("g");
        for (float sign : new float[] {1, -1}) {
            circle(svg, at + 8, y, RADIUS, "f-ground s-ink", 1.3);
            disc(svg, at + 8, y, sign * (float) bias);
            at = words(svg, at + 22, y, sign > 0 ? "positive bias" : "negative bias");
        }
        words(svg, at, y, "largest: " + Scale.label(rounded(bias)));
        svg.close();
    }

    /** How wide it is, at most. */
    double legendWidth() {
        String weights = "positive weight negative weight widest: 0.00000";
        return TextWidth.of(weights, Plot.SMALL) + 2 * 38 + 2 * 20;
    }

    /** How high it is: a row of weights, and one of biases. */
    double legendHeight() {
        if (weight == 0) return 0;
        return bias == 0 ? ROW : 2 * ROW;
    }

    private double sample(Svg svg, double x, double y, boolean negative) {
        svg.line(
                x,
                y,
                x + 30,
                y,
                negative ? "s-negative" : "s-positive",
                "stroke-width",
                3,
                "stroke-dasharray",
                negative ? DASHES : "none");
        return words(svg, x + 38, y, negative ? "negative weight" : "positive weight");
    }

    private static double words(Svg svg, double x, double y, String text) {
        svg.text(x, y + Plot.SMALL * 0.35, text, "f-ink", Plot.SMALL);
        return x + TextWidth.of(text, Plot.SMALL) + 20;
    }

    private static double rounded(double value) {
        return Double.parseDouble(String.format(Locale.ROOT, "%.2e", value));
    }
}
