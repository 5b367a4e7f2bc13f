package rookery.cli;

import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Surface;
import rookery.explain.landscape.Trail;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** A landscape as a person reads it: a preview in letters, and its numbers. */
record LandscapePage(Console console, Landscape landscape) {

    /** Prints it. */
    void print(String title, List<String> notes, double seconds, int losses, List<Path> written) {
        Page page = new Page(console);
        page.entry("run", title);
        page.entry("plane", landscape.name());
        axis(page, "x", landscape.x());
        landscape.y().ifPresent(y -> axis(page, "y", y));
        page.space();
        LandscapePreview.of(landscape, console.width()).forEach(console.out()::println);
        page.space();
        page.entry("loss", "training rows: " + extremes(landscape.training()));
        landscape
                .validation()
                .ifPresent(surface -> page.entry("loss", "validation rows: " + extremes(surface)));
        for (Trail trail : landscape.trails()) trail(page, trail);
        landscape.notes().forEach(note -> page.entry("note", note));
        notes.forEach(note -> page.entry("note", note));
        page.entry(
                "computed",
                "%s in %s"
                        .formatted(
                                Numbers.count(losses) + " losses",
                                String.format(Locale.ROOT, "%.2f s", seconds)));
        written.forEach(file -> page.entry("wrote", file.toString()));
    }

    private static void axis(Page page, String name, Axis axis) {
        double[] values = axis.values();
        page.entry(
                name,
                "%s, from %s to %s, %s"
                        .formatted(
                                axis.label(),
                                Numbers.digits(values[0]),
                                Numbers.digits(values[values.length - 1]),
                                Numbers.count(values.length, "point")));
    }

    private String extremes(Surface surface) {
        int[] lowest = null;
        int[] highest = null;
        for (int j = 0; j < surface.losses().length; j++)
            for (int i = 0; i < surface.losses()[j].length; i++) {
                double loss = surface.at(i, j);
                if (!Double.isFinite(loss)) continue;
                if (lowest == null || loss < surface.at(lowest[0], lowest[1]))
                    lowest = new int[] {i, j};
                if (highest == null || loss > surface.at(highest[0], highest[1]))
                    highest = new int[] {i, j};
            }
        return lowest == null
                ? "finite nowhere here"
                : "lowest %s at %s, highest %s at %s"
                        .formatted(
                                Numbers.measure(surface.at(lowest[0], lowest[1])),
                                place(lowest),
                                Numbers.measure(surface.at(highest[0], highest[1])),
                                place(highest));
    }

    private String place(int[] at) {
        return place(
                landscape.x().values()[at[0]],
                landscape.y().map(axis -> axis.values()[at[1]]).orElse(0.0));
    }

    private String place(double x, double y) {
        return landscape.y().isPresent()
                ? "(%s, %s)".formatted(Numbers.digits(x), Numbers.digits(y))
                : Numbers.digits(x);
    }

    private void trail(Page page, Trail trail) {
        List<Trail.Point> points = trail.points();
        if (points.isEmpty()) return;
        Trail.Point first = points.getFirst();
        Trail.Point last = points.getLast();
        page.entry(
                "path",
                "%s: step %s, loss %s, at %s → step %s, loss %s, at %s; %s"
                        .formatted(
                                trail.name(),
                                Numbers.count(first.step()),
                                Numbers.measure(first.loss()),
                                place(first.x(), first.y()),
                                Numbers.count(last.step()),
                                Numbers.measure(last.loss()),
                                place(last.x(), last.y()),
                                Numbers.count(points.size(), "point")));
        page.entry(
                "path",
                "its losses differ from those at the nearest points of the %s by %s at most"
                        .formatted(
                                landscape.y().isPresent() ? "plane" : "line",
                                Numbers.digits(trail.gap())));
    }
}
