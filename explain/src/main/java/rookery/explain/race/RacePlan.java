package rookery.explain.race;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * All that a race needs, checked before it begins.
 *
 * @param learner network, loss and metrics; its optimizer does not count
 * @param training rows to learn from
 * @param validation rows not to learn from, if there are any
 * @param fit epochs, class weights and the first start's seed; its batch size does not count
 * @param racers who takes part
 * @param starts how many, each with the next seed
 * @param rates how many learning rates are tried for each racer without one; 0: none, its optimizer's
 *     own is taken
 * @param tuneEpochs of each trial
 * @param target a loss to get down to, or unless given that of {@link Target}
 * @param grid points of each axis of the landscape, 0 for none; unless given, {@link #GRID}, or none
 *     where that would take long
 */
public record RacePlan(
        Learner learner,
        Dataset training,
        Optional<Dataset> validation,
        Fit fit,
        List<Racer> racers,
        int starts,
        int rates,
        int tuneEpochs,
        Optional<Double> target,
        Optional<Integer> grid) {

    /** How many starts unless told. */
    public static final int STARTS = 3;

    /** Learning rates that are tried unless told: half a power of ten lies between two. */
    public static final int RATES = 11;

    /** Epochs of a trial unless told: this part of the race's, but not too few. */
    private static final int TRIAL = 5;

    private static final int FEWEST = 5;

    /** Starts that each learning rate is tried from. */
    private static final int TRIALS = 2;

    /** Points of each axis of the landscape, unless told. */
    public static final int GRID = 41;

    /** Multiplications that a landscape may take unless it is asked for: some seconds. */
    private static final double SURFACE = 2e11;

    private static final int LOWEST = -4;
    private static final int HIGHEST = 1;
    private static final MathContext TWO_DIGITS = new MathContext(2);

    /** Checks the values. */
    public RacePlan {
        racers = List.copyOf(racers);
        if (racers.isEmpty()) throw new IllegalArgumentException("race: nobody takes part");
        check(starts >= 1, "starts must be at least 1", starts);
        check(rates == 0 || rates >= 2, "learning rates to try must be 0 or at least 2", rates);
        grid.ifPresent(points ->
                check(
                        points == 0 || points >= 2,
                        "points of the landscape's axes must be 0 or at least 2",
                        points));
        check(tuneEpochs >= 1, "epochs of a trial must be at least 1", tuneEpochs);
    }

    private static void check(boolean right, String what, int got) {
        if (!right) throw new IllegalArgumentException("race: %s, got %d".formatted(what, got));
    }

    /**
     * The usual race: three starts, {@link #RATES} learning rates for each racer, a fifth of the
     * epochs for each of them.
     */
    public static RacePlan of(
            Learner learner,
            Dataset training,
            Optional<Dataset> validation,
            Fit fit,
            List<Racer> racers) {
        return new RacePlan(
                learner,
                training,
                validation,
                fit,
                racers,
                STARTS,
                RATES,
                usualTuneEpochs(fit.epochs()),
                Optional.empty(),
                Optional.empty());
    }

    /** Epochs of a trial unless told: a fifth of the race's, and five unless the race has fewer. */
    public static int usualTuneEpochs(int epochs) {
        return Math.max(epochs / TRIAL, Math.min(epochs, FEWEST));
    }

    /** Whether the usual landscape would take too long for one that nobody asked for. */
    boolean tooLarge() {
        double row = learner.network().parameterCount();
        return grid.isEmpty() && row * training.rows() * GRID * GRID > SURFACE;
    }

    /** Points of each axis of the landscape; 0 for none. */
    int points() {
        return grid.orElse(tooLarge() ? 0 : GRID);
    }

    /** How learning rates are tuned, if any are. */
    Optional<Tuning> tuning() {
        if (rates == 0 || racers.stream().allMatch(Racer::rateGiven)) return Optional.empty();
        List<Double> tried =
                IntStream.range(0, rates)
                        .mapToObj(k -> rate(k / (rates - 1.0)))
                        .distinct()
                        .toList();
        return Optional.of(
                new Tuning(
                        tried,
                        tuneEpochs,
                        LongStream.range(0, TRIALS).mapToObj(k -> fit.seed() + starts + k).toList(),
                        (long) tried.size() * TRIALS * tuneEpochs * training.rows()));
    }

    /** Between the lowest and the highest, evenly by their logarithms, by two digits. */
    private static double rate(double part) {
        double rate = StrictMath.pow(10, LOWEST + part * (HIGHEST - LOWEST));
        return new BigDecimal(rate).round(TWO_DIGITS).doubleValue();
    }

    /** The trainings of a racer without a rate, in epochs. */
    private long epochsOf(Racer racer) {
        long tuned = racer.rateGiven() ? 0 : tuning().map(Tuning::allEpochs).orElse(0L);
        return tuned + (long) starts * fit.epochs();
    }

    /** Epochs of all trainings. */
    public long epochs() {
        return racers.stream().mapToLong(this::epochsOf).sum();
    }
}
