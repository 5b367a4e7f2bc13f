package rookery.cli;

import rookery.explain.Contribution;
import rookery.explain.ForwardPass;
import rookery.explain.Paths;
import rookery.explain.RowGradient;
import rookery.explain.TopWeights;
import rookery.explain.WeightStep;
import rookery.explain.Why;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What {@link WhyCommand} prints for people. */
final class WhyPage {

    /** Numbers of a layer that are shown. */
    private static final int UNITS = 8;

    /** Paths that are shut, of those shown. */
    private static final int EXAMPLES = 2;

    /** Stages of the shortest paths through two hidden layers. */
    private static final int DEEP = 5;

    private static final Pattern NODE = Pattern.compile("(.*)\\.[yz]\\[(\\d+)]");
    private static final Pattern INPUT = Pattern.compile("x\\[(\\d+)]");

    private final Page page;
    private final int show;

    /**
     * A page.
     *
     * @param show how many paths and rows
     */
    WhyPage(Console console, int show) {
        page = new Page(console);
        this.show = show;
    }

    void title(String what, String model, String weight, String connects) {
        page.entry(what, model);
        page.entry("weight", weight + ": " + connects);
    }

    void step(WeightStep batch, long steps) {
        page.entry(
                "step",
                "%s of 0 to %s, in epoch %s; %s in the batch, loss %s"
                        .formatted(
                                Numbers.count(batch.step()),
                                Numbers.count(steps - 1),
                                Numbers.count(batch.epoch()),
                                Numbers.count(batch.batchRows(), "row"),
                                Numbers.digits(batch.batchLoss())));
    }

    /** Where the row is: in the batch, or in place of its last row. */
    void place(WhyRow row, Why why, WeightStep batch) {
        OptionalInt place = why.inBatch(row.data(), row.position());
        page.entry(
                "row",
                place.isPresent()
                        ? "%s, for %s: number %s of the batch, from 0"
                                .formatted(row.number(), row.set(), place.getAsInt())
                        : ("%s, for %s, is not in this step's batch: shown is what it would have"
                                        + " added in place of the batch's last row")
                                .formatted(row.number(), row.set()));
    }

    /** A row of other data. */
    void alone(String data, int row) {
        page.entry("row", "%s of %s, in inference mode".formatted(row, data));
    }

    void row(RowGradient row) {
        page.space();
        forward(row.forward());
        int shown = 0;
        for (Paths.Path path : shown(row.paths())) {
            page.space();
            path(++shown, path, row);
        }
        page.space();
        page.entry("paths", paths(row, shown));
        if (row.layers().size() >= DEEP) layers(row.layers());
        sums(row);
        if (row.gradientCheck().isPresent()) check(row);
        row.contribution().ifPresent(part -> page.entry("part", part(part, row.rowWeight())));
    }

    private void sums(RowGradient row) {
        page.entry(
                "sum",
                "%s over all paths, whose magnitudes add up to %s"
                        .formatted(
                                Numbers.digits(row.pathSum()),
                                Numbers.digits(row.pathMagnitude())));
        row.throughStatistics()
                .ifPresent(through ->
                        page.entry(
                                "others",
                                "%s through mean and variance of the batch, by way of the other rows"
                                        .formatted(Numbers.digits(through))));
        page.entry(
                "gradient",
                "%s of the row's loss, by the layers' own way back; the sum differs by %s"
                        .formatted(
                                Numbers.digits(row.gradient()),
                                Numbers.digits(row.pathDifference())));
    }

    private void check(RowGradient row) {
        page.entry(
                "check",
                "%s by a difference of losses, the weight moved by ±%s; up to %s off"
                        .formatted(
                                Numbers.digits(row.gradientCheck().orElseThrow()),
                                Numbers.digits(row.gradientCheckStep().orElseThrow()),
                                Numbers.digits(row.gradientCheckTolerance().orElseThrow())));
    }

    private static String part(double part, float weight) {
        String of = Numbers.digits(part) + " of the batch's gradient";
        return weight == 1 ? of : of + ": the row has weight " + Numbers.digits(weight);
    }

