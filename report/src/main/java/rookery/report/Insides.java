package rookery.report;

import rookery.explain.Activity;
import rookery.explain.LayerActivity;
import rookery.explain.UnitActivity;
import rookery.explain.landscape.Landscape;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the network does inside: activity of its units, the landscape of its loss. */
final class Insides {

    private static final int UNITS = 512;
    private static final int LAYERS = 20;

    private final HtmlPage page;
    private final Html main;
    private final Report report;

    Insides(HtmlPage page, Report report) {
        this.page = page;
        main = page.main();
        this.report = report;
    }

    void put() {
        ReportHtml.heading(main, "activity");
        switch (report.activity()) {
            case Part.Missing<Activity>(String why) -> main.missing("No activity", why);
            case Part.Known<Activity>(Activity activity) -> activity(activity);
        }
        ReportHtml.heading(main, "landscape");
        switch (report.landscape()) {
            case Part.Missing<Landscape>(String why) -> main.missing("No landscape", why);
            case Part.Known<Landscape>(Landscape landscape) ->
                    LandscapeHtml.put(page, "landscape", landscape, List.of());
        }
    }

    private void activity(Activity activity) {
        List<LayerActivity> layers =
                activity.layers().subList(0, Math.min(LAYERS, activity.layers().size()));
        List<Map<String, Object>> data = new ArrayList<>();
        for (LayerActivity layer : layers) {
            List<UnitActivity> units = layer.units();
            data.add(
                    Map.of(
                            "name", layer.name(),
                            "count", units.size(),
                            "units", units.subList(0, Math.min(UNITS, units.size()))));
        }
        page.data("activity", Map.of("layers", data));
        main.chart(
                "activity",
                "activity",
                "A cell a unit: the brighter, the more of the %s switch it on."
                        .formatted(Amounts.count(activity.rows(), "training row")));
        main.table(
                "Activity of each layer on the training rows, in inference mode",
                List.of(
                        "layer",
                        "activation",
                        "on where",
                        " on",
                        " dead",
                        " always on",
                        " saturated",
                        " gradient"),
                activity.layers().stream().map(Insides::cells).toList());
    }

    private static List<String> cells(LayerActivity layer) {
        return List.of(
                layer.name(),
                layer.activation(),
                layer.onWhere(),
                Amounts.percent(layer.on()),
                Amounts.count(layer.dead().size()),
                Amounts.count(layer.alwaysOn().size()),
                layer.saturated().map(Amounts::percent).orElse("–"),
                Amounts.measure(layer.gradient()));
    }
}
