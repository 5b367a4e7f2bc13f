package rookery.cli;

import rookery.Fit;
import rookery.explain.Steps;
import rookery.explain.Steps.Order;
import rookery.explain.Steps.Step;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The steps of a run as a person reads them. */
record StepsPage(Console console, Fit fit, Steps steps) {

    private static final int LABEL = 10;
    private static final int FIRST_ROWS = 6;

    /** Prints them; all rows of each batch, or the first that fit on a line. */
    void print(boolean allRows) {
        Page page = new Page(console);
        page.entry("run", steps.run() + ": " + place());
        if (steps.steps().size() < steps.range().count())
            page.entry(
                    "note",
                    "these are the first %s of %s; --limit N shows more"
                            .formatted(
                                    Numbers.count(steps.steps().size()),
                                    Numbers.count(steps.range().count(), "step")));
        page.entry("order", order());
        page.space();
        page.table(
                List.of(
                        "step",
                        "rate",
                        "gradient",
                        "update",
                        "loss",
                        "after",
                        "predicted",
                        "actual",
                        "alpha"),
                steps.steps().stream().map(StepsPage::cells).toList());
        page.space();
        page.entry("gradient", "its length, before the optimizer changes it");
        page.entry("predicted", "change of this batch's loss: gᵀΔ + ½·ΔᵀHΔ for the update Δ");
        page.entry("alpha", "-1 no step, 0 to the lowest point for this batch, above 1 worse");
        page.entry("", "than before; none where the loss does not curve upwards on the way");
        page.space();
        for (Step step : steps.steps())
            page.entry("rows " + step.step(), allRows ? rows(step.rows()) : beginning(step.rows()));
    }

    private String place() {
        Step first = steps.steps().getFirst();
        Step last = steps.steps().getLast();
        String which =
                first.epoch() == last.epoch()
                        ? "epoch " + first.epoch()
                        : "epochs %d to %d".formatted(first.epoch(), last.epoch());
        return "%s, %s of 0 to %d"
                .formatted(
                        first == last
                                ? "step " + first.step()
                                : "steps %d to %d".formatted(first.step(), last.step()),
                        which,
                        (steps.stepsTaken() - 1) / steps.stepsPerEpoch());
    }

    private String order() {
        Order order = steps.order();
        if (!fit.shuffle() && fit.rowOrder().isEmpty())
            return "the rows' own, the same in each epoch";
        return "%s: epoch %d begins with rows %s, epoch %d with %s"
                .formatted(
                        fit.rowOrder().isPresent() ? "as told" : "drawn anew for each epoch",
                        order.epoch(),
                        first(order.rows()),
                        order.otherEpoch(),
                        first(order.otherRows()));
    }

    private static String first(List<Integer> rows) {
        return rows(rows.subList(0, Math.min(FIRST_ROWS, rows.size())))
                + (rows.size() > FIRST_ROWS ? " …" : "");
    }

    private static String rows(List<Integer> rows) {
        return rows.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /** As many as fit on a line, and how many there are. */
    private String beginning(List<Integer> rows) {
        String all = rows(rows);
        int room = console.width() - LABEL;
        if (all.length() <= room) return all;
        String end = " … " + Numbers.count(rows.size(), "row");
        return all.substring(0, all.lastIndexOf(' ', room - end.length())) + end;
    }

    private static List<String> cells(Step step) {
        return List.of(
                String.valueOf(step.step()),
                short3(step.learningRate()),
                short3(step.gradientNorm()),
                short3(step.updateNorm()),
                Numbers.measure(step.lossBefore()),
                Numbers.measure(step.lossAfter()),
                short3(step.predictedChange()),
                short3(step.actualChange()),
                step.alpha().map(alpha -> String.format(Locale.ROOT, "%.2f", alpha)).orElse("-"));
    }

    /** Three digits: 0.0123, -1.23e-05. */
    private static String short3(double value) {
        double size = Math.abs(value);
        if (size == 0 || !Double.isFinite(value)) return String.valueOf(value);
        if (size < 1e-3 || size >= 1e4) return String.format(Locale.ROOT, "%.2e", value);
        int decimals =
                size < 0.01
                        ? 5
                        : size < 0.1 ? 4 : size < 1 ? 3 : size < 10 ? 2 : size < 100 ? 1 : 0;
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}
