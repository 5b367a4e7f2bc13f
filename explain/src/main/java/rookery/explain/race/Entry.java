package rookery.explain.race;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A racer and what it did.
 *
 * @param name as the race calls it
 * @param optimizer as text, its learning rate included
 * @param batchSize rows of a step
 * @param stepsPerEpoch steps to see all training rows once
 * @param rate its learning rate
 * @param rank by the median of the final loss, from 1; equals share one
 * @param finalLoss over all training rows after the last epoch; infinite where it diverged
 * @param bestValidationLoss the lowest measured of each start, if there are validation rows
 * @param seconds of wall time spent on steps, of a start; of all that were done
 * @param reached the race's target
 * @param descents one for each start
 */
public record Entry(
        String name,
        String optimizer,
        int batchSize,
        int stepsPerEpoch,
        Rate rate,
        int rank,
        Band finalLoss,
        Optional<Band> bestValidationLoss,
        Band seconds,
        Target.Reached reached,
        List<Descent> descents) {

    /** Keeps a copy. */
    public Entry {
        descents = List.copyOf(descents);
    }

    /** The same with its place among the others. */
    Entry withRank(int rank) {
        return new Entry(
                name,
                optimizer,
                batchSize,
                stepsPerEpoch,
                rate,
                rank,
                finalLoss,
                bestValidationLoss,
                seconds,
                reached,
                descents);
    }

    /**
     * A point of the curve over all starts.
     *
     * @param epoch epochs done, parts of the first included
     * @param step steps done
     * @param gradientEvaluations rows whose gradient was computed, each time it was
     * @param seconds of wall time spent on steps, the median
     * @param loss over the training rows; infinite from where a start diverged
     * @param validationLoss over the validation rows, if there are any
     */
    public record Point(
            double epoch,
            long step,
            long gradientEvaluations,
            double seconds,
            Band loss,
            Optional<Band> validationLoss) {}

    /** The curve over all starts, as far as the one that came farthest. */
    public List<Point> curve() {
        List<Lap> longest =
                descents.stream()
                        .map(Descent::laps)
                        .max((a, b) -> Integer.compare(a.size(), b.size()))
                        .orElseThrow();
        return IntStream.range(0, longest.size()).mapToObj(i -> point(i, longest.get(i))).toList();
    }

    private Point point(int i, Lap lap) {
        DoubleStream seconds =
                descents.stream()
                        .filter(d -> i < d.laps().size())
                        .mapToDouble(d -> d.laps().get(i).seconds());
        return new Point(
                lap.epoch(),
                lap.step(),
                lap.gradientEvaluations(),
                Band.of(seconds).median(),
                band(i, Lap::loss),
                lap.validationLoss().map(_ -> band(i, l -> l.validationLoss().orElseThrow())));
    }

    /** Where a start had ended before, its loss is no longer finite. */
    private Band band(int i, ToDoubleFunction<Lap> of) {
        Function<Descent, Double> value =
                d ->
                        i < d.laps().size()
                                ? of.applyAsDouble(d.laps().get(i))
                                : Double.POSITIVE_INFINITY;
        return Band.of(descents.stream().map(value).mapToDouble(v -> v));
    }
}
