package rookery.callbacks;

import rookery.events.Callback;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochStarted;

import java.util.Objects;

/**
 * Sets the learning rate at the beginning of each epoch, by a function of the epoch and the rate so
 * far.
 *
 * {@snippet :
 * Callback decay = new LearningRateScheduler((epoch, rate) -> epoch < 10 ? rate : rate * 0.9);
 * }
 *
 * <p>A rate that depends on the step alone is better given to the optimizer, as a {@link
 * rookery.schedules.LearningRate}: a run's description tells of it.
 */
public final class LearningRateScheduler implements Callback {

    private final Schedule schedule;

    /** A function from epoch and rate to rate. */
    @FunctionalInterface
    public interface Schedule {
        /**
         * The learning rate of an epoch, positive and finite.
         *
         * @param epoch of this training, from 0
         * @param rate so far
         */
        double rate(int epoch, double rate);
    }

    /** Asks this function. */
    public LearningRateScheduler(Schedule schedule) {
        this.schedule = Objects.requireNonNull(schedule, "LearningRateScheduler: schedule");
    }

    /**
     * @throws IllegalArgumentException if the function returns a rate that is not positive and finite
     */
    @Override
    public void on(TrainingEvent event, Training training) {
        if (!(event instanceof EpochStarted epoch)) return;
        double rate = schedule.rate(epoch.epoch(), training.learningRate());
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "LearningRateScheduler: the rate of epoch %d must be positive and finite, got %s"
                            .formatted(epoch.epoch(), rate));
        training.setLearningRate(rate);
    }
}
