package rookery.report;

import rookery.explain.NodeNames;
import rookery.layers.Embedding;
import rookery.tensor.Parameters;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;

/** A small network from left to right, each unit a circle and each weight a line. */
final class UnitsDrawing {

    private static final double EDGE = NetworkDrawing.EDGE;
    private static final double NARROWEST = 560;
    private static final double NAMES = 210;
    private static final double BOX = 30;
    private static final double LINE = 16;
    private static final double HEADER = 48;
    private static final double FOOTER = 34;
    private static final double LEVEL = 18;
    private static final double LONGEST = 180;
    private static final String BOLD = "bold";

    private final NetworkDrawing drawing;
    private final List<Stage> stages;
    private final NodeNames names;
    private final WeightLines weights;
    private final double[] xs;
    private final double width;
    private final double content;
    private final double top;
    private final int deepest;
    private final List<String> heading;
    private final List<String> notes;

    UnitsDrawing(NetworkDrawing drawing, List<Stage> stages, NodeNames names) {
        this.drawing = drawing;
        this.stages = stages;
        this.names = names;
        this.weights = WeightLines.of(drawing.model().parameters(), stages);
        this.xs = places();
        double outputs = Math.min(NAMES, widest(names.outputs()));
        double drawn = xs[xs.length - 1] + Math.max(lastHalf(), 30 + outputs) + EDGE;
        this.width = Math.max(Math.max(NARROWEST, drawn), weights.legendWidth() + 2 * EDGE);
        this.heading = Words.title(drawing.title(), width - 2 * EDGE);
        this.deepest = stages.stream().mapToInt(Stage::depth).max().orElse(0);
        this.content = content();
        this.top =
                EDGE
                        + Words.titleHeight(heading.size())
                        + LINE
                        + (deepest > 0 ? LEVEL * (deepest + 1) : 0)
                        + HEADER;
        this.notes =
                weights.broken() == 0
                        ? List.of()
                        : List.of(
                                Amounts.count(weights.broken(), "parameter")
                                        + " not finite: dotted lines, black discs");
    }

    private static double widest(List<String> texts) {
        return texts.stream().mapToDouble(t -> TextWidth.of(t, Plot.SMALL)).max().orElse(0);
    }

    /** Where each column stands: the inputs, then the stages. */
    private double[] places() {
        double[] xs = new double[stages.size() + 1];
        double inputs = Math.min(NAMES, widest(names.inputs()));
        xs[0] = EDGE + Math.max(inputs + 18, TextWidth.of("99 inputs", Plot.SMALL) / 2);
        double half = TextWidth.of("99 inputs", Plot.SMALL) / 2;
        for (int k = 0; k < stages.size(); k++) {
            double next = half(stages.get(k));
            xs[k + 1] = xs[k] + Math.max(half + next + 14, gap(stages.get(k)));
            half = next;
        }
        return xs;
    }

    private static double half(Stage stage) {
        return switch (stage.kind()) {
            case DENSE, EMBEDDING ->
                    Math.min(
                                    LONGEST,
                                    Math.max(
                                            TextWidth.ofBold(stage.name(), Plot.SMALL),
                                            Math.max(
                                                    TextWidth.of(stage.words(), Plot.SMALL),
                                                    TextWidth.of(
                                                            stage.parameterWords(), Plot.SMALL))))
                            / 2;
            case BOX -> BOX / 2;
            case BEGIN -> 4;
            case END -> WeightLines.RADIUS;
        };
    }

    private double lastHalf() {
        return half(stages.getLast());
    }

    private static double gap(Stage stage) {
        return switch (stage.kind()) {
            case DENSE -> 110 + 3.0 * Math.max(stage.inputs(), stage.outputs());
            case EMBEDDING -> 130;
            case BOX -> 62;
            case BEGIN -> 34;
            case END -> 50;
        };
    }

    /** High enough for the most units, and for the words in boxes. */
    private double content() {
        double most = names.inputs().size() * UnitColumn.PITCH;
        for (Stage stage : stages) {
            most = Math.max(most, stage.outputs() * UnitColumn.PITCH);
            if (stage.kind() == Stage.Kind.BOX) most = Math.max(most, boxHeight(stage));
        }
        return most;
    }

    private static String boxWords(Stage stage) {
        return stage.parameters() == 0
                ? stage.words()
                : stage.words() + ", " + stage.parameterWords();
    }

