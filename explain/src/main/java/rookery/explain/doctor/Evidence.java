package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Fit;
import rookery.History;
import rookery.Learner;
import rookery.Model;
import rookery.Run;
import rookery.Trainer;
import rookery.explain.Activity;
import rookery.explain.UpdateRatio;
import rookery.formats.Replay;
import rookery.formats.RunResults;
import rookery.losses.GaussianNll;
import rookery.metrics.Accuracy;
import rookery.metrics.BinaryAccuracy;
import rookery.metrics.CategoricalAccuracy;
import rookery.metrics.ConfusionMatrix;
import rookery.metrics.Metric;
import rookery.metrics.SparseCategoricalAccuracy;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * What the checks look at: computed when first asked for, once for all of them.
 *
 * <p>Not thorough, it looks at so many of the rows and steps that this takes about a hundredth of the
 * training's own passes.
 */
final class Evidence {

    /** The most rows that are looked at, thorough or not. */
    private static final int MOST_ROWS = 10_000;

    private static final int MOST_QUICK_ROWS = 1024;
    private static final int LEAST_QUICK_ROWS = 128;
    private static final int QUICK_PART = 100;
    private static final int MOST_UPDATES = 16;
    private static final int MOST_QUICK_UPDATES = 4;

    private final Plan plan;
    private final Optional<Replay> replay;
    private final Thresholds thresholds;
    private final boolean thorough;
    private final Runnable tick;

    private final Once<History> history;
    private final Once<Model> model;
    private final Once<Model> initial;
    private final Once<Map<String, Double>> values;
    private final Once<Rows> rows;
    private final Once<Dataset> sample;
    private final Once<Activity> activity;
    private final Once<Activity> activityAtStart;
    private final Once<Optional<ConfusionMatrix>> confusion;
    private final Once<List<Update>> updates;
    private final Once<List<Double>> alphas;

    /**
     * A step of the training.
     *
     * @param step from 0
     * @param ratios of the trained tensors
     */
    record Update(long step, List<UpdateRatio> ratios) {}

    /** A value that is computed when first asked for. */
    private static final class Once<T> {
        private final Supplier<T> source;
        private T value;

        Once(Supplier<T> source) {
            this.source = source;
        }

        T get() {
            if (value == null) value = source.get();
            return value;
        }
    }

    /**
     * Of a run, or of a training before its first step.
     *
     * @param run what its training returned, if that is at hand
     * @param tick called now and then during what takes long
     */
    Evidence(
            Plan plan,
            Optional<Replay> replay,
            Optional<Run> run,
            Thresholds thresholds,
            boolean thorough,
            Runnable tick) {
        this.plan = plan;
        this.replay = replay;
        this.thresholds = thresholds;
        this.thorough = thorough;
        this.tick = tick;
        history =
                new Once<>(
                        () -> run.map(Run::history).orElseGet(() -> replay().folder().history()));
        model =
                new Once<>(() ->
                        run.map(Run::model).orElseGet(() -> replay().folder().model().model()));
        initial = new Once<>(() -> replay.map(made -> made.at(0).model()).orElseGet(plan::initial));
        values = new Once<>(() -> run.map(Evidence::values).orElseGet(this::recordedValues));
        rows = new Once<>(() -> Rows.of(plan));
        sample = new Once<>(() -> spread(plan.training(), sampleRows()));
        activity = new Once<>(() -> Activity.of(model(), sample()));
        activityAtStart = new Once<>(() -> Activity.of(initial(), sample()));
        confusion = new Once<>(this::countConfusion);
        updates = new Once<>(this::takeSteps);
        alphas = new Once<>(() -> Overshoots.alphas(this));
    }

    /** What was trained, before its first step. */
    Plan plan() {
        return plan;
    }

    /** Whether there is a run, and not only a plan. */
    boolean trained() {
        return replay.isPresent();
    }

    /**
     * The run.
     *
     * @throws IllegalStateException if there is none yet
     */
    Replay replay() {
        return replay.orElseThrow(() -> new IllegalStateException("nothing is trained yet"));
    }

    /** Whether costly evidence may be looked at. */
    boolean thorough() {
        return thorough;
    }

    /** Tells that something long goes on. */
    void tick() {
        if (Thread.currentThread().isInterrupted())
            throw new CancellationException("interrupted in looking at a training");
        tick.run();
    }

    double get(Threshold threshold) {
        return thresholds.get(threshold);
    }

    int count(Threshold threshold) {
        return (int) Math.round(thresholds.get(threshold));
    }

    Learner learner() {
        return plan.learner();
    }

    Fit fit() {
        return plan.fit();
    }

    /** What the rows' numbers mean. */
    Rows rows() {
        return rows.get();
    }

    History history() {
        return history.get();
    }

    /** The final model. */
    Model model() {
        return model.get();
    }

    /** The model that training began with. */
    Model initial() {
        return initial.get();
    }

    /** Training rows to look at. */
    Dataset sample() {
        return sample.get();
    }

    /** What the units do at the end, on the sample. */
    Activity activity() {
        return activity.get();
    }

