package rookery.events;

import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.EpochStarted;
import rookery.events.TrainingEvent.StepEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;

import java.util.function.BiConsumer;

/**
 * Listens to a training and may stop it.
 *
 * {@snippet :
 * Callback goodEnough = Callback.onEpochEnd((epoch, training) -> {
 *     if (epoch.logs().get("val_accuracy") > 0.99) training.stop("good enough");
 * });
 * }
 *
 * <p>Called on the thread that trains, between steps. An exception it throws ends the training and
 * reaches the caller of {@code fit}.
 */
@FunctionalInterface
public interface Callback {

    /**
     * Something happened.
     *
     * @param training the training it happened in, to be stopped, copied or put back
     */
    void on(TrainingEvent event, Training training);

    /**
     * Whether to be told of this step, which was just taken; no, unless overridden. Asked at every
     * step, so that who waits for a moment allocates nothing until it has come.
     *
     * @param step from the beginning of the training
     */
    default boolean wantsStep(long step) {
        return false;
    }

    /** Called before the training begins. */
    static Callback onTrainBegin(BiConsumer<TrainingStarted, Training> action) {
        return (event, training) -> {
            if (event instanceof TrainingStarted started) action.accept(started, training);
        };
    }

    /** Called before each epoch. */
    static Callback onEpochBegin(BiConsumer<EpochStarted, Training> action) {
        return (event, training) -> {
            if (event instanceof EpochStarted epoch) action.accept(epoch, training);
        };
    }

    /** Called after each step. */
    static Callback onTrainBatchEnd(BiConsumer<StepEnded, Training> action) {
        return new Callback() {
            @Override
            public void on(TrainingEvent event, Training training) {
                if (event instanceof StepEnded step) action.accept(step, training);
            }

            @Override
            public boolean wantsStep(long step) {
                return true;
            }
        };
    }

    /** Called after each epoch and its validation. */
    static Callback onEpochEnd(BiConsumer<EpochEnded, Training> action) {
        return (event, training) -> {
            if (event instanceof EpochEnded epoch) action.accept(epoch, training);
        };
    }

    /** Called when the training is over, whatever ended it but an exception. */
    static Callback onTrainEnd(BiConsumer<TrainingEnded, Training> action) {
        return (event, training) -> {
            if (event instanceof TrainingEnded ended) action.accept(ended, training);
        };
    }
}
