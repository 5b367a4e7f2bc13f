package rookery.callbacks;

import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;
import rookery.metrics.Metric;
import rookery.names.Names;

import java.util.Locale;

/**
 * Stops a training whose monitored value has not got better for a number of epochs, and puts back
 * the weights of the best epoch if wanted.
 *
 * <p>Whether a value is to rise is known by its name, as in Keras's mode {@code auto}: see {@link
 * Metric#rises(String)}.
 *
 * <p>Begins anew with each training; one object serves one training at a time.
 */
public final class EarlyStopping implements Callback {

    private final int patience;
    private final String monitor;
    private final boolean rises;
    private final double minDelta;
    private final boolean restoreBestWeights;

    private double best;
    private int bestEpoch;
    private int waited;
    private Snapshot bestSnapshot;

    /**
     * Watches {@code val_loss}; leaves the last epoch's weights, as Keras does by default.
     *
     * @throws IllegalArgumentException if patience is negative
     */
    public EarlyStopping(int patience) {
        this(patience, "val_loss", 0, false);
    }

    /**
     * Watches any value of the history.
     *
     * @param patience epochs without improvement after which to stop, at least 0
     * @param monitor its name: {@code val_loss}, {@code loss} …
     * @param minDelta what counts as an improvement, at least 0
     * @param restoreBestWeights whether the weights of the best epoch are put back at the end
     * @throws IllegalArgumentException if patience or minDelta is negative or not a number
     */
    public EarlyStopping(
            int patience, String monitor, double minDelta, boolean restoreBestWeights) {
        if (patience < 0)
            throw new IllegalArgumentException(
                    "EarlyStopping: patience must be at least 0, got " + patience);
        if (!(minDelta >= 0))
            throw new IllegalArgumentException(
                    "EarlyStopping: minDelta must be at least 0, got " + minDelta);
        this.patience = patience;
        this.monitor = monitor;
        this.rises = Metric.rises(monitor);
        this.minDelta = minDelta;
        this.restoreBestWeights = restoreBestWeights;
    }

    @Override
    public void on(TrainingEvent event, Training training) {
        switch (event) {
            case TrainingStarted _ -> {
                best = rises ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
                bestEpoch = -1;
                waited = 0;
                bestSnapshot = null;
            }
            case EpochEnded epoch -> compare(epoch, training);
            case TrainingEnded _ -> {
                if (bestSnapshot != null) training.restore(bestSnapshot);
                bestSnapshot = null;
            }
            case TrainingEvent.StepEnded _, TrainingEvent.NotFinite _ -> {}
        }
    }

    private void compare(EpochEnded epoch, Training training) {
        Double value = epoch.logs().get(monitor);
        if (value == null)
            throw new IllegalArgumentException(
                    "EarlyStopping: nothing called \"%s\" to monitor; %s"
                            .formatted(monitor, Names.suggest(monitor, epoch.logs().keySet())));
        if (rises ? value > best + minDelta : value < best - minDelta) {
            best = value;
            bestEpoch = epoch.epoch();
            waited = 0;
            if (restoreBestWeights) bestSnapshot = training.snapshot();
        } else if (++waited >= patience) {
            training.stop(reason());
        }
    }

    private String reason() {
        return bestEpoch < 0
                ? "%s was not a finite number in any of %d epochs".formatted(monitor, waited)
                : String.format(
                        Locale.ROOT,
                        "%s was %s in epoch %d (%.4f) and has not %s since",
                        monitor,
                        rises ? "highest" : "lowest",
                        bestEpoch,
                        best,
                        rises ? "risen" : "fallen");
    }
}
