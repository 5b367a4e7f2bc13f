package rookery.report;

import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Trail;

import java.util.ArrayList;
import java.util.List;

/** A landscape as a page of its own: to point at, to zoom into, and as numbers. */
public final class LandscapeHtml {

    private LandscapeHtml() {}

    /**
     * The file.
     *
     * @param title as a heading: {@code penguins-1: around the final weights}
     * @param notes what a reader must know beside the landscape's own
     */
    public static String html(String title, Landscape landscape, List<String> notes, Theme theme) {
        HtmlPage page = new HtmlPage(title, theme);
        String kind = landscape.y().isPresent() ? "Plane" : "Line";
        String name = landscape.name().replaceFirst("^line ", "");
        page.main().element("p", kind + ": " + name, "class", "lead");
        put(page, "landscape", landscape, notes);
        return page.document();
    }

    /** The figure, its notes and the path's numbers, on a page about more. */
    static void put(HtmlPage page, String id, Landscape landscape, List<String> notes) {
        page.data(id, landscape);
        Html main = page.main();
        main.chart("landscape", id, caption(landscape));
        List<String> all = new ArrayList<>(landscape.notes());
        all.addAll(notes);
        if (!all.isEmpty()) {
            main.open("ul");
            all.forEach(note -> main.element("li", note));
            main.close();
        }
        if (landscape.trails().isEmpty()) return;
        main.open("details").element("summary", "The paths as numbers");
        for (Trail trail : landscape.trails()) path(main, landscape, trail);
        main.close();
    }

    private static String caption(Landscape landscape) {
        String explained =
                landscape
                        .x()
                        .explained()
                        .map(first ->
                                " The axes hold %s and %s of the path's variance."
                                        .formatted(
                                                Amounts.percent(first),
                                                landscape
                                                        .y()
                                                        .flatMap(Axis::explained)
                                                        .map(Amounts::percent)
                                                        .orElse("none")))
                        .orElse("");
        String path =
                landscape.y().isPresent()
                        ? "A path begins at its light marker and ends at its large one."
                        : "Markers are the losses of a path, where it is next to the line.";
        return "Loss in inference mode: %s. %s".formatted(landscape.name(), path) + explained;
    }

    private static void path(Html main, Landscape landscape, Trail trail) {
        List<String> header = new ArrayList<>(List.of("step", " " + landscape.x().label()));
        landscape.y().ifPresent(y -> header.add(" " + y.label()));
        header.addAll(List.of(" distance", " loss on the plane", " loss"));
        List<List<String>> rows = new ArrayList<>();
        for (Trail.Point point : trail.points()) {
            List<String> row =
                    new ArrayList<>(
                            List.of(Amounts.count(point.step()), Amounts.measure(point.x())));
            if (landscape.y().isPresent()) row.add(Amounts.measure(point.y()));
            row.add(Amounts.measure(point.distance()));
            row.add(Amounts.measure(point.projectedLoss()));
            row.add(Amounts.measure(point.loss()));
            rows.add(row);
        }
        main.table(trail.name(), header, rows);
    }
}