    /** What the units did at the start, on the sample. */
    Activity activityAtStart() {
        return activityAtStart.get();
    }

    /** How the sample's classes are predicted; none where there are no classes. */
    Optional<ConfusionMatrix> confusion() {
        return confusion.get();
    }

    /** Some steps of the training, evenly spread over it. */
    List<Update> updates() {
        return updates.get();
    }

    /** What guessing costs on the training rows, by their weights; none where it is not known. */
    Optional<Guessing> guessing() {
        return Guessing.of(
                learner().loss(), plan.training(), rows().weights(), learner().network().outputs());
    }

    /** The loss at the start on the sample, without penalties and class weights. */
    double lossAtStart() {
        return withoutPenalties(initial());
    }

    /** What the penalties on weights add to the loss at the end. */
    double penaltyAtEnd() {
        if (Plain.withoutPenalties(learner()).network().equals(learner().network())) return 0;
        return model().evaluate(sample()).loss() - withoutPenalties(model());
    }

    private double withoutPenalties(Model model) {
        Learner plain = Plain.withoutPenalties(learner());
        return Model.of(plain, model.parameters()).evaluate(sample()).loss();
    }

    /**
     * Whether the loss of the last epoch is below half of that of guessing; yes, where that is not
     * known.
     */
    boolean learned() {
        Optional<Guessing> guessing = guessing();
        if (guessing.isEmpty() || guessing.get().best() <= 0 || history().epochs() == 0)
            return true;
        double loss = history().get("loss").getLast() - penaltyAtEnd();
        return loss < guessing.get().best() / 2;
    }

    /**
     * How good each epoch was.
     *
     * @param name of the value
     * @param values an epoch a value, 1 at best
     */
    record Score(String name, List<Double> values) {}

    /** The recorded accuracy, if one was. */
    Optional<Score> accuracy() {
        return learner().metrics().stream()
                .filter(metric ->
                        metric instanceof Accuracy
                                || metric instanceof CategoricalAccuracy
                                || metric instanceof SparseCategoricalAccuracy
                                || metric instanceof BinaryAccuracy)
                .map(Metric::name)
                .filter(history().names()::contains)
                .findFirst()
                .map(name -> new Score(name, history().get(name)));
    }

    /** The accuracy, or what part of a guess's loss is explained; none where neither is known. */
    Optional<Score> score() {
        return accuracy()
                .or(() ->
                        guessing()
                                .filter(_ -> !(learner().loss() instanceof GaussianNll))
                                .filter(guessing -> guessing.best() > 0)
                                .filter(_ -> history().epochs() > 0)
                                .map(guessing -> explained(guessing.best())));
    }

    private Score explained(double best) {
        return new Score(
                "the part explained",
                history().get("loss").stream().map(loss -> 1 - loss / best).toList());
    }

    /** {@link Overshoots#alphas}. */
    List<Double> alphas() {
        return alphas.get();
    }

    /** A value of the final weights, by its name in the results; none of a run without an end. */
    OptionalDouble atEnd(String name) {
        Double value = values.get().get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    private Map<String, Double> recordedValues() {
        return replay().run().results().map(RunResults::values).orElseGet(Map::of);
    }

    private static Map<String, Double> values(Run run) {
        Map<String, Double> values = new HashMap<>(run.training().values());
        run.validation()
                .ifPresent(validation ->
                        validation
                                .values()
                                .forEach((name, value) -> values.put("val_" + name, value)));
        return values;
    }

    private int sampleRows() {
        if (thorough || !trained()) return MOST_ROWS;
        long batch = Math.min(fit().batchSize(), replay().training().rows());
        return Math.clamp(replay().steps() * batch / QUICK_PART, LEAST_QUICK_ROWS, MOST_QUICK_ROWS);
    }

    /** At most so many rows, evenly spread. */
    static Dataset spread(Dataset data, int most) {
        if (data.rows() <= most) return data;
        return data.select(
                IntStream.range(0, most).map(i -> (int) ((long) i * data.rows() / most)).toArray());
    }

    private Optional<ConfusionMatrix> countConfusion() {
        if (rows().kind() != Rows.Kind.CLASSES) return Optional.empty();
        return Optional.of(model().confusionMatrix(sample()));
    }

    /** From snapshots, so that no way leads to them. */
    private List<Update> takeSteps() {
        List<Long> at =
                replay().folder().snapshots().steps().stream()
                        .filter(step -> step <= replay().steps())
                        .toList();
        int most =
                thorough
                        ? MOST_UPDATES
                        : Math.clamp(replay().steps() / QUICK_PART, 2, MOST_QUICK_UPDATES);
        List<Update> taken = new ArrayList<>();
        int count = Math.min(most, at.size());
        for (int i = 0; i < count; i++) {
            long step = at.get(count == 1 ? at.size() - 1 : i * (at.size() - 1) / (count - 1));
            Trainer trainer = replay().at(step);
            Parameters before = trainer.model().parameters();
            trainer.step();
            if (trainer.notFinite().isEmpty())
                taken.add(new Update(step, UpdateRatio.of(before, trainer.model().parameters())));
            tick();
        }
        return List.copyOf(taken);
    }
}
