package rookery.cli;

import picocli.CommandLine.Option;

import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Activation;
import rookery.activations.Exponential;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.data.ClassTarget;
import rookery.data.NormalTarget;
import rookery.data.NumberTarget;
import rookery.data.OriginalUnits;
import rookery.data.PreparedTable;
import rookery.data.TableEncoding;
import rookery.data.TargetEncoding;
import rookery.data.TargetForm;
import rookery.formats.RunConfig;
import rookery.layers.Dense;
import rookery.layers.Embedding;
import rookery.layers.Layer;
import rookery.layers.LayerList;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
import rookery.losses.MeanSquaredLogarithmicError;
import rookery.losses.Poisson;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.metrics.Accuracy;
import rookery.metrics.MeanAbsoluteError;
import rookery.metrics.Metric;
import rookery.metrics.R2Score;
import rookery.optimizers.Optimizer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The network, and what is made small. */
final class NetworkOptions {

    private static final String HIDDEN = "16";

    @Option(
            names = "--hidden",
            paramLabel = "LAYERS",
            description =
                    "The hidden layers, as 16,16 or \"64 relu, dropout 0.2, 32 gelu\": units and"
                            + " their activation, other layers by their names, or none; 16 unless"
                            + " told.")
    private Optional<String> hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            description = "Of the hidden units: relu (the default), tanh, \"leaky_relu(0.1)\" …")
    private Optional<Activation> activation;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description =
                    "For classes categorical_crossentropy (the default), also sparse_…,"
                        + " kl_divergence …, and for two classes binary_crossentropy; with a hinge"
                        + " the last layer is linear, and predictions are scores, no probabilities."
                        + " For numbers mean_squared_error, \"huber(delta=2)\", quantile(0.9) …,"
                        + " and gaussian_nll, with which a standard deviation is predicted, too.")
    private Optional<Loss> loss;

    @Option(
            names = "--metrics",
            paramLabel = "NAMES",
            description =
                    "What else is reported, as auc,f1_score; for classes accuracy unless told, for"
                            + " numbers mean_absolute_error,r2_score.")
    private Optional<String> metrics;

    /** How the network sees a class or a number, with the loss asked for; none if none is. */
    Optional<TargetForm> targetForm() {
        return loss.map(TargetForm::of);
    }

    /**
     * The network for these inputs and outputs, with its loss and metrics.
     *
     * @param columns what was asked of them
     * @param config what is asked for where no option says otherwise
     * @throws IllegalArgumentException if they do not fit together, or do not fit what is to be
     *     learned
     */
    Learner learner(
            PreparedTable data, DataOptions columns, Optimizer optimizer, RunConfig config) {
        TableEncoding encoding = data.encoding();
        Loss chosen = loss(encoding.target(), config);
        Sequential network = network(encoding, columns, config, chosen);
        new Misfit(chosen, loss.isPresent() ? "--loss" : config.where() + ":").check(data, network);
        Metric[] reported = metrics(encoding.target(), config).toArray(Metric[]::new);
        return encoding.inOriginalUnits(network.compile(chosen, optimizer, reported));
    }

    private Loss loss(TargetEncoding target, RunConfig config) {
        return loss.or(config.learning()::loss)
                .orElseGet(() ->
                        switch (target) {
                            case NumberTarget _ -> new MeanSquaredError();
                            case NormalTarget _ -> new GaussianNll();
                            case ClassTarget classes ->
                                    switch (classes.form()) {
                                        case ONE_HOT, AS_IS, NORMAL ->
                                                new CategoricalCrossentropy();
                                        case INDEX -> new SparseCategoricalCrossentropy();
                                        case BINARY -> new BinaryCrossentropy();
                                    };
                        });
    }

    private List<Metric> metrics(TargetEncoding target, RunConfig config) {
        return metrics.map(Metric.NAMES::list)
                .or(() -> config.learning().metrics().map(NetworkOptions::inTheNetworksUnits))
                .orElseGet(() -> usualMetrics(target));
    }

    private static List<Metric> usualMetrics(TargetEncoding target) {
        return switch (target) {
            case ClassTarget _ -> List.of(new Accuracy());
            case NumberTarget _, NormalTarget _ -> List.of(new MeanAbsoluteError(), new R2Score());
        };
    }

    /** Without the units of the data that the recipe was for. */
    private static List<Metric> inTheNetworksUnits(List<Metric> metrics) {
        return metrics.stream()
                .map(metric -> metric instanceof OriginalUnits units ? units.metric() : metric)
                .toList();
    }

    private Sequential network(
            TableEncoding encoding, DataOptions columns, RunConfig config, Loss chosen) {
        Embeddings embeddings = columns.embeddings();
        Optional<RunConfig.Network> given = config.learning().network();
        if (given.isPresent() && hidden.isEmpty()) {
            if (activation.isPresent()) throw needsHidden("--activation", config);
            if (!embeddings.dimensions().isEmpty()) throw needsHidden("--embed", config);
            return fitting(given.get(), encoding, columns.changed(), config.where());
        }
        List<Layer> layers = new ArrayList<>();
        codes(given, encoding, embeddings).ifPresent(layers::add);
        layers.addAll(hiddenLayers());
        Activation last =
                switch (encoding.target()) {
                    case NumberTarget _ when wantsPositive(chosen) -> new Exponential();
                    case NumberTarget _, NormalTarget _ -> new Linear();
                    case ClassTarget _ when Misfit.givesScores(chosen) -> new Linear();
                    case ClassTarget _ -> encoding.outputs() == 1 ? new Sigmoid() : new Softmax();
                };
        layers.add(new Dense(encoding.outputs(), last));
        return new Sequential(encoding.inputs(), layers);
    }

    /** What takes the columns of codes; as it was, where no option says otherwise. */
    private static Optional<Embedding> codes(
            Optional<RunConfig.Network> given, TableEncoding encoding, Embeddings embeddings) {
        return given.filter(_ -> embeddings.dimensions().isEmpty())
                .map(network -> network.layers().getFirst())
                .flatMap(layer ->
                        layer instanceof Embedding was ? encoding.embedding(was) : Optional.empty())
                .or(() -> embeddings.layer(encoding));
    }

    /** Whether a loss wants predictions above 0: those of counts, and of logarithms. */
    private static boolean wantsPositive(Loss loss) {
        return loss instanceof Poisson || loss instanceof MeanSquaredLogarithmicError;
    }

    private static IllegalArgumentException needsHidden(String option, RunConfig config) {
        return new IllegalArgumentException(
                "%s: the network is that of %s; pass --hidden, too, for another"
                        .formatted(option, config.where()));
    }

    private List<Layer> hiddenLayers() {
        Activation ofUnits = activation.orElseGet(Relu::new);
        if (ofUnits.outputs(2) != 2)
            throw new IllegalArgumentException(
                    ("--activation %1$s: makes fewer numbers of the units, so that it must be a"
                                    + " layer of its own; pass --hidden \"32 linear, %1$s\"")
                            .formatted(Activation.NAMES.nameOf(ofUnits)));
        try {
            return LayerList.parse(hidden.orElse(HIDDEN), ofUnits);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "--hidden: "
                            + e.getMessage()
                            + " (layers are written as 64 relu, dropout 0.2, 32 or as none)",
                    e);
        }
    }

    /** The network of a recipe; for as many inputs as there are, if other columns were asked for. */
    private static Sequential fitting(
            RunConfig.Network network, TableEncoding encoding, boolean otherColumns, String where) {
        int inputs = network.inputs().orElse(encoding.inputs());
        List<Layer> layers = new ArrayList<>(network.layers());
        if (otherColumns) {
            inputs = encoding.inputs();
            if (layers.getFirst() instanceof Embedding was)
                encoding.embedding(was).ifPresent(layer -> layers.set(0, layer));
        }
        check(inputs == encoding.inputs(), where, inputs, "inputs", encoding.inputs());
        Sequential made = new Sequential(inputs, layers);
        int outputs = made.outputs();
        check(outputs == encoding.outputs(), where, outputs, "outputs", encoding.outputs());
        return made;
    }

    private static void check(boolean fits, String where, int has, String what, int needed) {
        if (!fits)
            throw new IllegalArgumentException(
                    "%s: its network has %d %s, but these data, features and loss need %d; pass --hidden for another network"
                            .formatted(where, has, what, needed));
    }
}
