package rookery.explain.race;

import java.util.Optional;

/**
 * What was measured of a training between two steps.
 *
 * @param epoch epochs done: gradient evaluations for each training row
 * @param step steps done
 * @param gradientEvaluations rows whose gradient was computed, each time it was
 * @param seconds of wall time spent on the steps, on nothing else; a short training is
 *     timed up to five times, within half a second, and these are the fastest's
 * @param loss over all training rows, penalties included, in inference mode
 * @param validationLoss likewise over the validation rows, if there are any
 */
public record Lap(
        double epoch,
        long step,
        long gradientEvaluations,
        double seconds,
        double loss,
        Optional<Double> validationLoss) {

    /** The same at another time. */
    Lap withSeconds(double seconds) {
        return new Lap(epoch, step, gradientEvaluations, seconds, loss, validationLoss);
    }
}