    private void forward(ForwardPass forward) {
        page.entry("forward", "inputs: " + named(forward.inputs()));
        for (ForwardPass.Numbers layer : forward.layers()) {
            if (!layer.z().isEmpty())
                page.entry("forward", layer.layer() + ".z: " + numbers(layer.z()));
            page.entry("forward", layer.layer() + ".y: " + numbers(layer.y()));
        }
        page.entry("forward", "outputs: " + named(forward.outputs()));
        page.entry("forward", "targets: " + named(forward.targets()));
        page.entry("forward", "loss: " + Numbers.digits(forward.loss()));
    }

    private static String named(List<ForwardPass.Number> numbers) {
        return shortened(
                numbers.stream().map(n -> n.name() + " " + Numbers.digits(n.value())).toList(),
                ", ");
    }

    private static String numbers(List<Float> numbers) {
        return shortened(numbers.stream().map(Numbers::digits).toList(), "  ");
    }

    private static String shortened(List<String> all, String between) {
        if (all.size() <= UNITS) return String.join(between, all);
        return String.join(between, all.subList(0, UNITS))
                + " … ("
                + Numbers.count(all.size())
                + ")";
    }

    private void path(int number, Paths.Path path, RowGradient row) {
        String label = "path " + number;
        page.entry(label, String.join(" → ", path.nodes()) + output(path, row.forward()));
        int width =
                path.factors().stream().mapToInt(f -> name(f, row).length()).max().orElseThrow();
        for (int k = 0; k < path.factors().size(); k++) {
            Paths.Factor factor = path.factors().get(k);
            String name = name(factor, row);
            String shut = factor.value() == 0 ? "   shut" : "";
            page.line(
                    label,
                    (k == 0 ? "  " : "× ")
                            + name
                            + " ".repeat(width - name.length() + 2)
                            + Numbers.digits(factor.value())
                            + shut);
        }
        double share =
                row.pathMagnitude() == 0 ? 0 : Math.abs(path.product()) / row.pathMagnitude();
        page.line(
                label,
                "= %s%s"
                        .formatted(
                                Numbers.digits(path.product()),
                                path.product() == 0
                                        ? ""
                                        : ", %s of the paths' magnitudes"
                                                .formatted(percent(share))));
    }

    /** What the last node is called, if it is an output. */
    private static String output(Paths.Path path, ForwardPass forward) {
        Matcher node = NODE.matcher(path.nodes().getLast());
        if (!node.matches() || !node.group(1).equals(forward.layers().getLast().layer())) return "";
        return " (" + forward.outputs().get(Integer.parseInt(node.group(2))).name() + ")";
    }

    /** An input by its column. */
    private static String name(Paths.Factor factor, RowGradient row) {
        Matcher input = INPUT.matcher(factor.name());
        return input.matches()
                ? row.forward().inputs().get(Integer.parseInt(input.group(1))).name()
                : factor.name();
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }

    private static String count(double count) {
        return count < 1e15 ? Numbers.count((long) count) : Numbers.digits(count);
    }

    /** The strongest, and of those that are shut no more than an example. */
    private List<Paths.Path> shown(List<Paths.Path> paths) {
        long open = paths.stream().filter(path -> path.product() != 0).count();
        return paths.subList(0, (int) Math.min(Math.min(show, paths.size()), open + EXAMPLES));
    }

    private static String paths(RowGradient row, int shown) {
        String paths = count(row.pathCount()) + (row.pathCount() == 1 ? " path" : " paths");
        if (row.pathsShut() == row.pathCount()) return paths + ", shut by a factor of 0";
        String shut =
                row.pathsShut() == 0
                        ? ""
                        : ", %s of them shut by a factor of 0".formatted(count(row.pathsShut()));
        double magnitude = 0;
        for (Paths.Path path : row.paths().subList(0, shown)) magnitude += Math.abs(path.product());
        return shown == row.pathCount()
                ? paths + shut
                : "%s%s; the %s shown are %s of their magnitudes"
                        .formatted(
                                paths,
                                shut,
                                Numbers.count(shown),
                                percent(magnitude / row.pathMagnitude()));
    }

    /** Exact totals, layer by layer. */
    private void layers(List<Paths.LayerTotal> layers) {
        List<List<String>> cells = new ArrayList<>();
        for (Paths.LayerTotal layer : layers)
            cells.add(
                    List.of(
                            layer.name(),
                            Numbers.digits(layer.total()),
                            strongest(layer.through())));
        page.space();
        page.table(List.of("stage", "total", "strongest nodes, by number"), cells);
        page.space();
    }

