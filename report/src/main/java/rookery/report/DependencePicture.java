package rookery.report;

import rookery.explain.importance.PartialDependence;
import rookery.explain.importance.PartialDependence.Point;
import rookery.explain.importance.PartialDependence.RowCurve;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a model answers as one column takes other values: the mean as a line with markers, single rows as
 * thin lines behind it. A plot for each class, all of one scale.
 *
 * @param dependence what is shown
 * @param shown which of its answers, at least one
 */
public record DependencePicture(PartialDependence dependence, List<Integer> shown)
        implements Picture {

    /** More plots are not looked at. */
    static final int MOST = 12;

    private static final double WIDTH = 860;
    private static final double HEIGHT = 250;
    private static final double EDGE = 16;
    private static final double NAMES = 84;
    private static final int ACROSS = 3;

    /** More categories take the whole width. */
    private static final int CROWD = 12;

    /** Between the names of two categories. */
    private static final double LINE = 14;

    /** The room for a missing value beside an axis of numbers. */
    private static final double MISSING = 80;

    /** Keeps its own list; refuses answers that there are not. */
    public DependencePicture {
        shown = List.copyOf(shown);
        if (shown.isEmpty()) throw new IllegalArgumentException("DependencePicture: no answers");
        for (int k : shown) dependence.answers().get(k);
    }

    /**
     * Of all answers: of two classes one alone, since the other is the rest of 1 – the second, unless
     * that is "not" the first –, and of more than 12 those that change most.
     */
    public static DependencePicture of(PartialDependence dependence) {
        int answers = dependence.answers().size();
        if (mirrored(dependence)) {
            String first = dependence.answers().get(0).name();
            boolean rest = dependence.answers().get(1).name().equals("not " + first);
            return new DependencePicture(dependence, List.of(rest ? 0 : 1));
        }
        List<Integer> shown =
                IntStream.range(0, answers)
                        .boxed()
                        .sorted(Comparator.comparingDouble(k -> -dependence.range(k)))
                        .limit(MOST)
                        .sorted()
                        .toList();
        return new DependencePicture(dependence, shown);
    }

    /** Whether there are two answers, which add up to 1. */
    private static boolean mirrored(PartialDependence dependence) {
        if (dependence.answers().size() != 2) return false;
        List<Double> first = dependence.means().get(0);
        List<Double> second = dependence.means().get(1);
        return IntStream.range(0, first.size())
                .allMatch(p -> Math.abs(first.get(p) + second.get(p) - 1) < 1e-3);
    }

    @Override
    public String svg(Theme theme) {
        String title = "What the model makes of " + dependence.column();
        List<String> heading = Words.title(title, WIDTH - 2 * EDGE);
        List<String> below = Words.notes(notes(), WIDTH - 2 * EDGE);
        double top = EDGE + Words.titleHeight(heading.size());
        boolean wideOnly = !dependence.numeric() && dependence.points().size() > CROWD;
        int across = wideOnly ? 1 : Math.min(ACROSS, shown.size());
        int down = Math.ceilDiv(shown.size(), across);
        double left = EDGE + Plot.margin(scale(1, 0).ticks(5)) - Plot.LABEL;
        double gap = across == 1 ? 0 : 18;
        double wide = (WIDTH - EDGE - left - (across - 1) * gap) / across;
        boolean level = level(wide);
        double each = HEIGHT + 28 + (dependence.numeric() ? 34 : level ? 14 : NAMES) + 14;
        Svg svg =
                new Svg(
                        WIDTH,
                        top + down * each + Words.height(below.size()) + EDGE,
                        title,
                        description());
        Words.title(svg, heading, EDGE, EDGE + Words.TITLE);
        for (int i = 0; i < shown.size(); i++) {
            double x = left + i % across * (wide + gap);
            double y = top + i / across * each + 22;
            panel(svg, shown.get(i), x, x + wide, y, i % across == 0, level);
        }
        Words.write(svg, below, EDGE, top + down * each);
        return svg.document(theme);
    }

    private List<String> notes() {
        List<String> notes = new ArrayList<>();
        notes.add(
                "Thick line: mean over %d rows, each of which is given the column's value. Thin lines: %d rows by themselves."
                        .formatted(dependence.rows(), dependence.curves().size()));
        if (dependence.numeric())
            notes.add("Short lines at the bottom: quantiles of the rows' own values.");
        if (shown.size() < dependence.answers().size() && shown.size() == MOST)
            notes.add(
                    "The %d classes that change most, of %d."
                            .formatted(MOST, dependence.answers().size()));
        return notes;
    }

    private String description() {
        return shown.stream()
                .map(k ->
                        "mean %s: %s"
                                .formatted(
                                        dependence.answers().get(k).words(),
                                        IntStream.range(0, dependence.points().size())
                                                .mapToObj(p ->
                                                        "%.4g at %s"
                                                                .formatted(
                                                                        dependence
                                                                                .means()
                                                                                .get(k)
                                                                                .get(p),
                                                                        dependence
                                                                                .points()
                                                                                .get(p)
                                                                                .label()))
                                                .collect(Collectors.joining(", "))))
                .collect(Collectors.joining("; "));
    }

    /** Of all that is shown, means and single rows. */
    private Scale scale(double from, double to) {
        double[] values =
                shown.stream()
                        .flatMapToDouble(k ->
                                DoubleStream.concat(
                                        numbers(dependence.means().get(k)),
                                        dependence.curves().stream()
                                                .flatMapToDouble(
                                                        curve -> numbers(curve.values().get(k)))))
                        .toArray();
        return Scale.around(values, false, from, to);
    }

    private static DoubleStream numbers(List<Double> values) {
        return values.stream().mapToDouble(value -> value);
    }

    private void panel(
            Svg svg,
            int answer,
            double left,
            double right,
            double top,
            boolean first,
            boolean level) {
        double bottom = top + HEIGHT;
        double[] places = places(left, right);
        Scale y = scale(bottom, top);
        Plot plot = new Plot(xScale(left, right), y);
        List<Double> yTicks = y.ticks(5);
        plot.grid(svg, List.of(), yTicks);
        List<Double> xTicks =
                dependence.numeric()
                        ? plot.x().ticks(4).stream()
                                .filter(tick -> plot.x().at(tick) <= right - missingRoom())
                                .toList()
                        : List.of();
        plot.axes(
                svg,
                xTicks,
                dependence.numeric() ? dependence.column() : "",
                first ? yTicks : List.of(),
                "");
        svg.text(
                left,
                top - 7,
                TextWidth.shortened(
                        dependence.answers().get(answer).words(), Plot.LABEL, right - left),
                "f-ink",
                Plot.LABEL,
                "font-weight",
                "bold");
        for (RowCurve curve : dependence.curves())
            curve(svg, y, places, curve.values().get(answer), "s-axis", 0.8, 0.55);
        List<Double> mean = dependence.means().get(answer);
        curve(svg, y, places, mean, "s-0", 2.6, 1);
        for (int p = 0; p < places.length; p++)
            new Series(0).mark(svg, places[p], y.at(mean.get(p)));
        labels(svg, places, bottom, level);
    }

    /** Whether the names of categories have room beside each other. */
    private boolean level(double wide) {
        double room = wide / dependence.points().size() - 4;
        return dependence.points().stream()
                .allMatch(point -> TextWidth.of(point.label(), Plot.SMALL) < room);
    }

    private double missingRoom() {
        return dependence.points().getLast().missing() && dependence.numeric() ? MISSING : 0;
    }

    /** Of numbers as they are; of categories nothing is read from it. */
    private Scale xScale(double left, double right) {
        double[] numbers =
                dependence.points().stream()
                        .flatMapToDouble(point -> point.number().stream())
                        .toArray();
        return Scale.around(numbers, false, left, right - missingRoom());
    }

    /** Where each point is from left to right; a missing value beside the axis. */
    private double[] places(double left, double right) {
        List<Point> points = dependence.points();
        double[] places = new double[points.size()];
        Scale x = xScale(left, right);
        for (int p = 0; p < places.length; p++)
            places[p] =
                    !dependence.numeric()
                            ? left + (p + 0.5) * (right - left) / places.length
                            : points.get(p).missing()
                                    ? right - MISSING / 3
                                    : x.at(points.get(p).number().getAsDouble());
        return places;
    }

    private void curve(
            Svg svg,
            Scale y,
            double[] places,
            List<Double> values,
            String color,
            double width,
            double opacity) {
        Polyline line = new Polyline();
        for (int p = 0; p < places.length; p++) {
            double value = values.get(p);
            boolean beside = dependence.numeric() && dependence.points().get(p).missing();
            if (beside || !Double.isFinite(value)) line.gap();
            if (!Double.isFinite(value)) continue;
            line.to(places[p] - (beside ? 6 : 0), y.at(value));
            if (beside) line.to(places[p] + 6, y.at(value));
        }
        svg.element(
                "path",
                "d",
                line.path(),
                "fill",
                "none",
                "class",
                color,
                "stroke-width",
                width,
                "stroke-opacity",
                opacity,
                "stroke-linejoin",
                "round",
                "stroke-linecap",
                "round");
    }

    /**
     * Names of categories, upright where they are long, some where they are many; of numbers, where
     * the rows' own are.
     */
    private void labels(Svg svg, double[] places, double bottom, boolean level) {
        int every = 1;
        if (!dependence.numeric() && !level && places.length > 1)
            every = (int) Math.ceil(LINE / (places[1] - places[0]));
        for (int p = 0; p < places.length; p += every) {
            Point point = dependence.points().get(p);
            if (dependence.numeric() && !point.missing()) {
                svg.line(places[p], bottom, places[p], bottom - 7, "s-ink", "stroke-width", 1);
                continue;
            }
            if (level || dependence.numeric()) {
                svg.text(
                        places[p],
                        bottom + 18,
                        point.label(),
                        "f-muted",
                        Plot.SMALL,
                        "text-anchor",
                        "middle");
                continue;
            }
            svg.text(
                    places[p] + 4,
                    bottom + 8,
                    TextWidth.shortened(point.label(), Plot.SMALL, NAMES - 12),
                    "f-muted",
                    Plot.SMALL,
                    "text-anchor",
                    "end",
                    "transform",
                    "rotate(-90 %s %s)"
                            .formatted(Svg.number(places[p] + 4), Svg.number(bottom + 8)));
        }
    }
}
