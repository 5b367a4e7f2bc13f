package rookery.metrics;

import java.util.Optional;

/** What an output must be above to count as yes. */
final class Threshold {

    private Threshold() {}

    /**
     * Refuses what is not a finite number.
     *
     * @throws IllegalArgumentException naming metric and value
     */
    static void check(String metric, double threshold) {
        if (!Double.isFinite(threshold))
            throw new IllegalArgumentException(
                    metric + ": threshold must be finite, got " + threshold);
    }

    /** What a metric's name ends in: nothing without a threshold. */
    static String suffix(Optional<Double> threshold) {
        return threshold.map(value -> "_at_" + text(value)).orElse("");
    }

    /** A number in a name: 2, 0.5. */
    static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e9
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
