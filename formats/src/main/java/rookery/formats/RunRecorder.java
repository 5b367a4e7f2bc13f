package rookery.formats;

import rookery.Dataset;
import rookery.History;
import rookery.Run;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.data.TableEncoding;
import rookery.events.Callback;
import rookery.events.Snapshot;
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

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Records a training in a run's folder while it goes on.
 *
 * {@snippet :
 * RunFolder folder = new RunStore(Path.of("runs")).create("clouds");
 * RunDescription description = RunDescription.of(learner, fit);
 * try (RunRecorder recorder =
 *         RunRecorder.begin(folder, description, training, Optional.of(validation))) {
 *     Run run = learner.fit(training, validation, fit, recorder);
 *     System.out.println(recorder.finish(run).json());
 * }
 * Replay replay = Replay.of(folder, training, Optional.of(validation));
 * int[] rows = replay.at(230).nextRows(); // the batch of step 230
 * }
 *
 * <p>Files are written on a thread of its own, some milliseconds later. Whenever the process ends,
 * the folder can be read: what is written survives the process, and
 * what is older than a second and a write survives the power. A disk that fills up on the way does
 * not end the training: recording pauses until {@link #finish}, which tells, too.
 */
public final class RunRecorder implements Callback, AutoCloseable {

    private static final long FORCE_NANOS = 1_000_000_000L;

    /** Rows are handed over several at a time, as waking the writer's thread takes a while. */
    private static final long ROWS_NANOS = 10_000_000L;

    /** At most this part of the time goes into recording: a fortieth. */
    private static final long MOST_COST = 40;

    private final RunFolder folder;
    private final SnapshotRecorder snapshots;
    private final HistoryFile history;
    private final ChangesFile changes;
    private final Consumer<InputException> onGap;
    private RecordedRun recorded;
    private final BackgroundWriter writer = new BackgroundWriter();

    /** Whether the writer's thread takes a processor from the training. */
    private final boolean competes;

    private long copying;

    /** What is to be added to history and changes. */
    private List<Runnable> rows = new ArrayList<>();

    private Optional<InputException> failure = Optional.empty();
    private long started;
    private double seconds;
    private long forced;
    private long handedOver;
    private boolean stepsEnded;

    private RunRecorder(
            RunFolder folder,
            RecordedRun recorded,
            History soFar,
            SortedMap<Long, Double> ratesSoFar,
            Consumer<InputException> onGap) {
        this.folder = folder;
        this.recorded = recorded;
        this.onGap = onGap;
        RunDescription description = recorded.description();
        snapshots =
                new SnapshotRecorder(
                        folder.snapshots(),
                        description.learner(),
                        description.fit().batchSize(),
                        writer);
        competes = description.learner().threads(description.fit().batchSize()) > 1;
        history = new HistoryFile(folder.path().resolve(RunFolder.HISTORY), soFar);
        changes = new ChangesFile(folder.path().resolve(RunFolder.CHANGES), ratesSoFar);
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
        RunChecks.prepare(folder, run);
        return new RunRecorder(folder, run, History.of(List.of()), new TreeMap<>(), onGap);
    }

    /**
     * Goes on in the folder of a run that has stopped: what is of its end, or of steps that will be
     * taken again, is removed.
     *
     * @param description the run's own, but for the number of epochs
     * @param history the epochs that are kept
     * @param rates set by callbacks up to there
     * @param step where they end
     */
    static RunRecorder resume(
            RunFolder folder,
            RunDescription description,
            History history,
            SortedMap<Long, Double> rates,
            long step,
            Consumer<InputException> onGap) {
        RecordedRun before = folder.read();
        RecordedRun run =
                before.resumed(
                        description,
                        Machine.current(
                                description.learner().threads(description.fit().batchSize())));
        RunRecorder recorder = new RunRecorder(folder, run, history, rates, onGap);
        folder.write(run); // only when all can be written, as this takes the run's end away
        AtomicFile.delete(folder.path().resolve(ModelFile.NAME));
        recorder.snapshots.resume(step);
        recorder.seconds = before.results().map(RunResults::seconds).orElse(0.0);
        return recorder;
    }

    @Override
    public boolean wantsStep(long step) {
        return snapshots.due(step + 1) && affordable();
    }

    /** Where recording costs the training time, a snapshot that would cost too much is left out. */
    private boolean affordable() {
        long cost = writer.busyNanos() + copying;
        return !competes || cost <= (System.nanoTime() - started) / MOST_COST;
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
            case EpochEnded epoch -> {
                rows.add(() -> history.append(epoch.epoch(), epoch.logs()));
                long now = System.nanoTime();
                if (now - handedOver >= ROWS_NANOS) handOver(durability());
            }
            case LearningRateSet set when !stepsEnded ->
                    rows.add(() -> changes.setRate(set.step(), set.rate()));
            case Restored restored -> restored(restored.step(), training);
            case StepsEnded end -> {
                stepsEnded = true;
                snapshots.forgetAfter(end.steps());
                takeSnapshot(training);
            }
            case EpochStarted _, NotFinite _, LearningRateSet _ -> {}
            case TrainingEnded _ -> seconds += (System.nanoTime() - started) / 1e9;
        }
    }

    private void takeSnapshot(Training training) {
        AtomicFile.Durability durability = durability();
        handOver(durability); // a snapshot has its epochs beside it
        if (!recording()) return;
        long began = System.nanoTime();
        Snapshot snapshot = training.snapshot();
        copying += System.nanoTime() - began;
        snapshots.record(snapshot, durability);
    }

    private void restored(long step, Training training) {
        if (stepsEnded) {
            rows.add(() -> changes.restoreFinally(step));
            return;
        }
        rows.add(() -> changes.restore(step));
        AtomicFile.Durability durability = durability();
        handOver(durability);
        if (recording()) snapshots.recordRestored(training.snapshot(), durability);
    }

    /** Has the rows written; whoever finds an epoch or a snapshot finds what was changed before. */
    private void handOver(AtomicFile.Durability durability) {
        handedOver = System.nanoTime();
        List<Runnable> written = rows;
        rows = new ArrayList<>();
        if (!recording()) return;
        writer.submit(() -> {
            written.forEach(Runnable::run);
            changes.write(durability);
            history.write(durability);
        });
    }

    /** Until something cannot be written; that is told, and kept for the end. */
    private boolean recording() {
        if (failure.isPresent()) return false;
        failure = writer.failure();
        failure.ifPresent(onGap);
        return failure.isEmpty();
    }

    /** Waits until all that was recorded so far is written. */
    void await() {
        writer.await();
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
        handOver(durability());
        await();
        recording();
        Optional<InputException> gap = failure;
        RunResults results = results(run);
        try {
            new ModelFile(run.model(), recorded.encoding())
                    .write(folder.path().resolve(ModelFile.NAME), folder.customs());
            end(RunStatus.of(run.stop().reason()), run.stop().message(), Optional.of(results));
        } catch (InputException e) {
            failure = Optional.of(e);
            throw e;
        }
        if (gap.isPresent())
            throw new InputException(
                    "%s: the model is there, but history or snapshots are not complete: %s"
                            .formatted(folder.path(), gap.get().getMessage()),
                    gap.get());
        return results;
    }

    /** What {@code run.json} says. */
    public RecordedRun recorded() {
        return recorded;
    }

    private void closeRows() {
        try (changes;
                history) {
            handOver(AtomicFile.Durability.PROCESS);
            await();
            recording();
        }
    }

    private void end(RunStatus status, String message, Optional<RunResults> results) {
        Optional<String> gap = failure.map(InputException::getMessage);
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
            if (failure.isEmpty()) throw e;
        }
    }
}
