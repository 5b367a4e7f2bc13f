package rookery.explain.race;

import rookery.Trainer;
import rookery.kernels.Workers;
import rookery.schedules.Constant;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Tries learning rates. Trials of small networks run at the same time, one on each processor: they
 * are not timed, and their bits do not depend on it.
 */
record Tuner(RacePlan plan, Tuning tuning) {

    /**
     * The learning rate of a racer.
     *
     * @param progress is told the epochs done for this racer
     * @throws CancellationException if the thread is interrupted
     */
    Rate tune(Racer racer, LongConsumer progress) {
        int starts = tuning.seeds().size();
        double[] losses = new double[tuning.rates().size() * starts];
        Workers.run(
                new Trials(this, racer, losses, progress),
                Math.min(losses.length, processors(racer)));
        List<Rate.Trial> trials = new ArrayList<>();
        for (int k = 0; k < tuning.rates().size(); k++) {
            double sum = 0;
            for (int start = 0; start < starts; start++) sum += losses[k * starts + start];
            trials.add(new Rate.Trial(tuning.rates().get(k), sum / starts));
        }
        return new Rate(Rate.text(best(trials)), Rate.Source.TUNED, trials);
    }

    /** The rate with the lowest loss; of equals the lowest. */
    static double best(List<Rate.Trial> trials) {
        Rate.Trial best = trials.getFirst();
        for (Rate.Trial trial : trials) if (trial.loss() < best.loss()) best = trial;
        return best.rate();
    }

    /** How many trials run at the same time: one where a training has work for all by itself. */
    int processors(Racer racer) {
        int rows = Math.min(racer.batchSize(), plan.training().rows());
        if (plan.learner().threads(rows) > 1) return 1;
        int processors = Runtime.getRuntime().availableProcessors();
        return Math.min(Integer.getInteger("rookery.threads", processors), processors);
    }

    /** The trials of a racer, shared out: who is done with one takes the next. */
    private static final class Trials implements Workers.Work {

        private final Tuner tuner;
        private final Racer racer;
        private final double[] losses;
        private final LongConsumer progress;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLong epochs = new AtomicLong();
        private final AtomicBoolean stopped = new AtomicBoolean();

        Trials(Tuner tuner, Racer racer, double[] losses, LongConsumer progress) {
            this.tuner = tuner;
            this.racer = racer;
            this.losses = losses;
            this.progress = progress;
        }

        @Override
        public void share(int share, int shares) {
            for (int k = next.getAndIncrement(); k < losses.length; k = next.getAndIncrement()) {
                Trainer trainer = trainer(k);
                if (shares > 1) trainer.useThreads(1);
                losses[k] = loss(trainer);
                long done = epochs.addAndGet(tuner.tuning.epochs());
                if (share == 0) progress.accept(done); // the caller's own thread
            }
        }

        private Trainer trainer(int k) {
            int starts = tuner.tuning.seeds().size();
            double rate = tuner.tuning.rates().get(k / starts);
            return Track.racing(
                    tuner.plan,
                    racer,
                    racer.optimizer().withLearningRate(new Constant(rate)),
                    tuner.tuning.seeds().get(k % starts));
        }

        /** The mean over the steps of the second half; infinite if one is not finite. */
        private double loss(Trainer trainer) {
            long steps = (long) tuner.tuning.epochs() * trainer.stepsPerEpoch();
            double sum = 0;
            while (trainer.steps() < steps) {
                boolean counts = trainer.steps() >= steps / 2;
                double loss = trainer.step();
                if (!Double.isFinite(loss)) return Double.POSITIVE_INFINITY;
                if (counts) sum += loss;
                refuseIfStopped();
            }
            return sum / (steps - steps / 2);
        }

        /** The caller's thread alone is interrupted; the others hear of it here. */
        private void refuseIfStopped() {
            if (Thread.currentThread().isInterrupted()) stopped.set(true);
            if (stopped.get()) throw new CancellationException("race stopped");
        }
    }
}
