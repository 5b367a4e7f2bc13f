package rookery.benchmarks;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all libraries do alike: train a network step by step, or predict with it. Hidden layers are
 * relu, the last one softmax with cross-entropy; everything in single precision.
 *
 * @param kind of work
 * @param layers units from the inputs to the outputs
 * @param rows of a training step, or predicted at a time
 * @param optimizer {@code sgd} or {@code adam}; {@code none} for predictions
 */
public record Workload(Kind kind, List<Integer> layers, int rows, String optimizer) {

    /** The kinds of work. */
    public enum Kind {
        /**
         * Whole steps: shuffled rows gathered, forward, loss, backward, update, with loss and
         * accuracy of the epoch.
         */
        TRAIN,
        /** From the caller's numbers to the caller's numbers. */
        PREDICT
    }

    /** The four networks of every comparison, and the rows of a step of each. */
    public static final List<Workload> TRAINING =
            List.of(
                    train("3-16-2", 32, "sgd"),
                    train("64-128-128-10", 128, "sgd"),
                    train("784-512-512-10", 128, "sgd"),
                    train("784-2048-2048-10", 512, "sgd"),
                    train("784-512-512-10", 128, "adam"),
                    train("784-2048-2048-10", 512, "adam"));

    /** One row, and many at a time. */
    public static final List<Workload> PREDICTION =
            List.of(
                    predict("3-16-2", 1),
                    predict("784-512-512-10", 1),
                    predict("3-16-2", 1024),
                    predict("784-512-512-10", 1024));

    /** Floating-point operations that make a lap of predictions long enough for a clock. */
    private static final double LAP_OPERATIONS = 2e8;

    private static final int MOST_PREDICTIONS = 1000;

    /** Operations of an epoch, but for the limits below: some tenths of a second of large steps. */
    private static final double EPOCH_OPERATIONS = 2.6e10;

    private static final int FEWEST_STEPS = 8;
    private static final int MOST_STEPS = 256;

    /** Checks the values. */
    public Workload {
        layers = List.copyOf(layers);
        if (layers.size() < 2 || layers.stream().anyMatch(units -> units < 1))
            throw new IllegalArgumentException(
                    "workload: at least two layers of at least one unit, got " + layers);
        if (rows < 1) throw new IllegalArgumentException("workload: at least one row, got " + rows);
        List<String> known = kind == Kind.TRAIN ? List.of("sgd", "adam") : List.of("none");
        if (!known.contains(optimizer))
            throw new IllegalArgumentException(
                    "workload: the optimizer must be one of %s, got %s"
                            .formatted(known, optimizer));
    }

    /**
     * As {@link #arguments} gives it: {@code train 3-16-2 32 sgd} or {@code predict 3-16-2 1 none}.
     *
     * @throws IllegalArgumentException if it is nothing of that form
     */
    public static Workload of(String... arguments) {
        if (arguments.length != 4)
            throw new IllegalArgumentException(
                    "workload: as train 3-16-2 32 sgd or predict 3-16-2 1 none, got "
                            + String.join(" ", arguments));
        return new Workload(
                switch (arguments[0]) {
                    case "train" -> Kind.TRAIN;
                    case "predict" -> Kind.PREDICT;
                    default ->
                            throw new IllegalArgumentException(
                                    "workload: train or predict, got " + arguments[0]);
                },
                Arrays.stream(arguments[1].split("-")).map(Integer::valueOf).toList(),
                Integer.parseInt(arguments[2]),
                arguments[3]);
    }

    private static Workload train(String layers, int rows, String optimizer) {
        return of("train", layers, String.valueOf(rows), optimizer);
    }

    private static Workload predict(String layers, int rows) {
        return of("predict", layers, String.valueOf(rows), "none");
    }

    /** What a measuring process is started with: work, laps and their length. */
    public List<String> arguments() {
        return List.of(
                kind == Kind.TRAIN ? "train" : "predict",
                network(),
                String.valueOf(rows),
                optimizer);
    }

    /** The layers in short: {@code 3-16-2}. */
    public String network() {
        return layers.stream().map(String::valueOf).collect(Collectors.joining("-"));
    }

    /** In a few words: {@code train 3-16-2, 32 rows, sgd}. */
    public String title() {
        return kind == Kind.TRAIN
                ? "train %s, %d rows, %s".formatted(network(), rows, optimizer)
                : "predict %s, %,d row%s".formatted(network(), rows, rows == 1 ? "" : "s");
    }

    /** Numbers a row has. */
    public int inputs() {
        return layers.getFirst();
    }

    /** Classes. */
    public int outputs() {
        return layers.getLast();
    }

    /**
     * Floating-point operations of a step, two for each multiplication and addition: forward, both
     * gradients, but none of the inputs; or of a prediction.
     */
    public double operations() {
        double products = 0;
        for (int k = 0; k < layers.size() - 1; k++) {
            double factor = kind == Kind.PREDICT ? 2 : k == 0 ? 4 : 6;
            products += factor * layers.get(k) * layers.get(k + 1);
        }
        return products * rows;
    }

    /** Steps of an epoch, or predictions that are timed together. */
    public int steps() {
        if (kind == Kind.PREDICT)
            return (int) Math.clamp(LAP_OPERATIONS / operations(), 1, MOST_PREDICTIONS);
        return (int) Math.clamp(EPOCH_OPERATIONS / operations(), FEWEST_STEPS, MOST_STEPS);
    }

    /** Rows of the data: those of an epoch, all batches full; or those predicted at a time. */
    public int dataRows() {
        return kind == Kind.TRAIN ? Math.multiplyExact(steps(), rows) : rows;
    }
}
