package rookery.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Lines over a common axis, each named at its end: losses over epochs, for example.
 *
 * {@snippet :
 * CurvesPicture picture =
 *         new CurvesPicture(
 *                 "Loss of three optimizers",
 *                 new CurvesPicture.Axis("epochs", false),
 *                 new CurvesPicture.Axis("training loss", true),
 *                 List.of(CurvesPicture.Line.of("sgd", epochs, losses)),
 *                 List.of("seed 0"));
 * picture.write(Path.of("losses.svg"), Theme.AUTOMATIC);
 * }
 *
 * @param title the heading
 * @param x the axis to the right
 * @param y the axis upwards
 * @param lines at least one; each looks unlike the others also without color
 * @param notes what a reader must know, below the picture
 */
public record CurvesPicture(String title, Axis x, Axis y, List<Line> lines, List<String> notes)
        implements Picture {

    private static final double WIDTH = 860;
    private static final double HEIGHT = 380;
    private static final double ROW = 18;
    private static final double SWATCH = 30;
    private static final double NAME = 190;
    private static final double EDGE = 16;

    /** Keeps its own lists; refuses to be without lines. */
    public CurvesPicture {
        lines = List.copyOf(lines);
        notes = List.copyOf(notes);
        if (lines.isEmpty()) throw new IllegalArgumentException("CurvesPicture: no lines");
    }

    /**
     * What an axis shows.
     *
     * @param label its words
     * @param log whether equal ratios are equally far apart; then only positive numbers are shown
     */
    public record Axis(String label, boolean log) {}

    /**
     * One line.
     *
     * @param name at its end
     * @param x ascending
     * @param y as many; the line has a gap where one is not finite
     * @param band around it, if there is one
     */
    public record Line(String name, double[] x, double[] y, Optional<Band> band) {

        /** Keeps its own numbers; checks their count. */
        public Line {
            if (x.length != y.length)
                throw new IllegalArgumentException(
                        "%s: expected as many y as x, got %d for %d"
                                .formatted(name, y.length, x.length));
            if (band.isPresent()) band.get().check(name, x.length);
            x = x.clone();
            y = y.clone();
        }

        /** A line without a band. */
        public static Line of(String name, double[] x, double[] y) {
            return new Line(name, x, y, Optional.empty());
        }

        /** A line in a band from lower to upper. */
        public static Line in(String name, double[] x, double[] y, double[] lower, double[] upper) {
            return new Line(name, x, y, Optional.of(new Band(lower, upper)));
        }
    }

    /**
     * The range around a line: from the least to the greatest of several seeds, or their quartiles;
     * the notes should say which.
     *
     * @param lower at each x
     * @param upper at each x
     */
    public record Band(double[] lower, double[] upper) {

        /** Keeps its own numbers. */
        public Band {
            lower = lower.clone();
            upper = upper.clone();
        }

        private void check(String name, int length) {
            if (lower.length != length || upper.length != length)
                throw new IllegalArgumentException(
                        "%s: expected a band at %d places, got %d and %d"
                                .formatted(name, length, lower.length, upper.length));
        }
    }

    @Override
    public String svg(Theme theme) {
        List<String> heading = Words.title(title, WIDTH - 2 * EDGE);
        List<String> below = Words.notes(notes, WIDTH - 2 * EDGE);
        double top = EDGE + Words.titleHeight(heading.size());
        double bottom = top + Math.max(HEIGHT, lines.size() * ROW);
        double names = Math.min(NAME, widestName());
        Scale yScale = Scale.around(all(true), y.log(), bottom, top);
        List<Double> yTicks = yScale.ticks(7);
        double left = EDGE + Plot.margin(yTicks);
        double right = WIDTH - EDGE - names - SWATCH - 26;
        Scale xScale = exact(all(false), left, right);
        List<Double> xTicks = xScale.ticks(8);
        Plot plot = new Plot(xScale, yScale);
        Svg svg =
                new Svg(
                        WIDTH,
                        bottom + 54 + Words.height(below.size()) + EDGE,
                        title,
                        description());
        Words.title(svg, heading, EDGE, EDGE + Words.TITLE);
        plot.grid(svg, xTicks, yTicks);
        plot.axes(svg, xTicks, x.label(), yTicks, y.label());
        for (int k = 0; k < lines.size(); k++) band(svg, plot, k);
        for (int k = 0; k < lines.size(); k++) line(svg, plot, k);
        names(svg, plot, names);
        Words.write(svg, below, EDGE, bottom + 50);
        return svg.document(theme);
    }

    private double widestName() {
        return lines.stream().mapToDouble(l -> TextWidth.of(l.name(), Plot.SMALL)).max().orElse(0);
    }

    private String description() {
        return "%s over %s: %s."
                .formatted(
                        y.label(),
                        x.label(),
                        lines.stream()
                                .map(line -> line.name() + last(line))
                                .collect(Collectors.joining("; ")));
    }

    private static String last(Line line) {
        for (int i = line.y().length - 1; i >= 0; i--)
            if (Double.isFinite(line.y()[i]))
                return " ends at %s with %s"
                        .formatted(
                                Scale.label(line.x()[i]),
                                Scale.label(Double.parseDouble("%.3e".formatted(line.y()[i]))));
        return " is nowhere finite";
    }

    /** The numbers of all lines and bands on one of the axes. */
    private double[] all(boolean upwards) {
        return lines.stream()
                .flatMapToDouble(line ->
                        upwards
                                ? DoubleStream.concat(
                                        Arrays.stream(line.y()),
                                        line.band().stream()
                                                .flatMapToDouble(band ->
                                                        DoubleStream.concat(
                                                                Arrays.stream(band.lower()),
                                                                Arrays.stream(band.upper()))))
                                : Arrays.stream(line.x()))
                .toArray();
    }

    /** From the first x to the last, with room only for a single one. */
    private Scale exact(double[] values, double from, double to) {
        double[] shown =
                Arrays.stream(values)
                        .filter(v -> Double.isFinite(v) && (!x.log() || v > 0))
                        .toArray();
        double low = Arrays.stream(shown).min().orElse(0);
        double high = Arrays.stream(shown).max().orElse(0);
        return low < high
                ? new Scale(x.log(), low, high, from, to)
                : Scale.around(shown, x.log(), from, to);
    }

    private boolean shown(double at, double value) {
        return Double.isFinite(at)
                && Double.isFinite(value)
                && (!x.log() || at > 0)
                && (!y.log() || value > 0);
    }

    private void band(Svg svg, Plot plot, int k) {
        Line line = lines.get(k);
        if (line.band().isEmpty()) return;
        Band band = line.band().get();
        StringBuilder path = new StringBuilder();
        List<String> back = new ArrayList<>();
        for (int i = 0; i <= line.x().length; i++) {
            boolean here =
                    i < line.x().length
                            && shown(line.x()[i], band.lower()[i])
                            && shown(line.x()[i], band.upper()[i]);
            if (here) {
                String at = Svg.number(plot.x().at(line.x()[i])) + " ";
                path.append(back.isEmpty() ? 'M' : 'L')
                        .append(at)
                        .append(Svg.number(plot.y().at(band.upper()[i])));
                back.add(at + Svg.number(plot.y().at(band.lower()[i])));
            } else if (!back.isEmpty()) {
                Collections.reverse(back);
                back.forEach(point -> path.append('L').append(point));
                path.append('Z');
                back.clear();
            }
        }
        svg.element(
                "path", "d", path.toString(), "class", new Series(k).fill(), "fill-opacity", 0.16);
    }

    private void line(Svg svg, Plot plot, int k) {
        Line line = lines.get(k);
        Polyline drawn = new Polyline();
        for (int i = 0; i < line.x().length; i++)
            if (shown(line.x()[i], line.y()[i]))
                drawn.to(plot.x().at(line.x()[i]), plot.y().at(line.y()[i]));
            else drawn.gap();
        Series series = new Series(k);
        svg.explained(
                line.name(),
                "path",
                "d",
                drawn.path(),
                "fill",
                "none",
                "class",
                series.stroke(),
                "stroke-width",
                2,
                "stroke-dasharray",
                series.dashes(),
                "stroke-linejoin",
                "round");
    }

    /**
     * Where a line ends.
     *
     * @param shown false where no point of it is: it has a name, but no end to point to
     */
    private record End(int k, double x, double y, boolean shown) {}

    /** Names beside the lines' ends, as near as they can be without covering each other. */
    private void names(Svg svg, Plot plot, double room) {
        List<End> ends = new ArrayList<>();
        for (int k = 0; k < lines.size(); k++) ends.add(end(plot, k));
        ends.sort(Comparator.comparingDouble(End::y));
        List<String> shown =
                TextWidth.shortened(lines.stream().map(Line::name).toList(), Plot.SMALL, room);
        double[] wanted = ends.stream().mapToDouble(End::y).toArray();
        double[] places = Spread.apart(wanted, ROW, plot.top() + 6, plot.bottom() - 6);
        for (int i = 0; i < places.length; i++) {
            End end = ends.get(i);
            Series series = new Series(end.k());
            double x = plot.right() + 18;
            if (end.shown()) {
                pointer(svg, end, x, places[i]);
                series.mark(svg, end.x(), end.y());
            }
            sample(svg, series, x, places[i]);
            String name = lines.get(end.k()).name();
            Marks.label(svg, x + SWATCH + 6, places[i], name, shown.get(end.k()), "start");
        }
    }

    private static void pointer(Svg svg, End end, double x, double y) {
        svg.element(
                "path",
                "d",
                new Polyline().to(end.x(), end.y()).to(x, y).path(),
                "fill",
                "none",
                "class",
                "s-axis",
                "stroke-width",
                0.8);
    }

    private static void sample(Svg svg, Series series, double x, double y) {
        svg.line(
                x,
                y,
                x + SWATCH,
                y,
                series.stroke(),
                "stroke-width",
                2,
                "stroke-dasharray",
                series.dashes());
        series.mark(svg, x + SWATCH / 2, y);
    }

    /** The last point that is shown; the name of a line without any stands at the bottom. */
    private End end(Plot plot, int k) {
        Line line = lines.get(k);
        for (int i = line.x().length - 1; i >= 0; i--)
            if (shown(line.x()[i], line.y()[i]))
                return new End(k, plot.x().at(line.x()[i]), plot.y().at(line.y()[i]), true);
        return new End(k, plot.right(), plot.bottom(), false);
    }
}
