package rookery.cli;

import rookery.explain.Activity;
import rookery.explain.LayerActivity;
import rookery.explain.UnitActivity;
import rookery.explain.UpdateRatio;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What each layer's units do, a table a layer. */
final class ActivityPage {

    /** Units shown one by one; of more, their quantiles. */
    private static final int UNITS = 16;

    private static final List<String> QUANTILES =
            List.of("least", "quarter", "median", "3 quarters", "most");

    private final Page page;
    private final Activity activity;

    ActivityPage(Page page, Activity activity) {
        this.page = page;
        this.activity = activity;
    }

    void print() {
        for (LayerActivity layer : activity.layers()) {
            page.space();
            head(layer);
            page.space();
            units(layer);
            if (layer.tensors().isEmpty()) continue;
            page.space();
            tensors(layer);
        }
    }

    private void head(LayerActivity layer) {
        List<String> words = new ArrayList<>();
        words.add(Numbers.count(layer.units().size(), "unit"));
        if (layer.frozen()) words.add("frozen");
        if (!layer.kind().equals("dense") && !layer.kind().equals("activation"))
            words.add(layer.kind());
        else if (!layer.activation().equals("linear")) words.add(layer.activation());
        page.entry("layer", layer.name() + ": " + String.join(", ", words));
        page.entry(
                "on",
                "%s of units and rows, where %s"
                        .formatted(Numbers.measure(layer.on()), layer.onWhere()));
        page.entry("output", Numbers.measure(layer.mean()) + " ± " + Numbers.measure(layer.std()));
        layer.saturated().ifPresent(part -> page.entry("saturated", Numbers.measure(part)));
        if (!layer.dead().isEmpty()) page.entry("dead", names(layer.dead(), layer));
        if (!layer.alwaysOn().isEmpty()) page.entry("always on", names(layer.alwaysOn(), layer));
        if (layer.linear())
            page.entry("note", "on these rows the layer is linear: no unit goes on and off");
        page.entry(
                "gradient",
                Double.isNaN(layer.gradient())
                        ? "none of a row: the loss is one of the batch as a whole"
                        : Numbers.measure(layer.gradient()) + " a row");
    }

    private static String names(List<Integer> units, LayerActivity layer) {
        return "%s of %s: %s"
                .formatted(
                        Numbers.count(units.size()),
                        Numbers.count(layer.units().size()),
                        units.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    }

    private void units(LayerActivity layer) {
        boolean saturates = layer.saturated().isPresent();
        List<String> header = new ArrayList<>(List.of("unit", "on", "mean", "deviation"));
        if (saturates) header.add("saturated");
        List<List<String>> rows = new ArrayList<>();
        if (layer.units().size() <= UNITS)
            for (UnitActivity unit : layer.units())
                rows.add(row(String.valueOf(unit.unit()), saturates, of -> of.applyAsDouble(unit)));
        else
            for (int q = 0; q < QUANTILES.size(); q++) {
                double part = q / (QUANTILES.size() - 1.0);
                rows.add(row(QUANTILES.get(q), saturates, of -> quantile(layer.units(), of, part)));
            }
        page.table(header, rows);
    }

    private static List<String> row(
            String name,
            boolean saturates,
            Function<ToDoubleFunction<UnitActivity>, Double> figure) {
        List<String> row = new ArrayList<>();
        row.add(name);
        row.add(Numbers.measure(figure.apply(UnitActivity::on)));
        row.add(Numbers.measure(figure.apply(UnitActivity::mean)));
        row.add(Numbers.measure(figure.apply(UnitActivity::std)));
        if (saturates)
            row.add(Numbers.measure(figure.apply(unit -> unit.saturated().orElseThrow())));
        return row;
    }

    /** Of the figures in order, the one nearest to this part of the way. */
    private static double quantile(
            List<UnitActivity> units, ToDoubleFunction<UnitActivity> figure, double part) {
        double[] sorted = units.stream().mapToDouble(figure).sorted().toArray();
        return sorted[(int) Math.round(part * (sorted.length - 1))];
    }

    private void tensors(LayerActivity layer) {
        List<String> header = new ArrayList<>(List.of("tensor", "length", "gradient"));
        if (activity.step().isPresent()) header.addAll(List.of("update", "update/length"));
        List<List<String>> rows = new ArrayList<>();
        for (LayerActivity.Tensor tensor : layer.tensors()) {
            List<String> row = new ArrayList<>();
            row.add(tensor.name());
            row.add(Numbers.measure(tensor.weight()));
            row.add(Numbers.measure(tensor.gradient()));
            activity.step()
                    .ifPresent(step -> {
                        UpdateRatio update = update(step, tensor.name());
                        row.add(Numbers.measure(update.update()));
                        row.add(
                                Double.isFinite(update.ratio())
                                        ? Numbers.measure(update.ratio())
                                        : "-");
                    });
            rows.add(row);
        }
        page.table(header, rows);
    }

    private static UpdateRatio update(Activity.Step step, String tensor) {
        return step.updates().stream()
                .filter(update -> update.tensor().equals(tensor))
                .findFirst()
                .orElseThrow();
    }
}
