package rookery.metrics;

import java.util.Locale;

/**
 * How the scores of several classes become one number. A network with one output has one score, that
 * of the yes, whatever the average.
 */
public enum Average {
    /** The mean over the classes, each counting the same; a class without rows counts, too. */
    MACRO,
    /** The score of all classes' decisions counted together. */
    MICRO,
    /** The mean over the classes, each counting by its rows. */
    WEIGHTED,
    /** The score of class 1 alone, of two classes. */
    BINARY;

    /** What a metric's name ends in: nothing for the default. */
    String suffix() {
        return this == MACRO ? "" : "_" + name().toLowerCase(Locale.ROOT);
    }

    /**
     * Refuses a score of class 1 alone where there are more than two.
     *
     * @throws IllegalArgumentException if this average needs two classes and there are more
     */
    void check(Metric metric, int outputs) {
        if (this == BINARY && outputs > 2)
            throw new IllegalArgumentException(
                    ("%s: average binary is for two classes, but there are %d outputs; use macro,"
                                    + " micro or weighted")
                            .formatted(metric.name(), outputs));
    }
}
