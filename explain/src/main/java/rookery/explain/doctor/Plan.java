package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.callbacks.EarlyStopping;
import rookery.callbacks.ReduceLearningRateOnPlateau;
import rookery.data.InputException;
import rookery.data.OriginalUnits;
import rookery.data.PreparedTable;
import rookery.data.Table;
import rookery.data.TableEncoding;
import rookery.data.TableOptions;
import rookery.events.Callback;
import rookery.formats.Replay;
import rookery.formats.RunDescription;
import rookery.layers.Embedding;
import rookery.layers.Layer;
import rookery.metrics.Metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A training before its first step.
 *
 * @param name of the run or the data
 * @param description all of it but the rows
 * @param training rows
 * @param validation rows
 * @param prepared the table they came from, if they did
 * @param table its rows as they were read
 * @param validationTable the rows of a table of its own for validation
 */
public record Plan(
        String name,
        RunDescription description,
        Dataset training,
        Optional<Dataset> validation,
        Optional<PreparedTable> prepared,
        Optional<Table> table,
        Optional<Table> validationTable) {

    /** Multiplications of a few seconds. */
    private static final double FEW_SECONDS = 2e10;

    /** What a step costs beside its own, in multiplications. */
    private static final double STEP = 1e5;

    /** On numbers of a program. */
    public static Plan of(
            String name, Learner learner, Fit fit, Dataset training, Optional<Dataset> validation) {
        return new Plan(
                name,
                RunDescription.of(learner, fit),
                training,
                validation,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * On a table, prepared as the description says.
     *
     * @param validationTable rows of a table of its own for validation
     */
    public static Plan of(
            String name, RunDescription description, Table table, Optional<Table> validationTable) {
        TableOptions options = description.table().orElseThrow();
        PreparedTable prepared =
                validationTable
                        .map(rows -> PreparedTable.of(table, rows, options))
                        .orElseGet(() -> PreparedTable.of(table, options));
        return new Plan(
                name,
                description,
                prepared.training(),
                prepared.validation(),
                Optional.of(prepared),
                Optional.of(table),
                validationTable);
    }

    /** How a run began. */
    public static Plan of(Replay replay) {
        return new Plan(
                replay.run().name(),
                replay.run().description(),
                replay.training(),
                replay.validation(),
                replay.prepared(),
                replay.table(),
                replay.validationTable());
    }

    /** Network, loss, optimizer and metrics. */
    public Learner learner() {
        return description.learner();
    }

    /** Epochs, batches and seed. */
    public Fit fit() {
        return description.fit();
    }

    /** How the rows of the table become inputs, if they came from one. */
    public Optional<TableEncoding> encoding() {
        return prepared.map(PreparedTable::encoding);
    }

    /** The model that training begins with. */
    public Model initial() {
        return fit().initialModel().orElseGet(() -> learner().initialModel(fit().seed()));
    }

    /** What stops the training early and lowers its rate, if wanted: by the validation loss. */
    List<Callback> callbacks() {
        String monitor = validation.isPresent() ? "val_loss" : "loss";
        List<Callback> callbacks = new ArrayList<>();
        description
                .patience()
                .map(epochs -> new EarlyStopping(epochs).monitor(monitor).restoreBestWeights(true))
                .ifPresent(callbacks::add);
        description
                .reduceOnPlateau()
                .map(epochs -> new ReduceLearningRateOnPlateau().patience(epochs).monitor(monitor))
                .ifPresent(callbacks::add);
        return callbacks;
    }

    /** So many of its epochs as take a few seconds, at least one. */
    public int fewEpochs() {
        double rows = training.rows();
        double steps = Math.ceil(rows / Math.min(rows, fit().batchSize()));
        double epoch = 3 * rows * learner().network().parameterCount() + steps * STEP;
        return (int) Math.clamp(FEW_SECONDS / epoch, 1, fit().epochs());
    }

    /** The same for so many epochs. */
    public Plan epochs(int epochs) {
        return with(description.epochs(epochs));
    }

    /**
     * The same with changes. Where they concern the table, it is prepared anew, and the network gets
     * as many inputs as there then are.
     *
     * @throws InputException if the table cannot be learned from then, or must be changed and is not
     *     at hand
     */
    public Plan changed(Fix fix) {
        RunDescription changed = fix.applied(description, training);
        if (changed.table().equals(description.table())) return with(changed);
        if (table.isEmpty())
            throw new InputException(
                    "%s: %s concerns the table, but only its numbers are at hand"
                            .formatted(name, fix.options()));
        boolean sameRows = changed.validationData().equals(description.validationData());
        Plan anew = of(name, changed, table.get(), validationTable.filter(_ -> sameRows));
        return anew.with(changed.learner(anew.fitting(changed.learner())));
    }

    /** The learner for as many inputs as there are, with metrics in the units that there are. */
    private Learner fitting(Learner learner) {
        TableEncoding encoding = encoding().orElseThrow();
        List<Metric> metrics =
                learner.metrics().stream()
                        .map(metric -> metric instanceof OriginalUnits of ? of.metric() : metric)
                        .toList();
        List<Layer> layers = new ArrayList<>(learner.network().layers());
        if (layers.getFirst() instanceof Embedding was)
            encoding.embedding(was).ifPresent(layer -> layers.set(0, layer));
        Sequential network = new Sequential(encoding.inputs(), layers);
        return encoding.inOriginalUnits(
                new Learner(network, learner.loss(), learner.optimizer(), metrics));
    }

    private Plan with(RunDescription description) {
        return new Plan(name, description, training, validation, prepared, table, validationTable);
    }
}
