package rookery.callbacks;

import rookery.events.Callback;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.TrainingStarted;

/**
 * Lowers the learning rate when the monitored value has not got better for a number of epochs:
 * Keras's {@code ReduceLROnPlateau}.
 *
 * <pre>
 *   η ← max(η · factor, minLearningRate)
 * </pre>
 *
 * {@snippet :
 * learner.fit(training, validation, fit, new ReduceLearningRateOnPlateau().factor(0.5).patience(5));
 * }
 *
 * <p>Keras's parameters with Keras's defaults. A rate that a schedule gave is replaced by the lower
 * one, which then stays; Keras refuses schedules here. Begins anew with each training; one object
 * serves one training at a time.
 */
public final class ReduceLearningRateOnPlateau implements Callback {

    private static final String NAME = "ReduceLearningRateOnPlateau";

    private final Monitor monitor;
    private final double factor;
    private final int patience;
    private final int cooldown;
    private final double minLearningRate;

    private double best;
    private int waited;
    private int cooling;

    /**
     * Keras's defaults: a tenth of the rate once {@code val_loss} has not fallen by more than 1e-4
     * for 10 epochs.
     */
    public ReduceLearningRateOnPlateau() {
        this(new Monitor(NAME, "val_loss", Mode.AUTO, 1e-4), 0.1, 10, 0, 0);
    }

    private ReduceLearningRateOnPlateau(
            Monitor monitor, double factor, int patience, int cooldown, double minLearningRate) {
        if (!(factor > 0 && factor < 1))
            throw new IllegalArgumentException(NAME + ": factor must be in (0, 1), got " + factor);
        if (patience < 0)
            throw new IllegalArgumentException(
                    NAME + ": patience must be at least 0, got " + patience);
        if (cooldown < 0)
            throw new IllegalArgumentException(
                    NAME + ": cooldown must be at least 0, got " + cooldown);
        if (!(minLearningRate >= 0 && minLearningRate < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    NAME
                            + ": minLearningRate must be at least 0 and finite, got "
                            + minLearningRate);
        this.monitor = monitor;
        this.factor = factor;
        this.patience = patience;
        this.cooldown = cooldown;
        this.minLearningRate = minLearningRate;
    }

    private ReduceLearningRateOnPlateau monitor(Monitor other) {
        return new ReduceLearningRateOnPlateau(other, factor, patience, cooldown, minLearningRate);
    }

    /** The same watching another value of the history: {@code loss}, {@code val_accuracy} … */
    public ReduceLearningRateOnPlateau monitor(String name) {
        return monitor(monitor.name(name));
    }

    /** The same with this factor, in (0, 1). */
    public ReduceLearningRateOnPlateau factor(double factor) {
        return new ReduceLearningRateOnPlateau(
                monitor, factor, patience, cooldown, minLearningRate);
    }

    /** The same with this many epochs to wait, at least 0; 0 and 1 do the same. */
    public ReduceLearningRateOnPlateau patience(int patience) {
        return new ReduceLearningRateOnPlateau(
                monitor, factor, patience, cooldown, minLearningRate);
    }

    /** The same told which direction is better. */
    public ReduceLearningRateOnPlateau mode(Mode mode) {
        return monitor(monitor.mode(mode));
    }

    /** The same with this least improvement, at least 0. */
    public ReduceLearningRateOnPlateau minDelta(double minDelta) {
        return monitor(monitor.minDelta(minDelta));
    }

    /** The same that waits for nothing in this many epochs after the rate was lowered. */
    public ReduceLearningRateOnPlateau cooldown(int cooldown) {
        return new ReduceLearningRateOnPlateau(
                monitor, factor, patience, cooldown, minLearningRate);
    }

    /** The same that lowers the rate no further than this, at least 0. */
    public ReduceLearningRateOnPlateau minLearningRate(double minLearningRate) {
        return new ReduceLearningRateOnPlateau(
                monitor, factor, patience, cooldown, minLearningRate);
    }

    @Override
    public void on(TrainingEvent event, Training training) {
        switch (event) {
            case TrainingStarted started -> {
                monitor.check(started.names());
                best = Monitor.NONE;
                waited = 0;
                cooling = 0;
            }
            case EpochEnded epoch -> compare(monitor.value(epoch.logs()), training);
            default -> {}
        }
    }

    private void compare(double value, Training training) {
        if (cooling > 0) {
            cooling--;
            waited = 0;
        }
        if (monitor.improves(value, best)) {
            best = value;
            waited = 0;
        } else if (cooling == 0 && ++waited >= patience) {
            lower(training);
        }
    }

    /** Compared in single precision, which steps are taken in: 0.1 · 0.1 is not above 0.01. */
    private void lower(Training training) {
        double rate = training.learningRate();
        double lower = Math.max(rate * factor, minLearningRate);
        if ((float) rate <= (float) minLearningRate || lower == 0) return;
        training.setLearningRate(lower);
        cooling = cooldown;
        waited = 0;
    }
}
