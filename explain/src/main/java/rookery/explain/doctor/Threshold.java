package rookery.explain.doctor;

import java.util.Arrays;
import java.util.List;

/**
 * A number that a check compares with. The first of a check has the check's code, the others the code
 * and a name behind a dot: {@code dead-relu}, {@code dead-relu.rows}.
 */
public enum Threshold {
    /** The squared correlation of two columns of numbers. */
    DUPLICATE("duplicate-column", 0.9999, 0, 1),
    /** How well one column tells the target: 0 as guessing, 1 without a mistake. */
    LEAKAGE("leakage", 0.99, 0, 1),
    /** The share of the validation rows that are training rows, too. */
    DUPLICATE_ROWS("duplicate-rows", 0.01, 0, 1),
    /** |mean| of a column, in its standard deviations. */
    OFF_CENTER("inputs-not-scaled", 3, 0, Double.MAX_VALUE),
    /** The largest standard deviation of a column over the smallest. */
    UNEQUAL_SPREAD("inputs-not-scaled.ratio", 10, 1, Double.MAX_VALUE),
    /** The loss at the start over that of guessing. */
    LOSS_AT_START("loss-at-start", 2, 0, Double.MAX_VALUE),
    /** The same of numbers, over that of predicting their mean. */
    LOSS_AT_START_NUMBERS("loss-at-start.numbers", 5, 0, Double.MAX_VALUE),
    /** The share of a layer's units that are hardly ever on. */
    DEAD_UNITS("dead-relu", 0.5, 0, 1),
    /** The share of rows on which a unit must be on not to count as dead. */
    DEAD_ROWS("dead-relu.rows", 0.01, 0, 1),
    /** The share of a layer's units that are never or always on. */
    LINEAR_UNITS("linear-hidden-layer", 1, 0, 1),
    /** How near the loss is to that of the class frequencies, relative to it. */
    FREQUENCIES("learned-class-frequencies", 0.01, 0, 1),
    /** For how many epochs. */
    FREQUENCIES_EPOCHS("learned-class-frequencies.epochs", 5, 1, Integer.MAX_VALUE),
    /** The share of its start that the loss on a few rows must fall below. */
    OVERFIT_LOSS("cannot-overfit", 0.01, 0, 1),
    /** How many rows. */
    OVERFIT_ROWS("cannot-overfit.rows", 20, 1, 1024),
    /** How many steps of Adam. */
    OVERFIT_STEPS("cannot-overfit.steps", 1000, 1, 1_000_000),
    /** ‖Δw‖/‖w‖ of a step above which it is too long. */
    LARGE_UPDATE("update-ratio", 1e-2, 0, Double.MAX_VALUE),
    /** The same of the first step. */
    FIRST_UPDATE("update-ratio.first", 0.5, 0, Double.MAX_VALUE),
    /** ‖Δw‖/‖w‖ of a step below which it is too short. */
    SMALL_UPDATE("update-ratio.low", 1e-4, 0, Double.MAX_VALUE),
    /** The middle alpha of a window of steps. */
    OVERSHOOT("overshoot", 0.5, -1, Double.MAX_VALUE),
    /** The first layer's gradient over the last one's. */
    VANISHING("vanishing-gradient", 1e-3, 0, Double.MAX_VALUE),
    /** The first layer's gradient. */
    VANISHING_NORM("vanishing-gradient.norm", 1e-4, 0, Double.MAX_VALUE),
    /** The first layer's gradient over the last one's. */
    EXPLODING("exploding-gradient", 70, 0, Double.MAX_VALUE),
    /** How far the accuracy goes up and down. */
    SWING("oscillating", 0.03, 0, 1),
    /** In which share of the epochs. */
    SWING_EPOCHS("oscillating.epochs", 0.2, 0, 1),
    /** How many epochs without a lower loss. */
    STALLED("stalled", 10, 1, Integer.MAX_VALUE),
    /** By how much the accuracy must move. */
    STALLED_MOVED("stalled.moved", 0.01, 0, 1),
    /** An accuracy that is good enough to stop at. */
    STALLED_BEST("stalled.best", 0.7, 0, 1),
    /** The share of the epochs after which the accuracy must have moved. */
    STALLED_AFTER("stalled.after", 0.3, 0, 1),
    /** (val_loss − loss) / loss. */
    OVERFITTING("overfitting", 0.1, 0, Double.MAX_VALUE),
    /** For how many epochs. */
    OVERFITTING_PATIENCE("overfitting.patience", 5, 1, Integer.MAX_VALUE),
    /** By how much the accuracy is higher on the training rows. */
    OVERFITTING_ACCURACY("overfitting.accuracy", 0.1, 0, 1),
    /** Rows of the smallest class over those of the largest. */
    CLASS_SIZES("class-trouble", 0.1, 0, 1),
    /** The share of a class's rows that are predicted wrong. */
    CLASS_WRONG("class-trouble.wrong", 0.7, 0, 1),
    /** The share of a layer's (unit, row) pairs that are saturated. */
    SATURATED("saturated", 0.5, 0, 1),
    /** How wide the interval of the accuracy is. */
    INTERVAL("small-test-set", 0.1, 0, 1),
    /** The share of the rows with the largest self-influence. */
    SUSPICIOUS("suspicious-labels", 0.01, 0, 1);

    private final String key;
    private final double standard;
    private final double least;
    private final double most;

    Threshold(String key, double standard, double least, double most) {
        this.key = key;
        this.standard = standard;
        this.least = least;
        this.most = most;
    }

    /** As it is named: {@code dead-relu.rows}. */
    public String key() {
        return key;
    }

    /** The value unless told. */
    public double standard() {
        return standard;
    }

    /** All keys, in order. */
    public static List<String> keys() {
        return Arrays.stream(values()).map(Threshold::key).toList();
    }

    /**
     * The one of this name.
     *
     * @throws IllegalArgumentException if there is none; offers the nearest, and lists all
     */
    public static Threshold named(String key) {
        return Arrays.stream(values())
                .filter(threshold -> threshold.key.equals(key))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalArgumentException(
                                "unknown threshold \"%s\"; %s"
                                        .formatted(key, Words.suggest(key, keys()))));
    }

    /** Refuses a value that is impossible. */
    double check(double value) {
        boolean fits = value >= least && value <= most && Double.isFinite(value);
        if (fits && (!counts() || value == Math.rint(value))) return value;
        throw new IllegalArgumentException(
                "threshold %s: must be %s%s, got %s"
                        .formatted(
                                key,
                                counts() ? "a whole number " : "",
                                range(),
                                Words.number(value)));
    }

    /** Whether it is a number of rows, steps or epochs. */
    private boolean counts() {
        return least == 1 && most >= 1024 && most <= Integer.MAX_VALUE;
    }

    private String range() {
        return most >= Integer.MAX_VALUE
                ? "at least " + Words.number(least)
                : "between %s and %s".formatted(Words.number(least), Words.number(most));
    }
}
