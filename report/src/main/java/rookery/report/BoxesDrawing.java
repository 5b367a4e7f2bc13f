package rookery.report;

import rookery.explain.NodeNames;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/** A large network from top to bottom, each layer a box with its shape and parameters. */
final class BoxesDrawing {

    private static final double EDGE = NetworkDrawing.EDGE;
    private static final double BOX = 500;
    private static final double PAD = 12;
    private static final double HIGH = 46;
    private static final double GAP = 24;
    private static final double LINE = 17;
    private static final double LEVEL = 26;
    private static final int NAME_LINES = 4;
    private static final double RIGHT = 170;

    private final NetworkDrawing drawing;
    private final List<Stage> stages;
    private final NodeNames names;
    private final List<String> inputs;
    private final List<String> outputs;
    private final int deepest;

    BoxesDrawing(NetworkDrawing drawing, List<Stage> stages, NodeNames names) {
        this.drawing = drawing;
        this.stages = stages;
        this.names = names;
        this.inputs = lines(names.inputs());
        this.outputs = lines(names.outputs());
        this.deepest = stages.stream().mapToInt(Stage::depth).max().orElse(0);
    }

    /** Names in a few lines, and how many more there are. */
    private static List<String> lines(List<String> names) {
        List<String> lines = new ArrayList<>();
        double room = BOX - 2 * PAD;
        String line = "";
        for (int k = 0; k < names.size(); k++) {
            String name = TextWidth.shortened(names.get(k), Plot.SMALL, room / 2);
            String longer = line.isEmpty() ? name : line + ", " + name;
            String more =
                    " … %s more".formatted(String.format(Locale.ROOT, "%,d", names.size() - k));
            boolean last = lines.size() == NAME_LINES - 1;
            if (TextWidth.of(longer + (last ? more : ","), Plot.SMALL) > room) {
                lines.add(line + (last ? more : ","));
                if (last) return lines;
                line = name;
            } else line = longer;
        }
        lines.add(line);
        return lines;
    }

    private static double high(List<String> lines) {
        return PAD + LINE * (lines.size() + 1) + 6;
    }

    private static double high(Stage stage) {
        return switch (stage.kind()) {
            case BEGIN -> 8;
            case END -> 2 * WeightLines.RADIUS;
            case DENSE, EMBEDDING, BOX -> HIGH;
        };
    }

    /** The whole drawing. */
    Svg draw() {
        double width = 2 * EDGE + BOX + deepest * LEVEL + (deepest > 0 ? EDGE : 0);
        List<String> heading = Words.title(drawing.title(), width - 2 * EDGE);
        double top = EDGE + Words.titleHeight(heading.size()) + LINE;
        double height = top + high(inputs) + GAP + high(outputs) + EDGE;
        for (Stage stage : stages) height += high(stage) + GAP;
        Svg svg = drawing.headed(width, height, heading, drawing.description(stages, names));
        stages(svg, top);
        return svg;
    }

    private void stages(Svg svg, double top) {
        double middle = EDGE + BOX / 2;
        String in = Amounts.count(names.inputs().size(), "input");
        double y = ends(svg, top, in, inputs, String.join(", ", names.inputs()));
        Deque<Double> begins = new ArrayDeque<>();
        for (Stage stage : stages) {
            double next = y + GAP;
            boolean begin = stage.kind() == Stage.Kind.BEGIN;
            if (begin) svg.line(middle, y, middle, next + 8, "s-axis", "stroke-width", 1.4);
            else arrow(svg, middle, y, next);
            switch (stage.kind()) {
                case BEGIN -> begins.push(next + 4);
                case END -> plus(svg, stage, begins.pop(), next + WeightLines.RADIUS);
                case DENSE, EMBEDDING, BOX -> box(svg, stage, next);
            }
            y = next + high(stage);
        }
        arrow(svg, middle, y, y + GAP);
        String out = Amounts.count(names.outputs().size(), "output");
        ends(svg, y + GAP, out, outputs, String.join(", ", names.outputs()));
    }

    private static void arrow(Svg svg, double x, double from, double to) {
        svg.line(x, from, x, to - 6, "s-axis", "stroke-width", 1.4);
        svg.element(
                "path",
                "d",
                "M%s %sl-4 -8h8Z".formatted(Svg.number(x), Svg.number(to)),
                "class",
                "f-axis");
    }

    private static void frame(Svg svg, double y, double height, String color) {
        svg.element(
                "rect",
                "x",
                EDGE,
                "y",
                y,
                "width",
                BOX,
                "height",
                height,
                "rx",
                6,
                "class",
                color,
                "stroke-width",
                1);
    }

    /** Inputs or outputs with their names; returns where their box ends. */
    private static double ends(
            Svg svg, double y, String count, List<String> lines, String allNames) {
        double height = high(lines);
        svg.open("g").tooltip(allNames);
        frame(svg, y, height, "f-ground s-axis");
        svg.text(EDGE + PAD, y + PAD + 9, count, "f-ink", Plot.LABEL, "font-weight", "bold");
        for (int k = 0; k < lines.size(); k++)
            svg.text(EDGE + PAD, y + PAD + 9 + LINE * (k + 1), lines.get(k), "f-muted", Plot.SMALL);
        svg.close();
        return y + height;
    }

    private static void box(Svg svg, Stage stage, double y) {
        double right = EDGE + BOX - PAD;
        double room = BOX - 3 * PAD - RIGHT;
        svg.open("g").tooltip(stage.name() + ": " + stage.words());
        frame(svg, y, HIGH, "f-box s-axis");
        svg.text(
                EDGE + PAD,
                y + 19,
                TextWidth.shortened(stage.name(), Plot.LABEL, room / 1.12),
                "f-ink",
                Plot.LABEL,
                "font-weight",
                "bold");
        if (!stage.words().equals(stage.layer().kind()))
            svg.text(
                    EDGE + PAD,
                    y + 37,
                    TextWidth.shortened(stage.words(), Plot.SMALL, room),
                    "f-muted",
                    Plot.SMALL);
        String shape = String.format(Locale.ROOT, "%,d → %,d", stage.inputs(), stage.outputs());
        svg.text(right, y + 19, shape, "f-ink", Plot.SMALL, "text-anchor", "end");
        svg.text(
                right,
                y + 37,
                stage.parameters() == 0 ? "no parameters" : stage.parameterWords(),
                "f-muted",
                Plot.SMALL,
                "text-anchor",
                "end");
        svg.close();
    }

    /** Where a block's inputs are added, with the connection past its boxes. */
    private void plus(Svg svg, Stage stage, double begin, double y) {
        double middle = EDGE + BOX / 2;
        double side = EDGE + BOX + (deepest - stage.depth() + 1) * LEVEL - 8;
        svg.open("g").tooltip(stage.name() + ": what goes in is added to what comes out");
        svg.element(
                "path",
                "d",
                "M%s %sH%sV%sH%s"
                        .formatted(
                                Svg.number(middle),
                                Svg.number(begin),
                                Svg.number(side),
                                Svg.number(y),
                                Svg.number(middle)),
                "fill",
                "none",
                "class",
                "s-muted",
                "stroke-width",
                1.6,
                "stroke-linejoin",
                "round");
        svg.element("circle", "cx", middle, "cy", begin, "r", 3, "class", "f-muted");
        Marks.plus(svg, middle, y);
        svg.text(
                middle + WeightLines.RADIUS + 8,
                y - 5,
                stage.words() + ": + what went in",
                "f-muted",
                Plot.SMALL);
        svg.close();
    }
}
