package rookery;

import rookery.activations.Softmax;
import rookery.events.Callback;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.CategoricalFocalCrossentropy;
import rookery.losses.CategoricalHinge;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.metrics.Metric;
import rookery.optimizers.Optimizer;
import rookery.tensor.Panels;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * A network that knows how it learns; what {@link Sequential#compile} returns. Immutable: one
 * learner may train many models, also at the same time.
 *
 * @param network what is trained
 * @param loss what is made small
 * @param optimizer how
 * @param metrics what else is reported
 */
public record Learner(Sequential network, Loss loss, Optimizer optimizer, List<Metric> metrics) {

    /** Checks that network, loss and metrics fit together. */
    public Learner {
        Objects.requireNonNull(network, "compile: network");
        Objects.requireNonNull(loss, "compile: loss");
        Objects.requireNonNull(optimizer, "compile: optimizer");
        metrics = List.copyOf(metrics);
        Set<String> names = new HashSet<>(Set.of("loss", "learning_rate"));
        for (Metric metric : metrics) {
            metric.accumulator(network.outputs(), loss);
            if (!names.add(metric.name()))
                throw new IllegalArgumentException(
                        "compile: two values called \"" + metric.name() + "\"");
        }
        if (network.outputs() == 1 && comparesClasses(network, loss))
            throw new IllegalArgumentException(
                    "compile: a single output cannot tell classes apart by softmax or categorical"
                            + " cross-entropy; use sigmoid with binary_crossentropy, or two"
                            + " outputs");
    }

    private static boolean comparesClasses(Sequential network, Loss loss) {
        return network.layers().getLast().activation() instanceof Softmax
                || loss instanceof CategoricalCrossentropy
                || loss instanceof CategoricalFocalCrossentropy
                || loss instanceof CategoricalHinge
                || loss instanceof SparseCategoricalCrossentropy;
    }

    /** Whether the targets of these data are classes. */
    boolean learnsClasses(Dataset data) {
        return data.hasClassTargets()
                || loss.targets(network.outputs()) < network.outputs()
                        && !(loss instanceof GaussianNll);
    }

    /**
     * The loss as it is computed: of the values before the last activation, if the two belong
     * together.
     */
    Optional<Loss> lossOnLogits() {
        return loss.onLogits(network.layers().getLast().activation());
    }

    /**
     * Whether in training a row's numbers depend on the other rows of its batch: batch normalization
     * that is not frozen, or a loss of the batch as a whole.
     */
    public boolean couplesRows() {
        return Workspace.couplesRows(this);
    }

    /**
     * How many threads training computes with for batches of this many rows: all processors, or one
     * where a batch is too small to be worth a second. The system property {@code rookery.threads}
     * sets the most.
     */
    public int threads(int batchRows) {
        int shardRows = Math.min(batchRows, Workspace.SHARD);
        double multiplications = 3.0 * network.parameterCount() * batchRows;
        return Threads.forWork(multiplications, Panels.count(shardRows));
    }

    /**
     * The names of an epoch's values in a history: {@code loss}, metrics, with validation the same
     * with {@code val_} before, and {@code learning_rate}.
     */
    public List<String> logNames(boolean validation) {
        List<String> names = new ArrayList<>(List.of("loss"));
        metrics.forEach(metric -> names.add(metric.name()));
        if (validation) names.addAll(names.stream().map("val_"::concat).toList());
        names.add("learning_rate");
        return List.copyOf(names);
    }

    /** A model with the weights that training with this seed begins with. */
    public Model initialModel(long seed) {
        return new Model(this, network.initialParameters(seed));
    }

    /**
     * A training under way, to be driven step by step.
     *
     * @throws IllegalArgumentException if the data do not fit the network
     */
    public Trainer trainer(Dataset training, Fit fit) {
        return new Trainer(this, training, fit);
    }

    /**
     * Trains. Rows for validation are set apart if {@link Fit#validationSplit()} says so, classes in
     * equal shares.
     *
     * @throws IllegalArgumentException if the data do not fit the network
     */
    public Run fit(Dataset training, Fit fit, Callback... callbacks) {
        if (fit.validationSplit() == 0)
            return new Fitting(this, training, Optional.empty(), fit, callbacks).run();
        Dataset.Split split = split(training, fit);
        return fit(split.training(), split.validation(), fit.validationSplit(0), callbacks);
    }

    /**
     * The rows that {@link #fit(Dataset, Fit, Callback...)} learns from and those it sets apart.
     *
     * @throws IllegalArgumentException if {@link Fit#validationSplit()} is 0, or a part would be
     *     empty
     */
    public Dataset.Split split(Dataset training, Fit fit) {
        return learnsClasses(training)
                ? training.splitStratified(fit.validationSplit(), fit.seed())
                : training.split(fit.validationSplit(), fit.seed());
    }

    /**
     * Trains, with validation data measured after each epoch. Interrupting the thread stops it at a
     * step and returns a usable run.
     *
     * @throws IllegalArgumentException if the data do not fit the network, or if validation is asked
     *     for both here and by {@link Fit#validationSplit()}
     */
    public Run fit(Dataset training, Dataset validation, Fit fit, Callback... callbacks) {
        if (fit.validationSplit() != 0)
            throw new IllegalArgumentException(
                    "fit: validation data are given, so validationSplit must be 0, got "
                            + fit.validationSplit());
        return new Fitting(this, training, Optional.of(validation), fit, callbacks).run();
    }

    /**
     * Goes on with a training at the beginning of an epoch; the run is the same, bit for bit, as one
     * that never stopped, if the callbacks are where they were then. They are told of a training that
     * begins, and of what happens from there on.
     *
     * @param training what {@code fit} got, or if it split that, {@link #split its} training rows
     * @param validation likewise
     * @param fit the same, but for the number of epochs
     * @throws IllegalArgumentException if data or snapshots do not fit the network
     */
    public Run resume(
            Dataset training,
            Optional<Dataset> validation,
            Fit fit,
            ResumePoint from,
            Callback... callbacks) {
        Fitting fitting = new Fitting(this, training, validation, fit, callbacks);
        fitting.resume(from);
        return fitting.run();
    }

    /** Refuses data that do not fit the network. */
    void check(String what, Dataset data) {
        if (data.features().cols() != network.inputs())
            throw new IllegalArgumentException(
                    "%s: %s have %d features, but this network takes %d"
                            .formatted(
                                    network.names().getFirst(),
                                    what,
                                    data.features().cols(),
                                    network.inputs()));
        int targets = loss.targets(network.outputs());
        if (data.targets().cols() != targets)
            throw new IllegalArgumentException(
                    "%s: %s have %d target columns, but with this loss %d outputs need %d%s"
                            .formatted(
                                    network.names().getLast(),
                                    what,
                                    data.targets().cols(),
                                    network.outputs(),
                                    targets,
                                    cure(data.targets().cols())));
        network.layers().getFirst().check(data.features());
        loss.check(data.targets(), network.outputs());
    }

    /** What to do about the wrong number of target columns, where it is known. */
    private String cure(int columns) {
        if (columns == 1 && loss instanceof CategoricalCrossentropy)
            return "; class numbers in one column need sparse_categorical_crossentropy";
        if (columns == network.outputs() && loss instanceof SparseCategoricalCrossentropy)
            return "; one-hot rows need categorical_crossentropy";
        return "";
    }
}
