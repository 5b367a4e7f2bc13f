package rookery.report;

import rookery.data.ClassTarget;
import rookery.explain.Calibration;
import rookery.explain.HeldOut;
import rookery.explain.Residuals;
import rookery.explain.importance.PartialDependence;
import rookery.explain.importance.PermutationImportance;
import rookery.formats.ModelFile;
import rookery.metrics.ConfusionMatrix;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/** How good the model is, and what it looks at: errors, calibration, importance. */
final class Quality {

    private static final int POINTS = 2000;
    private static final int BINS = 30;
    private static final int WORST = 10;
    private static final int COLUMNS = 50;

    private final HtmlPage page;
    private final Html main;
    private final Report report;

    Quality(HtmlPage page, Report report) {
        this.page = page;
        main = page.main();
        this.report = report;
    }

    void put() {
        ReportHtml.heading(main, "errors");
        switch (report.held()) {
            case Part.Missing<HeldOut>(String why) ->
                    ReportHtml.missing(main, "No predictions", why);
            case Part.Known<HeldOut>(HeldOut held) -> errors(held);
        }
        calibration();
        importance();
    }

    private void errors(HeldOut held) {
        main.paragraph(
                held.validation()
                        ? "On the %s, which the network did not learn from.".formatted(held.words())
                        : "On the %s: none were set apart, so new rows may fare worse."
                                .formatted(held.words()));
        if (report.confusion() instanceof Part.Known<ConfusionMatrix>(ConfusionMatrix matrix))
            confusion(matrix);
        else if (report.residuals() instanceof Part.Known<Residuals>(Residuals residuals))
            residuals(residuals);
        else if (classes().isEmpty()
                && report.residuals() instanceof Part.Missing<Residuals>(String why))
            ReportHtml.missing(main, "No residuals", why);
        else if (report.confusion() instanceof Part.Missing<ConfusionMatrix>(String why))
            ReportHtml.missing(main, "No confusion matrix", why);
    }

    private List<String> classes() {
        return report.model() instanceof Part.Known<ModelFile>(ModelFile file)
                        && file.encoding().isPresent()
                        && file.encoding().get().target() instanceof ClassTarget target
                ? target.classes()
                : List.of();
    }

