package rookery.formats;

import rookery.Dataset;
import rookery.Run;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.data.TableEncoding;
import rookery.events.Callback;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.events.TrainingEvent.EpochStarted;
import rookery.events.TrainingEvent.LearningRateSet;
import rookery.events.TrainingEvent.NotFinite;
import rookery.events.TrainingEvent.Restored;
import rookery.events.TrainingEvent.StepEnded;
import rookery.events.TrainingEvent.StepsEnded;
import rookery.events.TrainingEvent.TrainingEnded;
import rookery.events.TrainingEvent.TrainingStarted;
import rookery.metrics.Metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Records a training in a run's folder while it goes on.
 *
 * {@snippet :
 * RunFolder folder = new RunStore(Path.of("runs")).create("penguins");
 * try (RunRecorder recorder = RunRecorder.begin(folder, description, Optional.of(encoding))) {
 *     Run run = learner.fit(training, validation, fit, recorder);
 *     System.out.println(recorder.finish(run).json());
 * }
 * }
 *
 * <p>Whenever the process ends, the folder can be read: what is written survives the process, and
 * what is older than a second and a write survives the power. A disk that fills up on the way does
 * not end the training: recording pauses until {@link #finish}, which tells, too.
 */
public final class RunRecorder implements Callback, AutoCloseable {

    private static final long FORCE_NANOS = 1_000_000_000L;
    private static final long MARGIN_BYTES = 1 << 20;
    private static final int CELL_BYTES = 25;

    private final RunFolder folder;
    private final SnapshotRecorder snapshots;
    private final HistoryFile history;
    private final ChangesFile changes;
    private final Consumer<InputException> onGap;
    private RecordedRun recorded;
    private InputException failure;
    private long started;
    private double seconds;
    private long forced;
    private boolean stepsEnded;

    private RunRecorder(RunFolder folder, RecordedRun recorded, Consumer<InputException> onGap) {
        this.folder = folder;
        this.recorded = recorded;
        this.onGap = onGap;
        RunDescription description = recorded.description();
        snapshots =
                new SnapshotRecorder(
                        folder.snapshots(), description.learner(), description.fit().batchSize());
        history = new HistoryFile(folder.path().resolve(RunFolder.HISTORY));
        changes = new ChangesFile(folder.path().resolve(RunFolder.CHANGES));
    }

    /**
     * Prepares a new folder for a training that is about to begin.
     *
     * @param encoding how the rows of the table become inputs; none for a training on numbers
     * @throws IllegalArgumentException if a metric's name cannot be written, or a member of the
     *     user's own is not registered
     * @throws InputException if the folder cannot be written to, or the disk has less space than the
     *     run needs
     */
    public static RunRecorder begin(
            RunFolder folder, RunDescription description, Optional<TableEncoding> encoding) {
        Optional<NumbersReference> order =
                NumbersReference.of(Optional.empty(), Optional.empty(), description.fit());
        return begin(folder, description, encoding, Optional.empty(), order, _ -> {});
    }

    /**
     * The same for a training on numbers, of which the run keeps the SHA-256: {@link Replay} then
     * sees whether it gets the same.
     *
     * @param training what {@code fit} will get
     * @param validation what it will get for validation
     */
    public static RunRecorder begin(
            RunFolder folder,
            RunDescription description,
            Dataset training,
            Optional<Dataset> validation) {
        Optional<NumbersReference> numbers =
                NumbersReference.of(Optional.of(training), validation, description.fit());
        return begin(folder, description, Optional.empty(), Optional.empty(), numbers, _ -> {});
    }

    /**
     * The same for a training on a table, of whose rows and columns the run keeps the report; of its
     * numbers the SHA-256, if the description does not say where the table came from.
     *
     * @param onGap is told the first time that history or a snapshot cannot be written
     * @throws IllegalArgumentException if a metric's name cannot be written, or a member of the
     *     user's own is not registered
     * @throws InputException if the folder cannot be written to, or the disk has less space than the
     *     run needs
     */
    public static RunRecorder begin(
            RunFolder folder,
            RunDescription description,
            PreparedTable data,
            Consumer<InputException> onGap) {
        boolean named = description.data().isPresent();
        Optional<NumbersReference> numbers =
                NumbersReference.of(
                        Optional.of(data.training()).filter(_ -> !named),
                        data.validation().filter(_ -> !named),
                        description.fit());
        return begin(
                folder,
                description,
                Optional.of(data.encoding()),
                Optional.of(DataReport.of(data.report())),
                numbers,
                onGap);
    }

    private static RunRecorder begin(
            RunFolder folder,
            RunDescription description,
            Optional<TableEncoding> encoding,
            Optional<DataReport> report,
            Optional<NumbersReference> numbers,
            Consumer<InputException> onGap) {
        RecordedRun run =
                new RecordedRun(
                        folder.name(),
                        Instant.now().truncatedTo(ChronoUnit.MILLIS),
                        RunStatus.RUNNING,
                        "",
                        description,
                        encoding,
                        report,
                        Versions.current(),
                        Machine.current(
                                description.learner().threads(description.fit().batchSize())),
                        Optional.empty(),
                        Optional.empty(),
                        numbers);
        prepare(folder, run);
        return new RunRecorder(folder, run, onGap);
    }

    /** Checks all that can be checked before; a folder that cannot be used is removed again. */
    private static void prepare(RunFolder folder, RecordedRun run) {
        RunDescription description = run.description();
        try {
            checkNames(description);
            long usable = Files.getFileStore(folder.path()).getUsableSpace();
            checkSpace(folder.path(), bytesNeeded(description), usable);
            folder.write(run);
            Files.createDirectory(folder.path().resolve(RunFolder.SNAPSHOTS));
        } catch (IOException e) {
            throw AtomicFile.unwritable(folder.path(), e);
        } catch (IllegalArgumentException | InputException e) {
            folder.path().toFile().delete(); // empty still
            throw e;
        }
    }

    private static void checkNames(RunDescription description) {
        List<String> metrics = description.learner().metrics().stream().map(Metric::name).toList();
        HistoryFile.check(metrics);
        for (String metric : metrics)
            if (RunResults.TAKEN.contains(metric))
                throw new IllegalArgumentException(
                        "metric \"%s\": a run's results have something else of this name"
                                .formatted(metric));
    }

    /** Model, snapshots and history, with a margin. */
    private static long bytesNeeded(RunDescription description) {
        long columns = 4 + 2L * description.learner().metrics().size();
        return MARGIN_BYTES
                + Float.BYTES * description.learner().network().parameterCount()
                + SnapshotRecorder.bytesNeeded(description.learner())
                + CELL_BYTES * columns * description.fit().epochs();
    }

    static void checkSpace(Path folder, long needed, long usable) {
        if (usable < needed)
            throw new InputException(
                    "%s: this run may need %d MiB, but only %d MiB are free; free some, or keep runs elsewhere"
                            .formatted(folder, Math.ceilDiv(needed, 1 << 20), usable >> 20));
    }

    @Override
    public boolean wantsStep(long step) {
        return snapshots.due(step + 1);
    }

    @Override
    public void on(TrainingEvent event, Training training) {
        switch (event) {
            case TrainingStarted _ -> {
                started = System.nanoTime();
                forced = started;
                takeSnapshot(training);
            }
            case StepEnded _ -> takeSnapshot(training);
            case EpochEnded epoch -> record(() -> epochEnded(epoch));
            case LearningRateSet set when !stepsEnded ->
                    record(() -> changes.setRate(set.step(), set.rate()));
            case Restored restored -> record(() -> restored(restored.step(), training));
            case StepsEnded end -> {
                stepsEnded = true;
                record(() -> snapshots.forgetAfter(end.steps()));
                takeSnapshot(training);
            }
            case EpochStarted _, NotFinite _, LearningRateSet _ -> {}
            case TrainingEnded _ -> seconds = (System.nanoTime() - started) / 1e9;
        }
    }

    private void epochEnded(EpochEnded epoch) {
        history.append(epoch.epoch(), epoch.logs());
        AtomicFile.Durability durability = durability();
        if (durability == AtomicFile.Durability.POWER || history.due()) writeRows(durability);
    }

    /** Whoever finds an epoch or a snapshot finds what was changed before. */
    private void writeRows(AtomicFile.Durability durability) {
        changes.write(durability);
        history.write(durability);
    }

    private void restored(long step, Training training) {
        if (stepsEnded) {
            changes.restoreFinally(step);
            return;
        }
        changes.restore(step);
        AtomicFile.Durability durability = durability();
        writeRows(durability);
        snapshots.recordRestored(training.snapshot(), durability);
    }

    private void takeSnapshot(Training training) {
        record(() -> {
            AtomicFile.Durability durability = durability();
            writeRows(durability); // a snapshot has its epochs beside it
            snapshots.record(training.snapshot(), durability);
        });
    }

    /** Writes, unless an earlier write failed; tells the failure, and keeps it for the end. */
    private void record(Runnable write) {
        if (failure != null) return;
        try {
            write.run();
        } catch (InputException e) {
            failure = e;
            onGap.accept(e);
        }
    }

    /** Onto the disk once a second: the training must not wait for it. */
    private AtomicFile.Durability durability() {
        long now = System.nanoTime();
        if (now - forced < FORCE_NANOS) return AtomicFile.Durability.PROCESS;
        forced = now;
        return AtomicFile.Durability.POWER;
    }

    /**
     * What came out.
     *
     * @param run what {@code fit} returned
     */
    public RunResults results(Run run) {
        return RunResults.of(folder.name(), run, seconds, recorded.description().fit().seed());
    }

    /**
     * Writes the final model and results.
     *
     * @param run what {@code fit} returned
     * @throws InputException if they could not be written; or if they are, but history or snapshots
     *     could not be before
     */
    public RunResults finish(Run run) {
        record(() -> writeRows(AtomicFile.Durability.POWER));
        Optional<InputException> gap = Optional.ofNullable(failure);
        RunResults results = results(run);
        try {
            new ModelFile(run.model(), recorded.encoding())
                    .write(folder.path().resolve(ModelFile.NAME), folder.customs());
            end(RunStatus.of(run.stop().reason()), run.stop().message(), Optional.of(results));
        } catch (InputException e) {
            failure = e;
            throw e;
        }
        if (gap.isPresent())
            throw new InputException(
                    "%s: the model is there, but history or snapshots are not complete: %s"
                            .formatted(folder.path(), gap.get().getMessage()),
                    gap.get());
        return results;
    }

    private void closeRows() {
        try (changes;
                history) {
            record(() -> writeRows(AtomicFile.Durability.PROCESS));
        }
    }

    private void end(RunStatus status, String message, Optional<RunResults> results) {
        Optional<String> gap = Optional.ofNullable(failure).map(InputException::getMessage);
        recorded = recorded.ended(status, message, results, gap);
        folder.write(recorded);
    }

    /**
     * Ends the recording; a run that did not {@link #finish} is noted as failed.
     *
     * @throws InputException if that could not be written, unless an earlier write failed and was
     *     told
     */
    @Override
    public void close() {
        try {
            closeRows();
            if (recorded.status() == RunStatus.RUNNING)
                end(RunStatus.FAILED, "an error ended it", Optional.empty());
        } catch (InputException e) {
            if (failure == null) throw e;
        }
    }
}
