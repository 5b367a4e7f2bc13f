package rookery.formats;

import rookery.Fit;
import rookery.data.CsvOptions;
import rookery.data.InputException;
import rookery.data.TableOptions;
import rookery.layers.Layer;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.optimizers.Optimizer;

import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * A recipe for a training: the part {@code "description"} of a {@code run.json}, or what somebody
 * wrote by hand, of which anything may be missing.
 *
 * <pre>
 *   {"data": "penguins",
 *    "learner": {"network": {"layers": "32 relu, dropout 0.2, 2 softmax"}, "optimizer": "adam(0.01)"},
 *    "fit": {"epochs": 20}}
 * </pre>
 *
 * <p>What is missing is what the reader takes it to be. Immutable.
 */
public final class RunConfig {

    private static final RunConfig NONE =
            new RunConfig("nothing", JsonNodeFactory.instance.objectNode());

    private final String where;
    private final ObjectNode tree;
    private final Parts parts;

    /**
     * Data, as far as they are known.
     *
     * @param source a bundled name or a file; the data can be this text alone
     * @param sha256 of its bytes
     * @param rows of the table
     */
    public record Data(String source, Optional<String> sha256, Optional<Integer> rows) {}

    /**
     * A network, as far as it is known.
     *
     * @param inputs numbers of one example that go in; else what the data need
     * @param layers all of them, the outputs among them; the network can be these alone
     */
    public record Network(Optional<Integer> inputs, List<Layer> layers) {

        /** Keeps its own list. */
        public Network {
            layers = List.copyOf(layers);
        }
    }

    /**
     * How it learns, as far as it is known.
     *
     * @param network what is trained
     * @param loss what is made small
     * @param optimizer how
     * @param metrics what else is reported
     */
    public record Learning(
            Optional<Network> network,
            Optional<Loss> loss,
            Optional<Optimizer> optimizer,
            Optional<List<Metric>> metrics) {}

    /** What can be in it. */
    record Parts(
            Optional<Data> data,
            Optional<Data> validationData,
            Optional<CsvOptions> csv,
            Optional<TableOptions> table,
            Optional<Learning> learner,
            Optional<Fit> fit,
            Optional<Integer> patience,
            Optional<Integer> reduceOnPlateau) {
        Parts {
            check("patience", patience);
            check("reduce_on_plateau", reduceOnPlateau);
        }

        private static void check(String name, Optional<Integer> epochs) {
            if (epochs.orElse(0) < 0)
                throw new IllegalArgumentException(
                        name + " must be at least 0 epochs, got " + epochs.get());
        }
    }

    private RunConfig(String where, ObjectNode tree) {
        this.where = where;
        this.tree = tree;
        parts = Json.STANDARD.value(where, tree.deepCopy(), Parts.class);
    }

    /** A recipe that says nothing. */
    public static RunConfig none() {
        return NONE;
    }

    /**
     * Reads a recipe, or that of a run.
     *
     * @param file the {@code run.json} of a run, or one with a description alone
     * @throws InputException if it cannot be read, or is neither
     */
    public static RunConfig read(Path file) {
        try {
            if (Files.size(file) > Json.MAX_BYTES)
                throw new InputException(
                        "%s: has more than the %d bytes that are read"
                                .formatted(file, Json.MAX_BYTES));
            return of(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw AtomicFile.unreadable(file, e);
        }
    }

    private static RunConfig of(String where, byte[] bytes) {
        if (!(Json.STANDARD.tree(where, bytes) instanceof ObjectNode whole))
            throw new InputException(
                    where + ": expected an object, as a run.json is, or its part description");
        if (!whole.has("format")) return new RunConfig(where, whole);
        Json.check(where, whole, RecordedRun.FORMAT, RecordedRun.VERSION);
        if (whole.get("description") instanceof ObjectNode description)
            return new RunConfig(where + ", description", description);
        throw new InputException(where + ": \"description\" is missing");
    }

    /** Where it was read, for messages. */
    public String where() {
        return where;
    }

    /** The table. */
    public Optional<Data> data() {
        return parts.data();
    }

    /** A table of its own for validation. */
    public Optional<Data> validationData() {
        return parts.validationData();
    }

    /** How the files are written; what it does not say is as given. */
    public CsvOptions csv(CsvOptions otherwise) {
        return part("csv", otherwise, CsvOptions.class);
    }

    /** What is learned from the table; what it does not say is as given. */
    public TableOptions table(TableOptions otherwise) {
        return part("table", otherwise, TableOptions.class);
    }

    /** Network, loss, optimizer and metrics. */
    public Learning learning() {
        return parts.learner()
                .orElseGet(() ->
                        new Learning(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty()));
    }

    /** Epochs, batches, seed; what it does not say is as given. */
    public Fit fit(Fit otherwise) {
        return part("fit", otherwise, Fit.class);
    }

    /** Patience of early stopping, in epochs. */
    public Optional<Integer> patience() {
        return parts.patience();
    }

    /** After how many epochs on a plateau the learning rate is lowered. */
    public Optional<Integer> reduceOnPlateau() {
        return parts.reduceOnPlateau();
    }

    private <T> T part(String name, T otherwise, Class<T> type) {
        if (!(tree.get(name) instanceof ObjectNode said)) return otherwise;
        ObjectNode all = (ObjectNode) Json.STANDARD.tree(otherwise);
        all.setAll(said.deepCopy());
        return Json.STANDARD.value(where + ", " + name, all, type);
    }
}
