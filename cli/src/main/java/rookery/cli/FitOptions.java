package rookery.cli;

import picocli.CommandLine.Option;

import rookery.Fit;
import rookery.callbacks.EarlyStopping;
import rookery.callbacks.ReduceLearningRateOnPlateau;
import rookery.data.BundledData;
import rookery.data.ClassTarget;
import rookery.data.DataSource;
import rookery.data.PreparedTable;
import rookery.formats.RunConfig;
import rookery.optimizers.Adam;
import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;
import rookery.schedules.LearningRate;

import java.util.Optional;

/** How the network learns. */
final class FitOptions {

    private static final int EPOCHS = 100;
    private static final String FULL = "full";
    private static final String BALANCED = "balanced";

    @Option(
            names = "--optimizer",
            paramLabel = "NAME",
            description =
                    "adam (the default), sgd (that of penguins, as in the lecture) …, with its"
                            + " arguments: \"adam(beta_1=0.8)\".")
    private Optional<Optimizer> optimizer;

    @Option(
            names = "--learning-rate",
            paramLabel = "RATE",
            description =
                    "Of the optimizer, a number or a schedule; by default 0.01 for sgd, 0.001 for"
                            + " adam.")
    private Optional<LearningRate> learningRate;

    @Option(
            names = "--batch-size",
            paramLabel = "ROWS",
            description = "Rows of a step, or full for all; 32 unless told.")
    private Optional<String> batchSize;

    @Option(
            names = "--epochs",
            paramLabel = "N",
            description = "Passes through the training rows; 100 unless told.")
    private Optional<Integer> epochs;

    @Option(
            names = "--class-weight",
            paramLabel = "HOW",
            description = "balanced: each class counts as much as any other.")
    private Optional<String> classWeight;

    @Option(
            names = "--patience",
            paramLabel = "EPOCHS",
            description =
                    "Stop once val_loss (loss without validation rows) has not fallen for so many "
                            + "epochs, and go back to the best weights.")
    private Optional<Integer> patience;

    @Option(
            names = "--reduce-on-plateau",
            paramLabel = "EPOCHS",
            description =
                    "Make the learning rate a tenth whenever val_loss (or loss) has not fallen for "
                            + "so many epochs.")
    private Optional<Integer> reduceOnPlateau;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of everything random: same seed, same weights; 0 unless told.")
    private Optional<Long> seed;

    /** Passes through the training rows, if asked for. */
    Optional<Integer> epochs() {
        epochs.ifPresent(number -> Wanted.check(number >= 1, "--epochs", number));
        return epochs;
    }

    /** Of everything random, if asked for. */
    Optional<Long> seed() {
        return seed;
    }

    /**
     * How gradients change weights: Adam unless told, as with Keras's rates it learns the bundled
     * data sets better than plain descent within 100 epochs (spiral: 0.92 against 0.66 right); the
     * lecture's plain descent for the lecture's penguins.
     */
    Optimizer optimizer(DataSource source, RunConfig config) {
        boolean lecture = BundledData.NAMES.members().get(source.name()) == BundledData.PENGUINS;
        Optimizer chosen =
                optimizer
                        .or(config.learning()::optimizer)
                        .orElseGet(() -> lecture ? new Sgd() : new Adam());
        return learningRate.map(chosen::withLearningRate).orElse(chosen);
    }

    /** Epochs, batches and seed, unless the recipe or an option says otherwise. */
    private static Fit usual() {
        return Fit.defaults().epochs(EPOCHS);
    }

    /** The seed of the recipe, unless an option says otherwise. */
    long seed(RunConfig config) {
        return seed.orElseGet(() -> config.fit(usual()).seed());
    }

    /**
     * Epochs, batches, seed and class weights.
     *
     * @throws IllegalArgumentException if a value is out of range or does not fit the data
     */
    Fit fit(PreparedTable data, RunConfig config) {
        Fit fit = config.fit(usual()).seed(seed(config));
        if (epochs().isPresent()) fit = fit.epochs(epochs().get());
        if (batchSize.isPresent()) fit = fit.batchSize(rows(batchSize.get()));
        return weighted(fit, classWeight, data);
    }

    /**
     * The same with class weights, if they are asked for.
     *
     * @throws IllegalArgumentException if there are no classes
     */
    static Fit weighted(Fit fit, Optional<String> classWeight, PreparedTable data) {
        if (classWeight.isEmpty()) return fit;
        if (!classWeight.get().equals(BALANCED))
            throw new IllegalArgumentException(
                    "--class-weight: balanced is known, got \"" + classWeight.get() + "\"");
        if (!(data.encoding().target() instanceof ClassTarget))
            throw new IllegalArgumentException(
                    "--class-weight: "
                            + data.encoding().target().column()
                            + " has no classes,"
                            + " as it is a number to be predicted");
        return fit.classWeights(data.balancedClassWeights());
    }

    /** Rows of a step, as {@code --batch-size} says them. */
    static int rows(String text) {
        if (text.equals(FULL)) return Fit.FULL_BATCH;
        try {
            int rows = Integer.parseInt(text);
            Wanted.check(rows >= 1, "--batch-size", rows);
            return rows;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(Wanted.sentence("--batch-size", "rows", text), e);
        }
    }

    /** What stops a training that learns no more, if wanted. */
    Optional<Patience> patience(PreparedTable data, RunConfig config) {
        return patience.or(config::patience).map(epochs -> new Patience(epochs, monitor(data)));
    }

    /** What lowers the learning rate of such a training, if wanted. */
    Optional<Plateau> plateau(PreparedTable data, RunConfig config) {
        return reduceOnPlateau
                .or(config::reduceOnPlateau)
                .map(epochs -> new Plateau(epochs, monitor(data)));
    }

    /** What is to fall: the validation loss, if there are rows for validation. */
    static String monitor(PreparedTable data) {
        return data.validation().isPresent() ? "val_loss" : "loss";
    }

    /**
     * When to lower the learning rate.
     *
     * @param epochs to wait for less
     * @param monitor what is to fall
     */
    record Plateau(int epochs, String monitor) {
        /** Refuses a negative number of epochs. */
        Plateau {
            Wanted.check(epochs >= 0, "--reduce-on-plateau", epochs);
        }

        /** The callback that does so. */
        ReduceLearningRateOnPlateau callback() {
            return new ReduceLearningRateOnPlateau().patience(epochs).monitor(monitor);
        }

        /** In words. */
        String sentence() {
            return "a tenth of the rate whenever %s has not fallen for %s"
                    .formatted(monitor, Numbers.count(epochs, "epoch"));
        }
    }

    /**
     * When to stop.
     *
     * @param epochs to wait for less
     * @param monitor what is to fall
     */
    record Patience(int epochs, String monitor) {
        /** Refuses a negative number of epochs. */
        Patience {
            Wanted.check(epochs >= 0, "--patience", epochs);
        }

        /** The callback that does so. */
        EarlyStopping callback() {
            return new EarlyStopping(epochs).monitor(monitor).restoreBestWeights(true);
        }

        /** In words. */
        String sentence() {
            return "stops once %s has not fallen for %s, and goes back to the best weights"
                    .formatted(monitor, Numbers.count(epochs, "epoch"));
        }
    }
}
