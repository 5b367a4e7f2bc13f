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
    public record Divergence(long step, String message) {

        private static Divergence at(Lap lap) {
            return new Divergence(
                    lap.step(),
                    "after %d steps the loss over all training rows is %s; the learning rate is too high for this network and these data"
                            .formatted(lap.step(), lap.loss()));
        }
    }

    /** As measured; laps from the first on whose loss is not finite are its divergence. */
    static Descent of(long seed, List<Lap> laps, Optional<Divergence> divergence) {
        for (int k = 0; k < laps.size(); k++)
            if (!Double.isFinite(laps.get(k).loss()))
                return new Descent(
                        seed, laps.subList(0, k), Optional.of(Divergence.at(laps.get(k))));
        return new Descent(seed, laps, divergence);
    }

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
