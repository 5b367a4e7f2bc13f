package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import rookery.Learner;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.TableModel;
import rookery.data.UsedRows;
import rookery.explain.RowGradient;
import rookery.explain.TopWeights;
import rookery.explain.Weight;
import rookery.explain.WeightStep;
import rookery.explain.Why;
import rookery.formats.Replay;
import rookery.formats.RunFolder;
import rookery.tensor.ParameterSpec;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code rookery why}: why a step of a training changed a weight as it did. */
@Command(
        name = "why",
        abbreviateSynopsis = true,
        description = {
            "Explains what a step of a training did to a weight: what each row of the batch"
                    + " added to its gradient, what the optimizer made of it, and the new weight.",
            "With --row also that row's way through the network, and its gradient as a sum over"
                    + " paths. The step is taken again: all numbers are those of the training.",
            "With DATA, a row of them in the trained model, without a step."
        },
        footer = {
            "",
            "Examples:",
            "  rookery why penguins-1 --weight dense/kernel[0,0] --row 17 --step 230",
            "  rookery why penguins-1 --top 10"
        })
final class WhyCommand implements Callable<Integer> {

    private final Console console;

    @Mixin private ModelArgument model;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "DATA",
            description = "Other data than the run's own; then --row is a row of them.")
    private Optional<String> data;

    @Option(
            names = "--weight",
            paramLabel = "NAME",
            description = "A parameter and its place, as dense/kernel[0,0] or dense/bias[3].")
    private Optional<String> weight;

    @Option(
            names = "--row",
            paramLabel = "N",
            description = "A row of the table, from 0; of any set, in this step's batch or not.")
    private Optional<Integer> row;

    @Option(
            names = "--step",
            paramLabel = "N",
            description = "A step of the training, from 0; the last one unless told.")
    private Optional<Long> step;

    @Option(
            names = "--top",
            paramLabel = "N",
            description = "The weights that moved the loss most in the step, instead of one.")
    private Optional<Integer> top;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = {
                "How many paths and rows to show; 5 unless told.",
                "With --json how many paths, 1,000 unless told."
            })
    private Optional<Integer> show;

    @Mixin private CsvReading csv;
    @Mixin private CommonOptions common;

    WhyCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        show.ifPresent(n -> Wanted.check(n >= 1, "--show", n));
        top.ifPresent(n -> Wanted.check(n >= 1, "--top", n));
        row.ifPresent(n -> Wanted.check(n >= 0, "--row", n));
        step.ifPresent(n -> Wanted.check(n >= 0, "--step", n));
        if (top.isPresent() && weight.isPresent())
            throw new IllegalArgumentException("--top and --weight: pass one of the two");
        if (top.isPresent() && row.isPresent())
            throw new IllegalArgumentException(
                    "--top is about a step's whole batch, and --row about one weight: pass --weight"
                            + " with it");
        if (data.isPresent()) inference();
        else step();
        return 0;
    }

    private int shown() {
        return show.orElse(common.json() ? 1000 : 5);
    }

    private IllegalArgumentException without(Learner learner) {
        ParameterSpec first = learner.network().parameters().getFirst();
        return new IllegalArgumentException(
                "--weight is missing: which parameter, as %s[%s]? Or --top 10, for those that moved the loss most"
                        .formatted(first.name(), first.shape().size() == 1 ? "0" : "0,0"));
    }

    private void step() {
        RunFolder folder = model.run().orElseThrow(this::noRun);
        Replay replay = Replay.of(folder);
        Learner learner = replay.learner();
        if (top.isEmpty() && weight.isEmpty()) throw without(learner);
        weight.ifPresent(text -> Weight.parse(text, learner.network().parameters()));
        WhyRow place = row.map(number -> WhyRow.of(replay, number)).orElse(null);
        Why why = Why.of(replay, step.orElse(replay.steps() - 1));
        if (top.isPresent()) {
            TopWeights strongest = why.top(top.get());
            if (common.json())
                new JsonAnswer().put("run", model.name()).putAll(strongest).print(console);
            else new WhyPage(console, shown()).top(model.name(), strongest);
            return;
        }
        Weight chosen = why.weight(weight.get());
        Optional<RowGradient> gradient =
                place == null || !chosen.spec().trained()
                        ? Optional.empty()
                        : Optional.of(why.row(chosen, place.data(), place.position(), shown()));
        WeightStep batch;
        try (Waiting waiting = new Waiting(console, "rows", why.rows().length)) {
            batch = why.step(chosen, waiting);
        }
        if (common.json()) json(place, why, gradient, batch);
        else text(replay, place, why, gradient, batch);
    }

    private InputException noRun() {
        TableModel alone = model.read(console).tableModel();
        String first = alone.model().network().parameters().getFirst().name();
        return new InputException(
                ("%s: is a model without a run, so there are no steps, no batches and no updates;"
                     + " its paths can be shown at a row of DATA: why %s DATA --weight %s[0,0]"
                     + " --row 0")
                        .formatted(model.name(), model.name(), first));
    }

    private void json(WhyRow place, Why why, Optional<RowGradient> row, WeightStep batch) {
        JsonAnswer answer = new JsonAnswer().put("run", model.name());
        if (place != null)
            answer.put("row", place.number())
                    .put("set", place.set())
                    .put("in_batch", why.inBatch(place.data(), place.position()).isPresent());
        row.ifPresent(answer::putAll);
        answer.putAll(batch).print(console);
    }

    private void text(
            Replay replay, WhyRow place, Why why, Optional<RowGradient> row, WeightStep batch) {
        WhyPage page = new WhyPage(console, shown());
        page.title("run", model.name(), batch.weight(), batch.connects());
        page.step(batch, replay.steps());
        if (place != null) page.place(place, why, batch);
        row.ifPresent(page::row);
        page.batch(batch, Descriptions.of(replay.learner().optimizer()));
    }

    /** A row of other data, in the trained model. */
    private void inference() {
        if (step.isPresent() || top.isPresent())
            throw new IllegalArgumentException(
                    (step.isPresent() ? "--step" : "--top")
                            + " is about the run's own training: leave out DATA");
        TableModel table = model.read(console).tableModel();
        Learner learner = table.model().learner();
        if (weight.isEmpty()) throw without(learner);
        Weight chosen = Weight.parse(weight.get(), learner.network().parameters());
        if (row.isEmpty())
            throw new IllegalArgumentException(
                    "--row is missing: which row of " + data.get() + "?");
        DataSource source = ModelArgument.data(table, data.get(), csv.options());
        UsedRows used = table.encoding().evaluable(source.table());
        WhyRow.check(data.get(), used, row.get());
        RowGradient gradient =
                RowGradient.inInference(
                        table.model(),
                        Optional.of(table.encoding()),
                        chosen,
                        table.encoding().dataset(source.table(), row.get()),
                        0,
                        shown());
        if (common.json()) {
            new JsonAnswer()
                    .put("model", model.name())
                    .put("data", data.get())
                    .putAll(gradient)
                    .print(console);
            return;
        }
        WhyPage page = new WhyPage(console, shown());
        page.title("model", model.name(), gradient.weight(), gradient.connects());
        page.alone(data.get(), row.get());
        page.row(gradient);
    }
}
