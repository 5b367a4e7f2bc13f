package rookery.report;

import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Surface;
import rookery.explain.landscape.Trail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * A landscape of the loss. Over a plane: bands of color between contours, the validation surface beside
 * that of training in the same colors, and paths with arrows from a ring to a filled marker. Over a
 * line: the losses as lines.
 *
 * @param title the heading
 * @param landscape what is shown
 * @param remarks what a reader must know beside the landscape's own notes
 */
public record LandscapePicture(String title, Landscape landscape, List<String> remarks)
        implements Picture {

    private static final double EDGE = 16;
    private static final double ALONE = 540;
    private static final double BESIDE = 420;
    private static final double BAR = 18;
    private static final double SPAN = 50;

    /** Keeps its own list. */
    public LandscapePicture {
        remarks = List.copyOf(remarks);
    }

    @Override
    public String svg(Theme theme) {
        return landscape.y().isPresent() ? plane(landscape.y().get(), theme) : line().svg(theme);
    }

    private List<Surface> surfaces() {
        List<Surface> surfaces = new ArrayList<>(List.of(landscape.training()));
        landscape.validation().ifPresent(surfaces::add);
        return surfaces;
    }

    private static DoubleStream finite(Surface surface) {
        return Arrays.stream(surface.losses())
                .flatMapToDouble(Arrays::stream)
                .filter(Double::isFinite);
    }

    /** All panels have the colors of one scale. */
    private Levels levels() {
        return Levels.of(surfaces().stream().flatMapToDouble(LandscapePicture::finite).toArray());
    }

    private String plane(Axis y, Theme theme) {
        Levels levels = levels();
        boolean two = landscape.validation().isPresent();
        double side = two ? BESIDE : ALONE;
        double[] xs = landscape.x().values();
        double[] ys = y.values();
        Scale yScale = new Scale(false, ys[0], ys[ys.length - 1], side, 0);
        double margin = Plot.margin(yScale.ticks(7));
        double bar = 24 + BAR + 10 + widest(levels) + EDGE;
        double step = margin + side;
        double width = EDGE + step + (two ? step : 0) + bar;
        List<String> heading = Words.title(title, width - 2 * EDGE);
        double top = EDGE + Words.titleHeight(heading.size()) + 22;
        double bottom = top + side;
        LandscapeLegend legend = new LandscapeLegend(landscape, width - 2 * EDGE);
        List<String> notes = Words.notes(notes(), width - 2 * EDGE);
        double below = bottom + 52;
        double height = below + legend.height() + Words.height(notes.size()) + EDGE;
        Svg svg = new Svg(width, height, title, description(levels));
        Hatch.define(svg);
        Words.title(svg, heading, EDGE, EDGE + Words.TITLE);
        Scale upwards = new Scale(false, yScale.low(), yScale.high(), bottom, top);
        for (int k = 0; k < surfaces().size(); k++) {
            double left = EDGE + margin + k * step;
            Scale right = new Scale(false, xs[0], xs[xs.length - 1], left, left + side);
            panel(svg, new Plot(right, upwards), y, levels, k);
        }
        bar(svg, levels, width - bar + 24, top, bottom);
        legend.draw(svg, EDGE, below);
        Words.write(svg, notes, EDGE, below + legend.height());
        return svg.document(theme);
    }

    private void panel(Svg svg, Plot plot, Axis y, Levels levels, int k) {
        String over = k == 0 ? "loss over the training rows" : "loss over the validation rows";
        svg.text(plot.left(), plot.top() - 9, over, "f-muted", Plot.LABEL);
        new SurfacePanel(landscape, surfaces().get(k), levels, plot, "panel" + k).draw(svg);
        plot.axes(svg, plot.x().ticks(7), landscape.x().label(), plot.y().ticks(7), y.label());
    }

    private static double widest(Levels levels) {
        double widest = TextWidth.of("loss", Plot.LABEL);
        for (int k = 0; k < levels.thresholds().length; k++)
            widest = Math.max(widest, TextWidth.of(levels.label(k), Plot.SMALL));
        return widest;
    }

    /** The colors' scale: each band as high as the others, with the losses between them. */
    private static void bar(Svg svg, Levels levels, double x, double top, double bottom) {
        double band = (bottom - top) / levels.bands();
        svg.text(x, top - 9, "loss", "f-muted", Plot.LABEL);
        for (int k = 0; k < levels.bands(); k++)
            svg.element(
                    "rect",
                    "x",
                    x,
                    "y",
                    bottom - (k + 1) * band,
                    "width",
                    BAR,
                    "height",
                    band,
                    "fill",
                    Viridis.band(k, levels.bands()));
        for (int k = 0; k < levels.thresholds().length; k++) {
            double y = bottom - (k + 1) * band;
            svg.line(x, y, x + BAR + 4, y, "s-axis", "stroke-width", 1);
            svg.text(x + BAR + 8, y + Plot.SMALL * 0.35, levels.label(k), "f-muted", Plot.SMALL);
        }
    }

    private String description(Levels levels) {
        double[] finite = finite(landscape.training()).sorted().toArray();
        StringBuilder text = new StringBuilder(landscape.name());
        if (finite.length > 0)
            text.append(
                    "; training losses from %s to %s"
                            .formatted(rounded(finite[0]), rounded(finite[finite.length - 1])));
        text.append(levels.log() ? "; colors by ratios" : "");
        for (Trail trail : landscape.trails())
            if (!trail.points().isEmpty())
                text.append(
                        "; the path of %s ends with loss %s"
                                .formatted(trail.name(), rounded(trail.points().getLast().loss())));
        return text.append('.').toString();
    }

    private static String rounded(double loss) {
        return Double.isFinite(loss)
                ? Scale.label(Double.parseDouble("%.3e".formatted(loss)))
                : "not finite";
    }

    /** The landscape's own notes, the remarks, and how much of the paths the picture does not show. */
    private List<String> notes() {
        List<String> notes = new ArrayList<>(List.of(landscape.name()));
        notes.addAll(landscape.notes());
        notes.addAll(remarks);
        for (Trail trail : landscape.trails()) {
            long outside = trail.points().stream().filter(p -> !isShown(p)).count();
            if (outside > 0)
                notes.add(
                        "%s: %d of %d points of its path are outside the picture"
                                .formatted(trail.name(), outside, trail.points().size()));
        }
        return notes;
    }

    private boolean isShown(Trail.Point point) {
        return isWithin(landscape.x(), point.x())
                && (landscape.y().isEmpty() || isWithin(landscape.y().get(), point.y()));
    }

    private static boolean isWithin(Axis axis, double value) {
        double[] values = axis.values();
        return value >= values[0] && value <= values[values.length - 1];
    }

    private CurvesPicture line() {
        double[] finite = surfaces().stream().flatMapToDouble(LandscapePicture::finite).toArray();
        double low = Arrays.stream(finite).min().orElse(0);
        double high = Arrays.stream(finite).max().orElse(0);
        double[] xs = landscape.x().values();
        List<CurvesPicture.Line> lines = new ArrayList<>();
        lines.add(CurvesPicture.Line.of("training", xs, landscape.training().losses()[0]));
        Optional<Surface> validation = landscape.validation();
        validation.ifPresent(
                surface -> lines.add(CurvesPicture.Line.of("validation", xs, surface.losses()[0])));
        for (Trail trail : landscape.trails()) {
            List<Trail.Point> points = trail.points().stream().filter(this::isShown).toList();
            if (points.size() > 1)
                lines.add(
                        CurvesPicture.Line.of(
                                "path of " + trail.name(),
                                points.stream().mapToDouble(Trail.Point::x).toArray(),
                                points.stream().mapToDouble(Trail.Point::loss).toArray()));
        }
        return new CurvesPicture(
                title,
                new CurvesPicture.Axis(landscape.x().label(), false),
                new CurvesPicture.Axis("loss", low > 0 && high > SPAN * low),
                lines,
                notes());
    }
}
