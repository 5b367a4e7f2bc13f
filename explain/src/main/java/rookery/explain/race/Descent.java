package rookery.explain.race;

import java.util.List;
import java.util.Optional;

/**
 * One training of a racer.
 *
 * @param seed of initial weights and orders of rows
 * @param laps measurements in the order of steps, that before the first step first
 * @param divergence where it ended before its time, if its loss was no longer finite
 */
public record Descent(long seed, List<Lap> laps, Optional<Divergence> divergence) {

    /** Keeps a copy. */
    public Descent {
        laps = List.copyOf(laps);
    }

    /**
     * The end of a training whose loss is no longer finite.
     *
     * @param step from 0; the steps before it were taken
     * @param message where the number came from, and what to do
     */
    public record Divergence(long step, String message) {}

    /** The loss in the end; infinite if it diverged. */
    public double finalLoss() {
        return divergence.isPresent() ? Double.POSITIVE_INFINITY : laps.getLast().loss();
    }

    /** The lowest validation loss that was measured; infinite without validation rows. */
    public double bestValidationLoss() {
        return laps.stream()
                .flatMap(lap -> lap.validationLoss().stream())
                .mapToDouble(loss -> loss)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The first measurement with a loss of at most this one. */
    public Optional<Lap> first(double target) {
        return laps.stream().filter(lap -> lap.loss() <= target).findFirst();
    }

    /** The wall time of all its steps. */
    public double seconds() {
        return laps.getLast().seconds();
    }
}
