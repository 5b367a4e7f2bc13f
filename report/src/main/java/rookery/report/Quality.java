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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

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
            case Part.Missing<HeldOut>(String why) -> main.missing("No predictions", why);
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
            main.missing("No residuals", why);
        else if (report.confusion() instanceof Part.Missing<ConfusionMatrix>(String why))
            main.missing("No confusion matrix", why);
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
        numbers(residuals);
    }

    private void numbers(Residuals residuals) {
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
            case Part.Missing<Calibration>(String why) -> main.missing("No calibration", why);
            case Part.Known<Calibration>(Calibration calibration) -> calibration(calibration);
        }
    }

    /** What its chart is drawn from. */
    private record Reliability(
            String title, boolean counted, List<String> labels, List<Calibration.Bin> bins) {}

    private void calibration(Calibration calibration) {
        boolean classes = calibration.classes();
        page.data(
                "reliability",
                new Reliability(
                        "Reliability diagram",
                        classes,
                        classes
                                ? List.of("confidence", "share that is right")
                                : List.of("interval's level", "share within"),
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
                    main.missing("No importance", why);
            case Part.Known<PermutationImportance>(PermutationImportance it) -> importance(it);
        }
        switch (report.dependence()) {
            case Part.Missing<List<PartialDependence>>(String why) ->
                    main.missing("No partial dependence", why);
            case Part.Known<List<PartialDependence>>(List<PartialDependence> all) -> {
                main.open("div", "class", "figures");
                int answer = mostVaried(all);
                for (int k = 0; k < all.size(); k++) dependence(k, all.get(k), answer);
                main.close();
            }
        }
    }

    /** A column's importance by the loss, with its interval. */
    private record Bar(String name, double mean, double low, double high) {

        static Bar of(PermutationImportance.ColumnImportance column) {
            PermutationImportance.Worse worse = column.worse().get("loss");
            return new Bar(column.column(), worse.mean(), worse.low(), worse.high());
        }

        List<String> cells() {
            return List.of(
                    name, Amounts.measure(mean), Amounts.measure(low), Amounts.measure(high));
        }
    }

    private void importance(PermutationImportance importance) {
        List<PermutationImportance.ColumnImportance> columns =
                importance.columns().subList(0, Math.min(COLUMNS, importance.columns().size()));
        List<Bar> bars = columns.stream().map(Bar::of).toList();
        page.data(
                "importance",
                Map.of(
                        "title", "Importance of each column",
                        "label", "loss becomes larger by",
                        "rows", bars));
        main.chart(
                "bars",
                "importance",
                ("By how much the loss of %s %s rows grows when a column's values are shuffled"
                     + " among them: the mean of %d orders, with its %s interval for these rows."
                     + " Columns that tell the same share their importance. Gray: the interval"
                     + " reaches down to 0 or below.")
                        .formatted(
                                Amounts.count(importance.rows()),
                                importance.rowSet().name().toLowerCase(Locale.ROOT),
                                importance.repeats(),
                                Amounts.percent(importance.confidence()).replace(".0", "")));
        main.open("details").element("summary", "Importance as numbers");
        main.table(
                "Growth of the loss",
                List.of("column", " mean", " from", " to"),
                bars.stream().map(Bar::cells).toList());
        main.close();
    }

    /** What a chart of partial dependence is drawn from: one answer, at the points that are drawn. */
    private record Dependence(
            String title,
            String column,
            String answer,
            List<Value> points,
            List<Double> means,
            List<RowCurve> curves) {

        private record Value(String label, Double number) {}

        private record RowCurve(int row, List<Double> values) {}

        static Dependence of(PartialDependence it, int answer) {
            List<Integer> drawn =
                    IntStream.range(0, it.points().size())
                            .filter(p -> !(it.numeric() && it.points().get(p).missing()))
                            .boxed()
                            .toList();
            String words = it.answers().get(answer).words();
            return new Dependence(
                    "%s as %s changes".formatted(words, it.column()),
                    it.column(),
                    words,
                    drawn.stream().map(it.points()::get).map(Dependence::value).toList(),
                    drawn.stream().map(it.means().get(answer)::get).toList(),
                    it.curves().stream().map(c -> curve(c, answer, drawn)).toList());
        }

        private static Value value(PartialDependence.Point point) {
            return new Value(
                    point.label(),
                    point.number().isPresent() ? point.number().getAsDouble() : null);
        }

        private static RowCurve curve(
                PartialDependence.RowCurve curve, int answer, List<Integer> drawn) {
            List<Double> values = curve.values().get(answer);
            return new RowCurve(curve.row(), drawn.stream().map(values::get).toList());
        }
    }

    private void dependence(int k, PartialDependence it, int answer) {
        Dependence drawn = Dependence.of(it, answer);
        page.data("dependence-" + k, drawn);
        main.chart(
                "dependence",
                "dependence-" + k,
                "%s and all else stays: the mean of %s, and some rows by themselves."
                        .formatted(drawn.title(), Amounts.count(it.rows(), "row")));
    }

    /** Of two classes the one that every picture shows, of more the one whose probability varies most. */
    private static int mostVaried(List<PartialDependence> all) {
        List<Integer> shown = DependencePicture.of(all.getFirst()).shown();
        if (shown.size() == 1) return shown.getFirst();
        int answers = all.getFirst().means().size();
        double[] ranges = new double[answers];
        for (PartialDependence dependence : all)
            for (int a = 0; a < answers; a++) ranges[a] += range(dependence.means().get(a));
        int most = 0;
        for (int a = 1; a < answers; a++) if (ranges[a] > ranges[most] + 1e-6) most = a;
        return most;
    }

    private static double range(List<Double> values) {
        return values.stream().mapToDouble(v -> v).max().orElse(0)
                - values.stream().mapToDouble(v -> v).min().orElse(0);
    }
}
