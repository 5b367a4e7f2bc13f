package rookery.explain.race;

import rookery.Trainer;
import rookery.kernels.Workers;
import rookery.schedules.Constant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/**
 * Tries learning rates. Trials of small networks run at the same time, one on each processor: they
 * are not timed, and their bits do not depend on it.
 */
record Tuner(RacePlan plan, Track track, Tuning tuning) {

    /**
     * The learning rate of a racer.
     *
     * @param progress is told the epochs done for this racer
     * @throws CancellationException if the thread is interrupted
     */
    Rate tune(Racer racer, LongConsumer progress) {
        float[][] ends = new float[tuning.rates().size()][];
        Trials trials = new Trials(this, racer, ends, progress);
        Workers.run(trials, Math.min(ends.length, processors(racer)));
        List<float[]> finite = Arrays.stream(ends).filter(Objects::nonNull).toList();
        double[] losses = track.losses(finite);
        List<Rate.Trial> tried = new ArrayList<>();
        int next = 0;
        for (int k = 0; k < ends.length; k++) {
            double loss = ends[k] == null ? Double.NaN : losses[next++];
            tried.add(
                    new Rate.Trial(
                            tuning.rates().get(k),
                            Double.isFinite(loss) ? loss : Double.POSITIVE_INFINITY));
        }
        return new Rate(Rate.text(best(tried)), Rate.Source.TUNED, tried);
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
        private final float[][] ends;
        private final LongConsumer progress;
        private final AtomicInteger next = new AtomicInteger();
        private final AtomicLong epochs = new AtomicLong();
        private final AtomicBoolean stopped = new AtomicBoolean();

        Trials(Tuner tuner, Racer racer, float[][] ends, LongConsumer progress) {
            this.tuner = tuner;
            this.racer = racer;
            this.ends = ends;
            this.progress = progress;
        }

        @Override
        public void share(int share, int shares) {
            for (int k = next.getAndIncrement(); k < ends.length; k = next.getAndIncrement())
                ends[k] = trial(k, share, shares);
        }

        /** The weights in the end; null if the loss was not finite. */
        private float[] trial(int k, int share, int shares) {
            Trainer trainer =
                    Track.trainer(
                            tuner.plan,
                            racer,
                            racer.optimizer()
                                    .withLearningRate(new Constant(tuner.tuning.rates().get(k))),
                            tuner.tuning.seed());
            if (shares > 1) trainer.useThreads(1);
            int all = tuner.tuning.epochs();
            for (int epoch = 1; epoch <= all; epoch++) {
                long end = (long) epoch * trainer.stepsPerEpoch();
                if (!Track.run(trainer, end, this::refuseIfStopped)) {
                    epochs.addAndGet(all - epoch + 1);
                    return null;
                }
                long done = epochs.incrementAndGet();
                if (share == 0) progress.accept(done); // the caller's own thread
            }
            trainer.finish();
            return trainer.model().parameters().values();
        }

        /** The caller's thread alone is interrupted; the others hear of it here. */
        private void refuseIfStopped() {
            if (Thread.currentThread().isInterrupted()) stopped.set(true);
            if (stopped.get()) throw new CancellationException("race stopped");
        }
    }
}
