package rookery.formats;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What callbacks changed in a training, and what no function of data and seed can tell.
 *
 * <p>Steps are those of the training that led to the final weights: where a callback went back to an
 * earlier step, the steps that it took back are forgotten, and their numbers are those of the steps
 * that followed.
 */
final class Changes {

    /** Learning rates by the first step taken with them. */
    private final NavigableMap<Long, Double> rates = new TreeMap<>();

    /** Steps before which a callback put weights that need not follow from the step before. */
    private final NavigableSet<Long> restored = new TreeSet<>();

    /** NaN: the optimizer's own. */
    private double rate = Double.NaN;

    private OptionalLong finalStep = OptionalLong.empty();

    NavigableMap<Long, Double> rates() {
        return rates;
    }

    NavigableSet<Long> restored() {
        return restored;
    }

    /** The step whose weights were put back at the end, if a callback did so. */
    OptionalLong finalStep() {
        return finalStep;
    }

    /**
     * A callback set the rate.
     *
     * @return whether it is another than before
     */
    boolean setRate(long step, double rate) {
        if (rate == this.rate) return false;
        this.rate = rate;
        rates.put(step, rate);
        return true;
    }

    /** A callback put a snapshot back, which has a rate of its own. */
    void restore(long step) {
        rates.tailMap(step, true).clear();
        restored.tailSet(step, true).clear();
        restored.add(step);
        rate = Double.NaN;
    }

    /** A callback put a snapshot back at the end. */
    void restoreFinally(long step) {
        finalStep = OptionalLong.of(step);
    }
}
