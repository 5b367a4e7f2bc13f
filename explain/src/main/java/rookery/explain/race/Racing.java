package rookery.explain.race;

import rookery.Losses;
import rookery.Trainer;
import rookery.optimizers.Optimizer;
import rookery.schedules.LearningRate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A race under way: racers warm up, their learning rates are tuned, then they run one after the
 * other, each by itself on the machine, in an order that changes from start to start.
 *
 * {@snippet :
 * List<Racer> racers = Racer.list("gd,online,minibatch,adam", 32);
 * RacePlan plan = RacePlan.of(learner, training, Optional.of(validation), fit, racers);
 * Race race = new Racing(plan).run(done -> {});
 * }
 *
 * <p>All numbers but times are functions of the plan, to the bit. Not safe for use by several
 * threads at once.
 */
public final class Racing {

    /** Steps are taken for so long by each racer in a round of the warm-up, one at least. */
    private static final long WARM_UP_NANOS = 30_000_000L;

    /** Kernels are waited for for so long: a busy machine compiles them late. */
    private static final long LATE_NANOS = 20_000_000_000L;

    private static final int FEWEST_ROUNDS = 3;

    /** Rounds of the warm-up, at most. */
    public static final int MOST_ROUNDS = 20;

    /** A round that takes more than this part of the one before was no faster. */
    private static final double FASTER = 0.9;

    /** Times are taken of steps that last so long together. */
    private static final long TIMED_NANOS = 500_000L;

    /** Losses of laps cost about so much of a training's epochs. */
    private static final double FORWARD = 1.0 / 3;

    private final RacePlan plan;
    private final Track track;
    private final BooleanSupplier compiled;
    private final LongSupplier clock;
    private boolean warm;

    /**
     * A race that is about to begin.
     *
     * @throws IllegalArgumentException if data, network and loss do not fit together
     * @throws rookery.data.InputException if a start's loss is not finite before the first step
     */
    public Racing(RacePlan plan) {
        this(plan, Losses::warm, System::nanoTime);
    }

    /**
     * The same by another clock, but for the times of the race itself.
     *
     * @param compiled whether kernels are
     * @param clock in nanoseconds
     */
    Racing(RacePlan plan, BooleanSupplier compiled, LongSupplier clock) {
        this.plan = plan;
        this.compiled = compiled;
        this.clock = clock;
        track = new Track(plan);
    }

    /**
     * Lets all racers take steps that do not count, in turns, until kernels are compiled and steps
     * become no faster, so that none is timed while the code is cold.
     *
     * @param progress is told how many of {@link #MOST_ROUNDS} are done; they are seldom all needed
     * @return how many seconds the race will take, about
     * @throws CancellationException if the thread is interrupted
     */
    public double warmUp(LongConsumer progress) {
        long late = clock.getAsLong() + LATE_NANOS;
        while (!compiled.getAsBoolean() && clock.getAsLong() < late) {
            progress.accept(0);
            for (Racer racer : plan.racers())
                secondsOfAnEpoch(Track.trainer(plan, racer, racer.optimizer(), plan.fit().seed()));
        }
        double seconds = estimate();
        for (int round = 1; round < MOST_ROUNDS; round++) {
            progress.accept(round);
            double before = seconds;
            seconds = Math.min(before, estimate());
            if (round >= FEWEST_ROUNDS && seconds > FASTER * before) break;
        }
        warm = true;
        return seconds;
    }

    private double estimate() {
        double seconds = 0;
        Optional<Tuning> tuning = plan.tuning();
        int laps = Track.laps(plan.fit().epochs(), Integer.MAX_VALUE).size();
        for (Racer racer : plan.racers()) {
            double epoch =
                    secondsOfAnEpoch(
                            Track.racing(plan, racer, racer.optimizer(), plan.fit().seed()));
            seconds += epoch * plan.starts() * (plan.fit().epochs() + laps * FORWARD);
            if (tuning.isPresent() && !racer.rateGiven())
                seconds +=
                        epoch
                                * tuning.get().allEpochs()
                                / new Tuner(plan, tuning.get()).processors(racer);
        }
        return seconds;
    }

    /** By the fastest of the times that steps took: others were compiled, or disturbed. */
    private double secondsOfAnEpoch(Trainer trainer) {
        double fastest = Double.POSITIVE_INFINITY;
        long end = clock.getAsLong() + WARM_UP_NANOS;
        do {
            long began = clock.getAsLong();
            long nanos;
            int steps = 0;
            do {
                trainer.step();
                steps++;
                Track.refuseIfInterrupted();
                nanos = clock.getAsLong() - began;
            } while (nanos < TIMED_NANOS);
            fastest = Math.min(fastest, (double) nanos / steps);
        } while (clock.getAsLong() < end);
        return fastest / 1e9 * trainer.stepsPerEpoch();
    }

    /**
     * Runs the race.
     *
     * @param progress is told how many of {@link RacePlan#epochs} are done
     * @return the race; what was finished of it if the thread was interrupted, which it is not any
     *     more then
     * @throws CancellationException if it was interrupted before any racer had finished
     */
    public Race run(LongConsumer progress) {
        try {
            if (!warm) warmUp(_ -> {});
            return race(progress);
        } finally {
            Thread.interrupted();
        }
    }

    private Race race(LongConsumer progress) {
        Counting counting = new Counting(progress);
        Optional<Tuner> tuner = plan.tuning().map(tuning -> new Tuner(plan, tuning));
        List<Rate> rates = new ArrayList<>();
        for (Racer racer : plan.racers()) rates.add(rate(racer, tuner, counting));
        List<Optimizer> optimizers = new ArrayList<>();
        for (int k = 0; k < rates.size(); k++)
            optimizers.add(optimizer(plan.racers().get(k), rates.get(k)));
        List<String> notes = new ArrayList<>();
        Paths paths = new Paths(plan, track, notes);
        Heats heats = new Heats(plan, track, optimizers, paths.epochs());
        boolean finished = heats.run(counting);
        Results results = new Results(plan, optimizers, rates, heats.starts());
        if (!finished) Thread.interrupted(); // what was finished has its landscape, too
        return results.race(paths.landscape(heats), finished, notes);
    }

    private static Optimizer optimizer(Racer racer, Rate rate) {
        return rate.source() == Rate.Source.TUNED
                ? racer.optimizer().withLearningRate(LearningRate.NAMES.get(rate.text()))
                : racer.optimizer();
    }

    private static Rate rate(Racer racer, Optional<Tuner> tuner, Counting counting) {
        if (!racer.rateGiven() && tuner.isPresent()) {
            Rate rate = tuner.get().tune(racer, counting);
            counting.next(tuner.get().tuning().allEpochs());
            return rate;
        }
        return new Rate(
                LearningRate.NAMES.describe(racer.optimizer().learningRate()),
                racer.rateGiven() ? Rate.Source.GIVEN : Rate.Source.USUAL,
                List.of());
    }
}
