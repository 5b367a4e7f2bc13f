package rookery.report;

import rookery.Fit;
import rookery.History;
import rookery.Learner;
import rookery.Sequential;
import rookery.formats.DataReport;
import rookery.formats.ModelFile;
import rookery.formats.RunDescription;
import rookery.layers.Layer;
import rookery.losses.Loss;
import rookery.optimizers.Optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** What was trained on what, and how it went: data, network, curves. */
final class Ingredients {

    /** Rows of a table about columns. */
    private static final int COLUMNS = 1000;

    /** Rows from which on the table is folded, as it would bury what follows. */
    private static final int FOLDED = 60;

    private static final String VALIDATION = "val_";
    private static final String RATE = "learning_rate";

    private final HtmlPage page;
    private final Html main;
    private final Report report;

    Ingredients(HtmlPage page, Report report) {
        this.page = page;
        main = page.main();
        this.report = report;
    }

    void put() {
        data();
        network();
        curves();
    }

    private void data() {
        ReportHtml.heading(main, "data");
        RunDescription description = report.run().description();
        if (report.run().report().isEmpty()) {
            main.missing("No table", "the run was trained on numbers of a program");
            return;
        }
        DataReport data = report.run().report().get();
        main.open("dl");
        description.data().ifPresent(it -> main.entry("source", it.source()));
        description.validationData().ifPresent(it -> main.entry("validation", it.source()));
        main.entry("task", data.task());
        int left = data.rows().leftOut().values().stream().mapToInt(n -> n).sum();
        main.entry(
                "rows",
                "%s of the table: %s for training, %s for validation, %s left out"
                        .formatted(
                                Amounts.count(data.rows().total()),
                                Amounts.count(data.rows().training()),
                                Amounts.count(data.rows().validation()),
                                Amounts.count(left)));
        main.close();
        leftOut("Rows left out, and why", data.rows().leftOut());
        leftOut("Validation rows left out, and why", data.rows().validationLeftOut());
        columns(data.columns());
        data.notes().forEach(main::paragraph);
        report.run().gap().ifPresent(gap -> main.missing("Not all was recorded", gap));
    }

    private void leftOut(String caption, Map<String, Integer> reasons) {
        if (reasons.isEmpty()) return;
        main.table(
                caption,
                List.of("reason", " rows"),
                reasons.entrySet().stream()
                        .map(e -> List.of(e.getKey(), Amounts.count(e.getValue())))
                        .toList());
    }

    private void columns(List<DataReport.Column> columns) {
        List<DataReport.Column> shown = columns.subList(0, Math.min(COLUMNS, columns.size()));
        String caption =
                shown.size() < columns.size()
                        ? "The first %s of %s columns, and what became of them"
                                .formatted(
                                        Amounts.count(shown.size()), Amounts.count(columns.size()))
                        : "Columns, and what became of them";
        boolean folded = shown.size() > FOLDED;
        if (folded) main.open("details").element("summary", caption);
        main.table(
                caption,
                List.of("column", "encoding"),
                shown.stream().map(c -> List.of(c.name(), c.fate())).toList());
        if (folded) main.close();
    }

    private void network() {
        ReportHtml.heading(main, "network");
        RunDescription description = report.run().description();
        Learner learner = description.learner();
        Sequential network = learner.network();
        List<List<String>> rows = new ArrayList<>();
        for (int k = 0; k < network.layers().size(); k++)
            rows.add(
                    List.of(
                            network.names().get(k),
                            Layer.NAMES.describe(network.layers().get(k)),
                            Amounts.count(network.width(k)),
                            Amounts.count(network.width(k + 1)),
                            Amounts.count(
                                    network.parametersOf(k).stream()
                                            .mapToLong(spec -> spec.count())
                                            .sum())));
        main.table(
                "Layers: %s and %s"
                        .formatted(
                                Amounts.count(network.inputs(), "input"),
                                Amounts.count(network.parameterCount(), "parameter")),
                List.of("layer", "kind", " inputs", " outputs", " parameters"),
                rows);
        drawing();
        learning(description);
    }

