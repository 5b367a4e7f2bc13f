package rookery.data;

/**
 * How a number becomes a feature: {@code (x − shift) / scale}, over the training rows that have a
 * value.
 */
public enum Scaling {
    /** shift = mean, scale = standard deviation (of the population: divided by n). */
    STANDARD,
    /** shift = minimum, scale = maximum − minimum: training rows lie in [0, 1]. */
    MINMAX,
    /** shift = 0, scale = 1. */
    NONE;

    double shift(NumberSummary summary) {
        return switch (this) {
            case STANDARD -> summary.mean();
            case MINMAX -> summary.min();
            case NONE -> 0;
        };
    }

    /** The scale; 1 for a constant column. */
    double scale(NumberSummary summary) {
        if (summary.constant()) return 1;
        return switch (this) {
            case STANDARD -> summary.deviation();
            case MINMAX -> summary.max() - summary.min();
            case NONE -> 1;
        };
    }
}
