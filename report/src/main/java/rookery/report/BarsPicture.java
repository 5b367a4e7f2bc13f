package rookery.report;

import rookery.explain.importance.IntegratedGradients;
import rookery.explain.importance.MeanAttributions;
import rookery.explain.importance.PermutationImportance;
import rookery.explain.importance.PermutationImportance.Worse;
import rookery.explain.importance.RowSet;
import rookery.names.Names;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Bars to the right of their names, and to the left where a number is negative: how much columns matter,
 * for example.
 *
 * @param title the heading
 * @param axis what the bars' lengths are
 * @param bars from top to bottom, at least one
 * @param notes what a reader must know, below the picture
 */
public record BarsPicture(String title, String axis, List<Bar> bars, List<String> notes)
        implements Picture {

    private static final double WIDTH = 860;
    private static final double ROW = 30;
    private static final double THICK = 16;
    private static final double EDGE = 16;
    private static final double NAMES = 240;
    private static final double NUMBERS = 76;
    private static final double WHISKER = 4;

    /**
     * One bar.
     *
     * @param name left of it
     * @param detail below the name, in small letters; may be empty
     * @param value its length
     * @param range around its end, if there is one
     */
    public record Bar(String name, String detail, double value, Optional<Range> range) {}

    /**
     * Where a number may be.
     *
     * @param low end
     * @param high end
     */
    public record Range(double low, double high) {}

    /** Keeps its own lists; refuses to be without bars. */
    public BarsPicture {
        bars = List.copyOf(bars);
        notes = List.copyOf(notes);
        if (bars.isEmpty()) throw new IllegalArgumentException("BarsPicture: no bars");
    }

    /**
     * How much worse a measure becomes without each column.
     *
     * @param measure {@code loss}, or a metric's name
     * @throws IllegalArgumentException if it was not measured; offers the nearest
     */
    public static BarsPicture of(PermutationImportance importance, String measure) {
        PermutationImportance.Measure of =
                importance.measures().stream()
                        .filter(one -> one.name().equals(measure))
                        .findFirst()
                        .orElseThrow(() -> unmeasured(importance, measure));
        List<Bar> bars = new ArrayList<>();
        for (PermutationImportance.ColumnImportance column : importance.columns()) {
            Worse worse = column.worse().get(measure);
            bars.add(
                    new Bar(
                            column.column(),
                            "",
                            worse.mean(),
                            Optional.of(new Range(worse.low(), worse.high()))));
        }
        return new BarsPicture(
                "Which columns matter: permutation importance",
                "%s %s by, from %s"
                        .formatted(measure, of.rises() ? "falls" : "rises", digits(of.value())),
                bars,
                List.of(
                        "Each column's values shuffled among %d %srows, %d times (seed %d). Lines: 95 %% intervals of the mean over all orders of these rows (Student's t)."
                                .formatted(
                                        importance.rows(),
                                        words(importance.rowSet()),
                                        importance.repeats(),
                                        importance.seed())));
    }

    private static String words(RowSet rows) {
        return switch (rows) {
            case TRAINING -> "training ";
            case VALIDATION -> "validation ";
            case NAMED -> "";
        };
    }

    private static IllegalArgumentException unmeasured(
            PermutationImportance importance, String measure) {
        List<String> known =
                importance.measures().stream().map(PermutationImportance.Measure::name).toList();
        return new IllegalArgumentException(
                "\"%s\" was not measured; %s".formatted(measure, Names.suggest(measure, known)));
    }

    /** What each column contributed to the answer on a row. */
    public static BarsPicture of(IntegratedGradients gradients) {
        List<Bar> bars =
                gradients.attributions().stream()
                        .map(part ->
                                new Bar(
                                        part.column(),
                                        "%s, baseline %s"
                                                .formatted(
                                                        part.value().isEmpty()
                                                                ? "missing"
                                                                : part.value(),
                                                        part.baselineValue()),
                                        part.attribution(),
                                        Optional.empty()))
                        .toList();
        return new BarsPicture(
                "Row %d: what made the %s".formatted(gradients.row(), gradients.answer().words()),
                "contribution to the " + gradients.answer().words(),
                bars,
                List.of(
                        "Integrated gradients from %s, %s, to the row, %s; they add up to the difference but for %s."
                                .formatted(
                                        gradients.baseline(),
                                        digits(gradients.baselineValue()),
                                        digits(gradients.value()),
                                        digits(gradients.gap()))));
    }

    /** How much each column contributes to the answers on many rows. */
    public static BarsPicture of(MeanAttributions means) {
        return new BarsPicture(
                "What the answers are made of: integrated gradients",
                "mean |contribution| to the " + means.answer(),
                means.columns().stream()
                        .map(column ->
                                new Bar(
                                        column.column(),
                                        "",
                                        column.meanAbsolute(),
                                        Optional.empty()))
                        .toList(),
                List.of(
                        "Over %d of %d rows, each from %s."
                                .formatted(means.rows(), means.of(), means.baseline())));
    }

    private static String digits(double value) {
        double size = Math.abs(value);
        return String.format(Locale.ROOT, size != 0 && size < 1e-3 ? "%.1e" : "%.4g", value);
    }

    @Override
    public String svg(Theme theme) {
        List<String> heading = Words.title(title, WIDTH - 2 * EDGE);
        List<String> below = Words.notes(notes, WIDTH - 2 * EDGE);
        double top = EDGE + Words.titleHeight(heading.size());
        double bottom = top + bars.size() * ROW + 8;
        double names = Math.min(NAMES, widestName());
        Scale x = scale(EDGE + names + 14, WIDTH - EDGE);
        Plot plot = new Plot(x, new Scale(false, 0, 1, bottom, top));
        List<Double> ticks = x.ticks(7);
        Svg svg =
                new Svg(
                        WIDTH,
                        bottom + 52 + Words.height(below.size()) + EDGE,
                        title,
                        description());
        Words.title(svg, heading, EDGE, EDGE + Words.TITLE);
        plot.grid(svg, ticks, List.of());
        plot.axes(svg, ticks, axis, List.of(), "");
        for (int k = 0; k < bars.size(); k++)
            bar(svg, x, bars.get(k), top + 4 + (k + 0.5) * ROW, names);
        svg.line(x.at(0), bottom, x.at(0), top, "s-ink", "stroke-width", 1);
        Words.write(svg, below, EDGE, bottom + 50);
        return svg.document(theme);
    }

    private double widestName() {
        return bars.stream()
                .mapToDouble(bar ->
                        Math.max(
                                TextWidth.of(bar.name(), Plot.LABEL),
                                TextWidth.of(bar.detail(), Plot.SMALL - 1)))
                .max()
                .orElse(0);
    }

    private String description() {
        return axis
                + ": "
                + bars.stream()
                        .map(bar -> bar.name() + " " + digits(bar.value()))
                        .collect(Collectors.joining("; "))
                + ".";
    }

    /** From 0 or the lowest number to the highest, with room for the numbers beside the bars. */
    private Scale scale(double from, double to) {
        double low = 0;
        double high = 0;
        for (Bar bar : bars) {
            if (!Double.isFinite(bar.value())) continue;
            low = Math.min(low, bar.range().map(Range::low).orElse(bar.value()));
            high = Math.max(high, bar.range().map(Range::high).orElse(bar.value()));
        }
        double wide = high - low;
        if (wide == 0) return new Scale(false, 0, 1, from, to);
        boolean left = bars.stream().anyMatch(bar -> bar.value() < 0);
        boolean right = bars.stream().anyMatch(bar -> !(bar.value() < 0));
        int sides = (left ? 1 : 0) + (right ? 1 : 0);
        double room = wide * NUMBERS / (to - from - sides * NUMBERS);
        return new Scale(false, left ? low - room : low, right ? high + room : high, from, to);
    }

    private static void bar(Svg svg, Scale x, Bar bar, double y, double names) {
        boolean detailed = !bar.detail().isEmpty();
        double at = EDGE + names;
        name(svg, bar.name(), at, y + (detailed ? -1 : 4.5), "f-ink", Plot.LABEL, names);
        if (detailed) name(svg, bar.detail(), at, y + 11.5, "f-muted", Plot.SMALL - 1, names);
        if (!Double.isFinite(bar.value())) {
            svg.text(x.at(0) + 6, y + 4, "not finite", "f-muted", Plot.SMALL);
            return;
        }
        double zero = x.at(0);
        double end = x.at(bar.value());
        svg.explained(
                "%s: %s".formatted(bar.name(), digits(bar.value())),
                "rect",
                "x",
                Math.min(zero, end),
                "y",
                y - THICK / 2,
                "width",
                Math.abs(end - zero),
                "height",
                THICK,
                "class",
                bar.value() < 0 ? "f-negative" : "f-positive");
        bar.range().ifPresent(range -> whisker(svg, x, range, y));
        double beyond =
                bar.value() < 0
                        ? Math.min(end, bar.range().map(range -> x.at(range.low())).orElse(end))
                        : Math.max(end, bar.range().map(range -> x.at(range.high())).orElse(end));
        svg.text(
                beyond + (bar.value() < 0 ? -7 : 7),
                y + 4,
                digits(bar.value()),
                "f-ink",
                Plot.SMALL,
                "text-anchor",
                bar.value() < 0 ? "end" : "start");
    }

    private static void name(
            Svg svg, String text, double x, double y, String color, double size, double room) {
        svg.text(x, y, TextWidth.shortened(text, size, room), color, size, "text-anchor", "end");
    }

    private static void whisker(Svg svg, Scale x, Range range, double y) {
        double low = x.at(range.low());
        double high = x.at(range.high());
        svg.line(low, y, high, y, "s-ink", "stroke-width", 1.4);
        for (double end : new double[] {low, high})
            svg.line(end, y - WHISKER, end, y + WHISKER, "s-ink", "stroke-width", 1.4);
    }
}
