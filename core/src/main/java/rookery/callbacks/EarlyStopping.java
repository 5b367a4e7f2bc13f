package rookery.callbacks;

import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Stops a training whose monitored value has not got better for a number of epochs, and puts back
 * the weights of the best epoch if wanted.
 *
 * {@snippet :
 * learner.fit(training, validation, fit, new EarlyStopping(10).restoreBestWeights(true));
 * }
 *
 * <p>Keras's parameters with Keras's defaults. Begins anew with each training; one object serves one
 * training at a time.
 */
public final class EarlyStopping implements Callback {

    private final Monitor monitor;
    private final int patience;
    private final OptionalDouble baseline;
    private final boolean restoreBestWeights;
    private final int startFromEpoch;

    private double best;
    private int bestEpoch;
    private int waited;
    private Snapshot bestSnapshot;

    /** Keras's defaults: stops after the first epoch in which {@code val_loss} does not fall. */
    public EarlyStopping() {
        this(0);
    }

    /**
     * Watches {@code val_loss}; leaves the last epoch's weights, as Keras does by default.
     *
     * @param patience epochs without improvement after which to stop, at least 0
     * @throws IllegalArgumentException if patience is negative
     */
    public EarlyStopping(int patience) {
        this(
                new Monitor("EarlyStopping", "val_loss", Mode.AUTO, 0),
                patience,
                OptionalDouble.empty(),
                false,
                0);
    }

    private EarlyStopping(
            Monitor monitor,
            int patience,
            OptionalDouble baseline,
            boolean restoreBestWeights,
            int startFromEpoch) {
        if (patience < 0)
            throw new IllegalArgumentException(
                    "EarlyStopping: patience must be at least 0, got " + patience);
        if (baseline.isPresent() && !Double.isFinite(baseline.getAsDouble()))
            throw new IllegalArgumentException(
                    "EarlyStopping: baseline must be finite, got " + baseline.getAsDouble());
        if (startFromEpoch < 0)
            throw new IllegalArgumentException(
                    "EarlyStopping: startFromEpoch must be at least 0, got " + startFromEpoch);
        this.monitor = monitor;
        this.patience = patience;
        this.baseline = baseline;
        this.restoreBestWeights = restoreBestWeights;
        this.startFromEpoch = startFromEpoch;
    }

    private EarlyStopping monitor(Monitor other) {
        return new EarlyStopping(other, patience, baseline, restoreBestWeights, startFromEpoch);
    }

    /** The same watching another value of the history: {@code loss}, {@code val_accuracy} … */
    public EarlyStopping monitor(String name) {
        return monitor(monitor.name(name));
    }

    /** The same with this least improvement, at least 0. */
    public EarlyStopping minDelta(double minDelta) {
        return monitor(monitor.minDelta(minDelta));
    }

    /** The same with this many epochs to wait, at least 0; 0 and 1 stop at the same epoch. */
    public EarlyStopping patience(int patience) {
        return new EarlyStopping(monitor, patience, baseline, restoreBestWeights, startFromEpoch);
    }

    /** The same told which direction is better. */
    public EarlyStopping mode(Mode mode) {
        return monitor(monitor.mode(mode));
    }

    /**
     * The same where waiting ends only with an improvement that is better than this, too. Asked, as
     * in Keras, in epochs without improvement alone.
     */
    public EarlyStopping baseline(double baseline) {
        return new EarlyStopping(
                monitor, patience, OptionalDouble.of(baseline), restoreBestWeights, startFromEpoch);
    }

    /** The same that puts the weights of the best epoch back at the end, or does not. */
    public EarlyStopping restoreBestWeights(boolean restoreBestWeights) {
        return new EarlyStopping(monitor, patience, baseline, restoreBestWeights, startFromEpoch);
    }

    /** The same that does not look at the epochs before this one, counted from 0. */
    public EarlyStopping startFromEpoch(int epoch) {
        return new EarlyStopping(monitor, patience, baseline, restoreBestWeights, epoch);
    }

    @Override
    public void on(TrainingEvent event, Training training) {
        switch (event) {
            case TrainingStarted started -> {
                monitor.check(started.names());
                best = Monitor.NONE;
                bestEpoch = -1;
                waited = 0;
                bestSnapshot = null;
            }
            case EpochEnded epoch when epoch.epoch() >= startFromEpoch -> compare(epoch, training);
            case TrainingEnded _ -> {
                if (bestSnapshot != null) training.restore(bestSnapshot);
                bestSnapshot = null;
            }
            default -> {}
        }
    }

    private void compare(EpochEnded epoch, Training training) {
        double value = monitor.value(epoch.logs());
        waited++;
        if (monitor.improves(value, best)) {
            best = value;
            bestEpoch = epoch.epoch();
            if (restoreBestWeights) bestSnapshot = training.snapshot();
            if (reachesBaseline(value)) waited = 0;
        } else if (waited >= patience && epoch.epoch() > 0) {
            training.stop(reason());
        }
    }

    private boolean reachesBaseline(double value) {
        return baseline.isEmpty() || monitor.improves(value, baseline.getAsDouble());
    }

    private String reason() {
        String name = monitor.name();
        if (bestEpoch < 0) return "%s was not a number in any of %d epochs".formatted(name, waited);
        if (!reachesBaseline(best))
            return "%s has not %s its baseline of %s in %d epochs"
                    .formatted(
                            name,
                            monitor.rises() ? "risen above" : "fallen below",
                            baseline.getAsDouble(),
                            waited);
        return String.format(
                Locale.ROOT,
                "%s was %s in epoch %d (%.4f) and has not %s since",
                name,
                monitor.rises() ? "highest" : "lowest",
                bestEpoch,
                best,
                monitor.rises() ? "risen" : "fallen");
    }
}