    private static double boxHeight(Stage stage) {
        double words = Math.min(2 * LONGEST, TextWidth.of(boxWords(stage), Plot.SMALL)) + 20;
        double units = Math.max(stage.inputs(), stage.outputs()) * UnitColumn.PITCH + 6;
        return Math.max(words, units);
    }

    private double middle() {
        return top + content / 2;
    }

    /** The whole drawing. */
    Svg draw() {
        double below = top + content + FOOTER;
        double height = below + weights.legendHeight() + Words.height(notes.size()) + EDGE;
        Svg svg = drawing.headed(width, height, heading, drawing.description(stages, names));
        columns(svg);
        if (weights.weight() > 0) weights.legend(svg, EDGE, below + 12);
        Words.write(svg, notes, EDGE, below + weights.legendHeight());
        return svg;
    }

    private void columns(Svg svg) {
        UnitColumn ports = inputs(svg);
        IntFunction<String> before = i -> names.inputs().get(i);
        Deque<Double> begins = new ArrayDeque<>();
        for (int k = 0; k < stages.size(); k++) {
            Stage stage = stages.get(k);
            double x = xs[k + 1];
            IntFunction<String> after =
                    k == stages.size() - 1
                            ? j -> names.outputs().get(j)
                            : j -> "unit %d of %s".formatted(j, stage.name());
            switch (stage.kind()) {
                case DENSE -> ports = dense(svg, stage, ports, x, before, after);
                case EMBEDDING -> ports = embedding(svg, stage, ports, x);
                case BOX -> ports = box(svg, stage, ports, x);
                case BEGIN -> {
                    wires(svg, ports, ports.at(x));
                    ports = ports.at(x);
                    begins.push(x);
                }
                case END -> ports = end(svg, stage, ports, begins.pop(), x);
            }
            if (stage.kind() != Stage.Kind.BEGIN) before = after;
        }
        outputs(svg, ports);
    }

    private UnitColumn inputs(Svg svg) {
        double x = xs[0];
        UnitColumn column = UnitColumn.around(x, middle(), names.inputs().size());
        List<String> shown = TextWidth.shortened(names.inputs(), Plot.SMALL, NAMES);
        for (int i = 0; i < column.count(); i++) {
            double y = column.ys()[i];
            String name = names.inputs().get(i);
            svg.element("circle", "cx", x, "cy", y, "r", 4, "class", "f-ink");
            Marks.label(svg, x - 12, y, name, shown.get(i), "end");
        }
        header(svg, x, Amounts.count(column.count(), "input"), "");
        return column.at(x + 4);
    }

    private void outputs(Svg svg, UnitColumn ports) {
        boolean units = stages.getLast().kind() == Stage.Kind.DENSE;
        UnitColumn ends = ports.at(ports.x() + (units ? 0 : 16));
        if (!units) wires(svg, ports, ends);
        List<String> shown = TextWidth.shortened(names.outputs(), Plot.SMALL, NAMES);
        for (int j = 0; j < ends.count(); j++)
            Marks.label(
                    svg, ends.x() + 8, ends.ys()[j], names.outputs().get(j), shown.get(j), "start");
    }

    /** A name in bold and what it is, above all columns, where no lines are. */
    private void header(Svg svg, double x, String name, String words) {
        centered(svg, x, top - 12 - LINE, name, "f-ink", BOLD);
        if (!words.isEmpty()) centered(svg, x, top - 12, words, "f-muted", "normal");
    }

    private static void centered(
            Svg svg, double x, double y, String text, String color, String weight) {
        svg.open("g").tooltip(text);
        svg.text(
                x,
                y,
                TextWidth.shortened(text, Plot.SMALL, LONGEST / (BOLD.equals(weight) ? 1.12 : 1)),
                color,
                Plot.SMALL,
                "text-anchor",
                "middle",
                "font-weight",
                weight);
        svg.close();
    }

    private void footer(Svg svg, double x, Stage stage) {
        centered(svg, x, top + content + 16, stage.parameterWords(), "f-muted", "normal");
    }

    private UnitColumn dense(
            Svg svg,
            Stage stage,
            UnitColumn from,
            double x,
            IntFunction<String> source,
            IntFunction<String> target) {
        UnitColumn column = UnitColumn.around(x, middle(), stage.outputs());
        weights.draw(svg, stage, from, column, source, target);
        Parameters parameters = weights.parameters();
        String bias = stage.name() + "/bias";
        boolean biased = parameters.specs().stream().anyMatch(s -> s.name().equals(bias));
        for (int j = 0; j < column.count(); j++)
            weights.unit(
                    svg,
                    x,
                    column.ys()[j],
                    target.apply(j),
                    biased ? parameters.get(bias, 0, j) : null);
        header(svg, x, stage.name(), stage.words());
        footer(svg, x, stage);
        return column.at(x + WeightLines.RADIUS);
    }

