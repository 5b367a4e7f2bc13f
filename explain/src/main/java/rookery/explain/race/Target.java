package rookery.explain.race;

import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * A loss to get down to.
 *
 * @param loss at most this one; NaN if it is not given and no racer's loss stayed finite
 * @param given whether the user gave it; else it is {@link #PART} of the way from the start's loss
 *     down to the lowest final loss of any racer, both medians over the starts
 */
public record Target(double loss, boolean given) {

    /** The part of the way down that is wanted unless told. */
    public static final double PART = 0.9;

    /** For these descents, a list for each racer, unless given. */
    static Target of(Optional<Double> given, List<List<Descent>> racers) {
        if (given.isPresent()) return new Target(given.get(), true);
        double start = median(racers.getFirst(), descent -> descent.laps().getFirst().loss());
        double best =
                racers.stream()
                        .mapToDouble(descents -> median(descents, Descent::finalLoss))
                        .min()
                        .orElseThrow();
        boolean known = Double.isFinite(start) && Double.isFinite(best);
        return new Target(known ? start - PART * (start - best) : Double.NaN, false);
    }

    private static double median(List<Descent> descents, ToDoubleFunction<Descent> of) {
        return Band.of(descents.stream().mapToDouble(of)).median();
    }

    /**
     * How long a racer took to get there: medians over all starts, where never is infinite; empty if
     * that is the median.
     *
     * @param starts how many got there
     * @param epochs till the first measurement that found it there
     * @param steps likewise
     * @param gradientEvaluations likewise
     * @param seconds likewise
     */
    public record Reached(
            int starts,
            Optional<Double> epochs,
            Optional<Double> steps,
            Optional<Double> gradientEvaluations,
            Optional<Double> seconds) {

        static Reached of(double target, List<Descent> descents) {
            List<Optional<Lap>> laps = descents.stream().map(d -> d.first(target)).toList();
            return new Reached(
                    (int) laps.stream().filter(Optional::isPresent).count(),
                    median(laps, Lap::epoch),
                    median(laps, Lap::step),
                    median(laps, Lap::gradientEvaluations),
                    median(laps, Lap::seconds));
        }

        private static Optional<Double> median(List<Optional<Lap>> laps, ToDoubleFunction<Lap> of) {
            double median =
                    Band.of(
                                    laps.stream()
                                            .mapToDouble(lap ->
                                                    lap.map(of::applyAsDouble)
                                                            .orElse(Double.POSITIVE_INFINITY)))
                            .median();
            return Optional.of(median).filter(Double::isFinite);
        }
    }
}
