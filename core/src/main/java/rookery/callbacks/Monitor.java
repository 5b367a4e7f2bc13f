package rookery.callbacks;

import rookery.metrics.Metric;
import rookery.names.Names;

import java.util.List;
import java.util.Map;

/**
 * A value of the history that a callback watches, and what counts as an improvement of it.
 *
 * <p>As in Keras, but a value that is not a number is never an improvement; for Keras it is one if
 * it comes first.
 *
 * @param callback who watches, for messages
 * @param name of the value: {@code val_loss}, {@code loss}, {@code val_accuracy} …
 * @param mode which direction is better
 * @param minDelta what an improvement must exceed, at least 0
 */
public record Monitor(String callback, String name, Mode mode, double minDelta) {

    /** In place of the best value: there is none yet. */
    public static final double NONE = Double.NaN;

    /**
     * Checks the least improvement.
     *
     * @throws IllegalArgumentException if it is negative or not a number
     */
    public Monitor {
        if (!(minDelta >= 0))
            throw new IllegalArgumentException(
                    callback + ": minDelta must be at least 0, got " + minDelta);
    }

    /** The same of another value. */
    public Monitor name(String name) {
        return new Monitor(callback, name, mode, minDelta);
    }

    /** The same with a direction. */
    public Monitor mode(Mode mode) {
        return new Monitor(callback, name, mode, minDelta);
    }

    /** The same with this least improvement. */
    public Monitor minDelta(double minDelta) {
        return new Monitor(callback, name, mode, minDelta);
    }

    /** Whether higher is better. */
    public boolean rises() {
        return switch (mode) {
            case AUTO -> Metric.rises(name);
            case MIN -> false;
            case MAX -> true;
        };
    }

    /**
     * Refuses a value that a training does not have.
     *
     * @param names of the values it has
     * @throws IllegalArgumentException if it is not among them; offers the nearest
     */
    public void check(List<String> names) {
        if (!names.contains(name))
            throw new IllegalArgumentException(
                    "%s: nothing called \"%s\" to monitor; %s"
                            .formatted(callback, name, Names.suggest(name, names)));
    }

    /** Its value in the logs of an epoch, which must have it. */
    public double value(Map<String, Double> logs) {
        return logs.get(name);
    }

    /**
     * Whether a value is better than the best so far by more than the least improvement.
     *
     * @param best so far, or {@link #NONE}
     */
    public boolean improves(double value, double best) {
        if (Double.isNaN(best)) return !Double.isNaN(value);
        return rises() ? value - minDelta > best : value + minDelta < best;
    }
}