    /** Each column of codes becomes some numbers; the others pass. */
    private UnitColumn embedding(Svg svg, Stage stage, UnitColumn from, double x) {
        UnitColumn column = UnitColumn.around(x, middle(), stage.outputs());
        List<Integer> sources = sources((Embedding) stage.layer(), stage.inputs());
        for (int j = 0; j < sources.size(); j++) {
            int i = sources.get(j);
            boolean code = ((Embedding) stage.layer()).columns().contains(i);
            svg.line(
                    from.x(),
                    from.ys()[i],
                    x - 4,
                    column.ys()[j],
                    "s-axis",
                    "stroke-width",
                    code ? 1.6 : 1,
                    "stroke-dasharray",
                    code ? "2 3" : "none");
            svg.open("g")
                    .tooltip(
                            code
                                    ? "a number of the embedding of " + names.inputs().get(i)
                                    : names.inputs().get(i))
                    .element(
                            "circle",
                            "cx",
                            x,
                            "cy",
                            column.ys()[j],
                            "r",
                            4,
                            "class",
                            code ? "f-ground s-ink" : "f-ink",
                            "stroke-width",
                            1.3)
                    .close();
        }
        header(svg, x, stage.name(), stage.words());
        footer(svg, x, stage);
        return column.at(x + 4);
    }

    /** The input that each output of an embedding comes from. */
    private static List<Integer> sources(Embedding embedding, int inputs) {
        List<Integer> sources = new ArrayList<>();
        for (int i = 0; i < inputs; i++) {
            int k = embedding.columns().indexOf(i);
            List<Integer> dimension = embedding.dimension();
            int numbers = k < 0 ? 1 : dimension.get(dimension.size() == 1 ? 0 : k);
            for (int n = 0; n < numbers; n++) sources.add(i);
        }
        return sources;
    }

    private UnitColumn box(Svg svg, Stage stage, UnitColumn from, double x) {
        wires(svg, from, from.at(x - BOX / 2));
        double height = boxHeight(stage);
        String words = boxWords(stage);
        svg.open("g").tooltip(stage.name() + ": " + words);
        svg.element(
                "rect",
                "x",
                x - BOX / 2,
                "y",
                middle() - height / 2,
                "width",
                BOX,
                "height",
                height,
                "rx",
                5,
                "class",
                "f-box s-axis",
                "stroke-width",
                1);
        double base = x + Plot.SMALL * 0.35;
        svg.text(
                base,
                middle(),
                TextWidth.shortened(words, Plot.SMALL, 2 * LONGEST),
                "f-ink",
                Plot.SMALL,
                "text-anchor",
                "middle",
                "transform",
                "rotate(-90 %s %s)".formatted(Svg.number(base), Svg.number(middle())));
        svg.close();
        return UnitColumn.around(x + BOX / 2, middle(), stage.outputs());
    }

    private static void wires(Svg svg, UnitColumn from, UnitColumn to) {
        for (int k = 0; k < from.count(); k++)
            svg.line(from.x(), from.ys()[k], to.x(), to.ys()[k], "s-axis", "stroke-width", 1);
    }

    /** Where the inputs of a block are added, with the connection from where it begins. */
    private UnitColumn end(Svg svg, Stage stage, UnitColumn from, double begin, double x) {
        wires(svg, from, from.at(x));
        double level = top - HEADER - LEVEL * (deepest - stage.depth() + 1) + 8;
        String path =
                "M%s %sV%sH%sV%s"
                        .formatted(
                                Svg.number(begin),
                                Svg.number(from.bottom()),
                                Svg.number(level),
                                Svg.number(x),
                                Svg.number(from.bottom()));
        svg.explained(
                stage.name() + ": what goes in is added to what comes out",
                "path",
                "d",
                path,
                "fill",
                "none",
                "class",
                "s-muted",
                "stroke-width",
                1.6,
                "stroke-linejoin",
                "round");
        String shown = TextWidth.shortened(stage.words(), Plot.SMALL, x - begin - 16);
        Marks.label(svg, begin + 8, level - 8, stage.words(), shown, "start");
        for (double y : from.ys()) {
            svg.element("circle", "cx", begin, "cy", y, "r", 3, "class", "f-muted");
            Marks.plus(svg, x, y);
        }
        return from.at(x + WeightLines.RADIUS);
    }
}