    private void learning(RunDescription description) {
        Learner learner = description.learner();
        Fit fit = description.fit();
        main.open("dl");
        main.entry("loss", Loss.NAMES.describe(learner.loss()));
        main.entry("optimizer", Optimizer.NAMES.describe(learner.optimizer()));
        main.entry(
                "batches",
                fit.batchSize() == Fit.FULL_BATCH
                        ? "all rows a step"
                        : Amounts.count(fit.batchSize(), "row") + " a step");
        main.entry("epochs", Amounts.count(fit.epochs()) + " at most");
        description.patience().ifPresent(n -> main.entry("patience", Amounts.count(n, "epoch")));
        description
                .reduceOnPlateau()
                .ifPresent(n -> main.entry("rate lowered after", Amounts.count(n, "epoch")));
        if (!fit.classWeights().isEmpty()) main.entry("classes", "weighted alike");
        main.close();
    }

    private void drawing() {
        switch (report.model()) {
            case Part.Missing<ModelFile>(String why) -> main.missing("No drawing", why);
            case Part.Known<ModelFile>(ModelFile file) -> {
                String title = "The network of " + report.run().name();
                main.open("figure")
                        .open(
                                "div",
                                "class",
                                "drawing",
                                "tabindex",
                                "0",
                                "role",
                                "region",
                                "aria-label",
                                "The network, drawn")
                        .markup(onPage(NetworkDrawing.of(title, file)))
                        .close()
                        .close();
            }
        }
    }

    /** As the page is: dark on screens, if it is to be, but light on paper. */
    private String onPage(Picture picture) {
        return page.theme() == Theme.DARK
                ? picture.svg(Theme.AUTOMATIC).replace(Theme.DARK_SCREENS, "@media screen")
                : picture.svg(page.theme());
    }

    private void curves() {
        ReportHtml.heading(main, "curves");
        switch (report.history()) {
            case Part.Missing<History>(String why) -> main.missing("No history", why);
            case Part.Known<History>(History history) when history.epochs() == 0 ->
                    main.missing("No history", "the run ended before its first epoch");
            case Part.Known<History>(History history) -> curves(history);
        }
    }

    private void curves(History history) {
        List<Double> epochs =
                IntStream.rangeClosed(1, history.epochs()).mapToObj(k -> (double) k).toList();
        main.open("div", "class", "figures");
        for (String name : history.names()) {
            if (name.startsWith(VALIDATION)) continue;
            boolean rate = name.equals(RATE);
            if (rate && history.get(name).stream().distinct().count() == 1) continue;
            List<CurveData.Line> lines = new ArrayList<>();
            lines.add(
                    new CurveData.Line(rate ? RATE : "training", epochs, history.get(name))
                            .thinned());
            if (history.names().contains(VALIDATION + name))
                lines.add(
                        new CurveData.Line("validation", epochs, history.get(VALIDATION + name))
                                .thinned());
            boolean log = name.equals("loss") && ratio(lines) > 100;
            page.data(
                    "curve-" + name,
                    new CurveData(
                            name + " of each epoch",
                            log,
                            List.of(new CurveData.View("epoch", lines))));
            main.chart("curves", "curve-" + name, name + (log ? ", on a logarithmic axis" : ""));
        }
        main.close();
        main.element(
                "p",
                "Training values are means over the epoch while the weights change, in training"
                        + " mode; validation values are those at the end of the epoch.",
                "class",
                "faint");
        numbers(history);
    }

    /** How far values lie apart; 0 where not all are positive. */
    private static double ratio(List<CurveData.Line> lines) {
        double[] finite =
                lines.stream()
                        .flatMapToDouble(l -> l.y().stream().mapToDouble(v -> v))
                        .filter(Double::isFinite)
                        .toArray();
        double low = DoubleStream.of(finite).min().orElse(0);
        return low > 0 ? DoubleStream.of(finite).max().orElse(0) / low : 0;
    }

    private void numbers(History history) {
        int last = history.epochs() - 1;
        int most = 20;
        List<Integer> shown =
                IntStream.rangeClosed(0, Math.min(most, last))
                        .map(k -> (int) ((long) k * last / Math.max(1, Math.min(most, last))))
                        .boxed()
                        .toList();
        List<String> header = new ArrayList<>(List.of("epoch"));
        history.names().forEach(name -> header.add(" " + name));
        List<List<String>> rows = new ArrayList<>();
        for (int epoch : shown) {
            List<String> row = new ArrayList<>(List.of(Amounts.count(epoch + 1)));
            history.epoch(epoch).values().forEach(value -> row.add(Amounts.measure(value)));
            rows.add(row);
        }
        main.open("details").element("summary", "Curves as numbers");
        main.table(
                shown.size() <= last ? "Some epochs, the last one included" : "All epochs",
                header,
                rows);
        main.close();
    }
}
