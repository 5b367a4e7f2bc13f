package rookery.cli;

import picocli.CommandLine.Option;

import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Activation;
import rookery.activations.Linear;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.data.ClassTarget;
import rookery.data.NumberTarget;
import rookery.data.TableEncoding;
import rookery.data.TargetForm;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
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

    private static final String NONE = "none";

    @Option(
            names = "--hidden",
            paramLabel = "UNITS",
            defaultValue = "16",
            description = "Units of the hidden layers, as 16,16, or none; 16 unless told.")
    private String hidden;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            defaultValue = "relu",
            description = "Of the hidden layers: relu (the default), tanh, sigmoid …")
    private Activation activation;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            description =
                    "For classes categorical_crossentropy (the default), also sparse_…, and for two"
                            + " classes binary_crossentropy; for numbers mean_squared_error.")
    private Optional<Loss> loss;

    @Option(
            names = "--metrics",
            paramLabel = "NAMES",
            description =
                    "What else is reported, as auc,f1_score; for classes accuracy unless told, for"
                            + " numbers mean_absolute_error,r2_score.")
    private Optional<String> metrics;

    /** How the network sees a class, with the loss asked for. */
    TargetForm targetForm() {
        return loss.map(TargetForm::of).orElse(TargetForm.ONE_HOT);
    }

    /**
     * The network for these inputs and outputs, with its loss and metrics.
     *
     * @throws IllegalArgumentException if the loss does not fit what is to be learned, or a number
     *     of units is none
     */
    Learner learner(TableEncoding encoding, Optimizer optimizer) {
        Loss chosen =
                switch (encoding.target()) {
                    case ClassTarget target -> lossOf(target);
                    case NumberTarget target -> lossOf(target);
                };
        Activation last =
                switch (encoding.target()) {
                    case NumberTarget _ -> new Linear();
                    case ClassTarget _ -> encoding.outputs() == 1 ? new Sigmoid() : new Softmax();
                };
        List<Layer> layers = hiddenLayers();
        layers.add(new Dense(encoding.outputs(), last));
        Sequential network = new Sequential(encoding.inputs(), layers);
        return encoding.inOriginalUnits(network.compile(chosen, optimizer, metrics(encoding)));
    }

    private Metric[] metrics(TableEncoding encoding) {
        if (metrics.isPresent())
            return names(metrics.get()).stream().map(Metric.NAMES::get).toArray(Metric[]::new);
        return switch (encoding.target()) {
            case ClassTarget _ -> new Metric[] {new Accuracy()};
            case NumberTarget _ -> new Metric[] {new MeanAbsoluteError(), new R2Score()};
        };
    }

    /** What is between commas, but for those within parentheses. */
    private static List<String> names(String list) {
        List<String> names = new ArrayList<>();
        int from = 0;
        int depth = 0;
        for (int i = 0; i < list.length(); i++) {
            char c = list.charAt(i);
            if (c == '(') depth++;
            else if (c == ')') depth--;
            else if (c == ',' && depth == 0) {
                names.add(list.substring(from, i).strip());
                from = i + 1;
            }
        }
        names.add(list.substring(from).strip());
        return names;
    }

    private List<Layer> hiddenLayers() {
        List<Layer> layers = new ArrayList<>();
        if (hidden.equals(NONE)) return layers;
        for (String units : hidden.split(",", -1)) layers.add(new Dense(units(units), activation));
        return layers;
    }

    private int units(String text) {
        try {
            int units = Integer.parseInt(text.strip());
            if (units >= 1) return units;
        } catch (NumberFormatException _) {
            // told below, as what is not a number of units either
        }
        throw new IllegalArgumentException(
                "--hidden: whole numbers of at least 1 are wanted, as 16,16, or none; got \""
                        + hidden
                        + "\"");
    }

    private Loss lossOf(ClassTarget target) {
        int classes = target.classes().size();
        return switch (loss.orElseGet(CategoricalCrossentropy::new)) {
            case CategoricalCrossentropy fits -> fits;
            case SparseCategoricalCrossentropy fits -> fits;
            case BinaryCrossentropy fits when classes == 2 -> fits;
            case BinaryCrossentropy other ->
                    throw unfit(
                            other,
                            "the %d classes of %s".formatted(classes, target.column()),
                            "categorical_crossentropy or sparse_categorical_crossentropy");
            case Loss other ->
                    throw unfit(
                            other,
                            "classification of " + target.column(),
                            "categorical_crossentropy, sparse_categorical_crossentropy, or for two"
                                    + " classes binary_crossentropy");
        };
    }

    private Loss lossOf(NumberTarget target) {
        return switch (loss.orElseGet(MeanSquaredError::new)) {
            case MeanSquaredError fits -> fits;
            case Loss other ->
                    throw unfit(other, "regression of " + target.column(), "mean_squared_error");
        };
    }

    private static IllegalArgumentException unfit(Loss loss, String task, String fitting) {
        return new IllegalArgumentException(
                "--loss %s does not fit %s; pass %s"
                        .formatted(Loss.NAMES.nameOf(loss), task, fitting));
    }
}
