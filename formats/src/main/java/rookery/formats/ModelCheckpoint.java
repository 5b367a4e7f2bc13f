package rookery.formats;

import rookery.Learner;
import rookery.Model;
import rookery.callbacks.Mode;
import rookery.callbacks.Monitor;
import rookery.data.InputException;
import rookery.data.TableEncoding;
import rookery.events.Callback;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.StepEnded;
import rookery.events.TrainingEvent.TrainingStarted;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the model to a file while it is trained: after each epoch, only after those that are better
 * than all before, or every n epochs or steps.
 *
 * {@snippet :
 * Callback best = new ModelCheckpoint("best.rookery", learner).saveBestOnly(true);
 * Callback each = new ModelCheckpoint("models/{epoch:03d}-{val_loss:.2f}.rookery", learner);
 * }
 *
 * <p>The file name may have places for the epoch and the values of its logs; epochs and batches in
 * it count from 1, as in Keras. Each file is as it was or complete. What can go wrong is looked for
 * before the training begins: a value that there is not, a folder that cannot be written to (it is
 * made if it is not there), a learner of another network. A disk that fills up later ends the
 * training with an exception.
 *
 * <p>Keras's parameters with Keras's defaults, but for {@code save_weights_only}: the weights in a
 * model file can be read by others, too. Begins anew with each training; one object serves one
 * training at a time.
 */
public final class ModelCheckpoint implements Callback {

    private static final String NAME = "ModelCheckpoint";

    private final FilePattern file;
    private final Source source;
    private final Monitor monitor;
    private final boolean saveBestOnly;
    private final Frequency frequency;
    private final double threshold;

    private double best;
    private int stepsPerEpoch;

    /** What a file needs beside the weights. */
    private record Source(
            Learner learner, Optional<TableEncoding> encoding, CustomMembers customs) {
        ModelFile file(Training training) {
            return new ModelFile(Model.of(learner, training.snapshot().parameters()), encoding);
        }
    }

    /** After how many epochs, or, if they are not 0, steps. */
    private record Frequency(int epochs, int steps) {}

    /**
     * Keras's defaults: after each epoch.
     *
     * @param filepath with places for numbers: {@code {epoch}}, {@code {epoch:02d}}, {@code
     *     {val_loss:.2f}}
     * @param learner that is being trained
     * @throws IllegalArgumentException if a place is wrong
     */
    public ModelCheckpoint(String filepath, Learner learner) {
        this(filepath, learner, Optional.empty(), CustomMembers.none());
    }

    /**
     * The same for a network trained on a table, or with members of the user's own.
     *
     * @param encoding how the rows of the table become inputs
     * @param customs the user's own members, by the names they have in files
     * @throws IllegalArgumentException if a place is wrong
     */
    public ModelCheckpoint(
            String filepath,
            Learner learner,
            Optional<TableEncoding> encoding,
            CustomMembers customs) {
        this(
                new FilePattern(filepath),
                new Source(learner, encoding, customs),
                new Monitor(NAME, "val_loss", Mode.AUTO, 0),
                false,
                new Frequency(1, 0),
                Monitor.NONE);
    }

    private ModelCheckpoint(
            FilePattern file,
            Source source,
            Monitor monitor,
            boolean saveBestOnly,
            Frequency frequency,
            double threshold) {
        if (saveBestOnly && frequency.steps > 0)
            throw new IllegalArgumentException(
                    NAME
                            + ": saveBestOnly compares epochs, so it cannot go with saveFreq in"
                            + " steps");
        this.file = file;
        this.source = source;
        this.monitor = monitor;
        this.saveBestOnly = saveBestOnly;
        this.frequency = frequency;
        this.threshold = threshold;
    }

    private ModelCheckpoint monitor(Monitor other) {
        return new ModelCheckpoint(file, source, other, saveBestOnly, frequency, threshold);
    }

    /** The same watching another value of the history. */
    public ModelCheckpoint monitor(String name) {
        return monitor(monitor.name(name));
    }

    /** The same told which direction is better. */
    public ModelCheckpoint mode(Mode mode) {
        return monitor(monitor.mode(mode));
    }

    /**
     * The same that writes only what is better than all before.
     *
     * @throws IllegalArgumentException if it writes every n steps
     */
    public ModelCheckpoint saveBestOnly(boolean saveBestOnly) {
        return new ModelCheckpoint(file, source, monitor, saveBestOnly, frequency, threshold);
    }

    /**
     * The same that writes after so many steps instead of epochs; the places in the file name are
     * then {@code epoch} and {@code batch}.
     *
     * @throws IllegalArgumentException if it is less than 1, or if only the best is to be written
     */
    public ModelCheckpoint saveFreq(int steps) {
        if (steps < 1)
            throw new IllegalArgumentException(
                    NAME + ": saveFreq must be at least 1, got " + steps);
        Frequency bySteps = new Frequency(0, steps);
        return new ModelCheckpoint(file, source, monitor, saveBestOnly, bySteps, threshold);
    }

    /**
     * The same that writes, or compares, after every so many epochs.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public ModelCheckpoint everyEpochs(int epochs) {
        if (epochs < 1)
            throw new IllegalArgumentException(
                    NAME + ": everyEpochs must be at least 1, got " + epochs);
        Frequency byEpochs = new Frequency(epochs, 0);
        return new ModelCheckpoint(file, source, monitor, saveBestOnly, byEpochs, threshold);
    }

    /** The same where also the first must be better than this, if only the best is written. */
    public ModelCheckpoint initialValueThreshold(double value) {
        return new ModelCheckpoint(file, source, monitor, saveBestOnly, frequency, value);
    }

    @Override
    public boolean wantsStep(long step) {
        return frequency.steps > 0 && (step + 1) % frequency.steps == 0;
    }

    @Override
    public void on(TrainingEvent event, Training training) {
        switch (event) {
            case TrainingStarted started -> begin(started, training);
            case StepEnded step when wantsStep(step.step()) -> {
                long batch = step.step() % stepsPerEpoch + 1;
                write(Map.of("epoch", step.epoch() + 1, "batch", batch), training);
            }
            case EpochEnded epoch -> {
                boolean due = frequency.epochs > 0 && (epoch.epoch() + 1) % frequency.epochs == 0;
                if (due && wanted(epoch)) write(numbers(epoch), training);
            }
            default -> {}
        }
    }

    private void begin(TrainingStarted started, Training training) {
        best = threshold;
        stepsPerEpoch = started.stepsPerEpoch();
        if (saveBestOnly) monitor.check(started.names());
        List<String> names = new ArrayList<>(List.of("epoch"));
        if (frequency.steps > 0) names.add("batch");
        else names.addAll(started.names());
        file.check(names);
        source.file(training).json(source.customs); // refuses what is not known
        if (Files.isDirectory(Path.of(file.text())))
            throw new InputException(file.text() + ": is a folder, not a file");
        AtomicFile.check(file.folder());
    }

    private boolean wanted(EpochEnded epoch) {
        if (!saveBestOnly) return true;
        double value = monitor.value(epoch.logs());
        if (!monitor.improves(value, best)) return false;
        best = value;
        return true;
    }

    private static Map<String, Number> numbers(EpochEnded epoch) {
        Map<String, Number> numbers = new HashMap<>(epoch.logs());
        numbers.put("epoch", epoch.epoch() + 1);
        return numbers;
    }

    private void write(Map<String, ? extends Number> numbers, Training training) {
        Path path = file.with(numbers);
        AtomicFile.check(FilePattern.folder(path));
        source.file(training).write(path, source.customs);
    }
}