    private static String strongest(List<Double> through) {
        return IntStream.range(0, through.size())
                .boxed()
                .filter(k -> through.get(k) != 0)
                .sorted(Comparator.comparingDouble((Integer k) -> -Math.abs(through.get(k))))
                .limit(3)
                .map(k -> k + ": " + Numbers.digits(through.get(k)))
                .collect(Collectors.joining(", "));
    }

    void batch(WeightStep step, String optimizer) {
        page.space();
        step.rowContributions().ifPresent(this::contributions);
        step.contributionsSum().ifPresent(sum -> page.entry("sum", sum(sum, step)));
        step.batchGradient()
                .ifPresent(g ->
                        page.entry(
                                "gradient",
                                Numbers.exact(g) + " of the batch, as training computed it"));
        page.entry(
                "optimizer",
                optimizer + "; rate of this step " + Numbers.digits(step.learningRate()));
        if (!step.batchGradient().equals(step.optimizerGradient()))
            page.entry(
                    "optimizer",
                    "made of the gradient "
                            + Numbers.exact(step.optimizerGradient().orElseThrow()));
        for (WeightStep.Slot slot : step.state())
            page.entry(
                    "state",
                    "%s %s → %s"
                            .formatted(
                                    slot.name(),
                                    Numbers.exact(slot.before()),
                                    Numbers.exact(slot.after())));
        page.entry(
                "weight",
                "%s → %s, changed by %s"
                        .formatted(
                                Numbers.exact(step.weightBefore()),
                                Numbers.exact(step.weightAfter()),
                                Numbers.digits(step.update())));
        step.notes().forEach(note -> page.entry("note", note));
    }

    private static String sum(double sum, WeightStep step) {
        String mean = weighted(step) ? "weighted mean" : "mean";
        String text = Numbers.digits(sum) + " over all rows: the " + mean + " of their gradients";
        return step.regularizer() == 0
                ? text
                : text + "; the regularizer adds " + Numbers.digits(step.regularizer());
    }

    /** Whether rows count differently. */
    private static boolean weighted(WeightStep step) {
        double n = step.batchRows();
        return step.rowContributions().orElseThrow().stream()
                .anyMatch(row ->
                        !(Math.abs(n * row.value() - row.gradient())
                                <= 1e-5 * Math.abs(row.gradient())));
    }

    private void contributions(List<Contribution> rows) {
        page.table(
                List.of("row", "gradient of its loss", "part of the batch's gradient"),
                rows.stream()
                        .limit(show)
                        .map(row ->
                                List.of(
                                        String.valueOf(row.row()),
                                        Numbers.digits(row.gradient()),
                                        Numbers.digits(row.value())))
                        .toList());
        if (rows.size() > show) {
            double rest = rows.stream().skip(show).mapToDouble(Contribution::value).sum();
            page.entry(
                    "…",
                    "%s more, together %s"
                            .formatted(
                                    Numbers.count(rows.size() - show, "row"),
                                    Numbers.digits(rest)));
        }
        page.space();
    }

    void top(String run, TopWeights top) {
        page.entry("run", run);
        page.entry("step", Numbers.count(top.step()));
        page.space();
        page.table(
                List.of("weight", "gradient", "update", "change of the loss"),
                top.weights().stream()
                        .map(mover ->
                                List.of(
                                        mover.weight(),
                                        Numbers.digits(mover.gradient()),
                                        Numbers.digits(mover.update()),
                                        Numbers.digits(mover.change())))
                        .toList());
        page.space();
        for (TopWeights.Mover mover : top.weights())
            page.entry("weights", mover.weight() + ": " + mover.connects());
        page.entry(
                "predicted",
                "%s by all weights together, gradient times update"
                        .formatted(Numbers.digits(top.predictedChange())));
        page.entry(
                "actual",
                "%s: the batch's loss went from %s to %s"
                        .formatted(
                                Numbers.digits(top.change()),
                                Numbers.digits(top.lossBefore()),
                                Numbers.digits(top.lossAfter())));
    }
}