    private void confusion(ConfusionMatrix matrix) {
        List<String> names = classes();
        page.data("confusion", Map.of("classes", names, "counts", matrix.counts()));
        main.chart(
                "matrix",
                "confusion",
                "Confusion matrix: a row is an actual class, a column a predicted one; a cell"
                    + " counts rows and is the darker the larger their share of the actual class."
                    + " Those predicted right have a frame.");
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < names.size(); k++)
            rows.add(
                    List.of(
                            names.get(k),
                            Amounts.count(matrix.count(k, k)),
                            Amounts.count(matrix.support(k)),
                            Amounts.measure(matrix.precision(k)),
                            Amounts.measure(matrix.recall(k)),
                            Amounts.measure(matrix.f1(k))));
        main.table(
                "Each class; accuracy is " + Amounts.measure(matrix.accuracy()),
                List.of("class", " right", " rows", " precision", " recall", " F1"),
                rows);
    }

    private void residuals(Residuals residuals) {
        List<Residuals.Row> all = residuals.rows();
        int shown = Math.min(POINTS, all.size());
        List<Residuals.Row> some = new ArrayList<>();
        for (long k = 0; k < shown; k++) some.add(all.get((int) (k * all.size() / shown)));
        String of =
                shown < all.size()
                        ? "%s of %s rows".formatted(Amounts.count(shown), Amounts.count(all.size()))
                        : Amounts.count(shown, "row");
        page.data(
                "predicted",
                Map.of("title", "Predicted against actual " + residuals.column(), "points", some));
        page.data(
                "residuals",
                Map.of(
                        "title", "How often residuals have which size",
                        "label", "actual − predicted",
                        "bins", residuals.histogram(BINS)));
        main.open("div", "class", "figures");
        main.chart(
                "scatter",
                "predicted",
                "%s, predicted against actual: %s. On the dashed line both are equal."
                        .formatted(residuals.column(), of));
        main.chart(
                "histogram", "residuals", "Residuals, actual − predicted; the dashed line is 0.");
        main.close();
        main.table(
                "Residuals of " + residuals.column(),
                List.of("measure", " value"),
                List.of(
                        List.of("mean", Amounts.measure(residuals.mean())),
                        List.of("mean absolute error", Amounts.measure(residuals.meanAbsolute())),
                        List.of(
                                "root mean squared error",
                                Amounts.measure(residuals.rootMeanSquared())),
                        List.of("R²", Amounts.measure(residuals.r2()))));
        main.open("details").element("summary", "Rows that are farthest off");
        main.table(
                "Rows count from 0",
                List.of("row", " actual", " predicted", " residual"),
                residuals.worst(WORST).stream()
                        .map(r ->
                                List.of(
                                        Integer.toString(r.row()),
                                        Amounts.measure(r.actual()),
                                        Amounts.measure(r.predicted()),
                                        Amounts.measure(r.residual())))
                        .toList());
        main.close();
    }

    private void calibration() {
        ReportHtml.heading(main, "calibration");
        switch (report.calibration()) {
            case Part.Missing<Calibration>(String why) ->
                    ReportHtml.missing(main, "No calibration", why);
            case Part.Known<Calibration>(Calibration calibration) -> calibration(calibration);
        }
    }

    private void calibration(Calibration calibration) {
        boolean classes = calibration.classes();
        page.data(
                "reliability",
                Map.of(
                        "title",
                        "Reliability diagram",
                        "counted",
                        classes,
                        "labels",
                        classes
                                ? List.of("confidence", "share that is right")
                                : List.of("interval's level", "share within"),
                        "bins",
                        calibration.bins()));
        main.paragraph(
                classes
                        ? "The expected calibration error is %s on %s: how far confidence and accuracy are apart, on average."
                                .formatted(
                                        Amounts.measure(calibration.error()),
                                        Amounts.count(calibration.rows(), "row"))
                        : "Of %s, the intervals hold %s more or less than they promise, on average."
                                .formatted(
                                        Amounts.count(calibration.rows(), "row"),
                                        Amounts.percent(calibration.error())));
        main.chart(
                "reliability",
                "reliability",
                classes
                        ? "Reliability diagram: rows by the probability of the predicted class; on"
                              + " the dashed line the network is as sure as it is right. Dotted"
                              + " gaps make up the error; larger points have more rows."
                        : "Coverage: the share of rows within the central interval of each level;"
                              + " on the dashed line the predicted standard deviations are right.");
        main.open("details").element("summary", "Calibration as numbers");
        main.table(
                classes ? "Bins of confidence that have rows" : "Levels",
                List.of(classes ? "confidence" : "level", " promised", " kept", " rows"),
                calibration.bins().stream().filter(b -> b.rows() > 0).map(this::bin).toList());
        main.close();
    }

    private List<String> bin(Calibration.Bin bin) {
        String range =
                bin.from() == bin.to()
                        ? String.format(Locale.ROOT, "%.2f", bin.to())
                        : String.format(Locale.ROOT, "%.3f – %.3f", bin.from(), bin.to());
        return List.of(
                range,
                Amounts.measure(bin.promised()),
                Amounts.measure(bin.kept()),
                Amounts.count(bin.rows()));
    }

    private void importance() {
        ReportHtml.heading(main, "importance");
        switch (report.importance()) {
            case Part.Missing<PermutationImportance>(String why) ->
                    ReportHtml.missing(main, "No importance", why);
            case Part.Known<PermutationImportance>(PermutationImportance it) -> importance(it);
        }
        switch (report.dependence()) {
            case Part.Missing<List<PartialDependence>>(String why) ->
                    ReportHtml.missing(main, "No partial dependence", why);
            case Part.Known<List<PartialDependence>>(List<PartialDependence> all) -> {
                main.open("div", "class", "figures");
                int answer = mostVaried(all);
                for (int k = 0; k < all.size(); k++) dependence(k, all.get(k), answer);
                main.close();
            }
        }
    }

    private void importance(PermutationImportance importance) {
        List<PermutationImportance.ColumnImportance> columns =
                importance.columns().subList(0, Math.min(COLUMNS, importance.columns().size()));
        List<Map<String, Object>> bars = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        for (PermutationImportance.ColumnImportance column : columns) {
            PermutationImportance.Worse worse = column.worse().get("loss");
            Map<String, Object> bar = new LinkedHashMap<>();
            bar.put("name", column.column());
            bar.put("mean", worse.mean());
            bar.put("low", worse.low());
            bar.put("high", worse.high());
            bars.add(bar);
            rows.add(
                    List.of(
                            column.column(),
                            Amounts.measure(worse.mean()),
                            Amounts.measure(worse.low()),
                            Amounts.measure(worse.high())));
        }
        page.data(
                "importance",
                Map.of(
                        "title",
                        "Importance of each column",
                        "label",
                        "loss becomes larger by",
                        "rows",
                        bars));
        main.chart(
                "bars",
                "importance",
                ("By how much the loss of %s %s rows grows when a column's values are shuffled"
                     + " among them: the mean of %d orders, with its %s interval for these rows."
                     + " Columns that tell the same share their importance. Gray: the interval"
                     + " holds 0.")
                        .formatted(
                                Amounts.count(importance.rows()),
                                importance.rowSet().name().toLowerCase(Locale.ROOT),
                                importance.repeats(),
                                Amounts.percent(importance.confidence()).replace(".0", "")));
        main.open("details").element("summary", "Importance as numbers");
        main.table("Growth of the loss", List.of("column", " mean", " from", " to"), rows);
        main.close();
    }

    private void dependence(int k, PartialDependence dependence, int shown) {
        List<Map<String, Object>> points = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        for (int p = 0; p < dependence.points().size(); p++) {
            PartialDependence.Point point = dependence.points().get(p);
            if (dependence.numeric() && point.missing()) continue;
            kept.add(p);
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("label", point.label());
            values.put("number", number(point.number()));
            points.add(values);
        }
        String words = dependence.answers().get(shown).words();
        page.data(
                "dependence-" + k,
                Map.of(
                        "title", "%s as %s changes".formatted(words, dependence.column()),
                        "column", dependence.column(),
                        "answer", words,
                        "points", points,
                        "means", kept.stream().map(dependence.means().get(shown)::get).toList(),
                        "curves",
                                dependence.curves().stream()
                                        .map(c ->
                                                Map.of(
                                                        "row", c.row(),
                                                        "values",
                                                                kept.stream()
                                                                        .map(
                                                                                c.values()
                                                                                                .get(
                                                                                                        shown)
                                                                                        ::get)
                                                                        .toList()))
                                        .toList()));
        main.chart(
                "dependence",
                "dependence-" + k,
                "%s as %s changes and all else stays: the mean of %s, and some rows by themselves."
                        .formatted(
                                words,
                                dependence.column(),
                                Amounts.count(dependence.rows(), "row")));
    }

    /** Of classes, the one whose probability varies most. */
    private static int mostVaried(List<PartialDependence> all) {
        int answers = all.getFirst().means().size();
        double[] ranges = new double[answers];
        for (PartialDependence dependence : all)
            for (int a = 0; a < answers; a++) ranges[a] += range(dependence.means().get(a));
        int most = 0;
        for (int a = 1; a < answers; a++) if (ranges[a] > ranges[most] + 1e-6) most = a;
        return most;
    }

    private static Double number(OptionalDouble number) {
        return number.isPresent() ? number.getAsDouble() : null;
    }

    private static double range(List<Double> values) {
        return values.stream().mapToDouble(v -> v).max().orElse(0)
                - values.stream().mapToDouble(v -> v).min().orElse(0);
    }
}
