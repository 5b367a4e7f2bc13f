package rookery.formats;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.RowOrder;
import rookery.Trainer;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.data.RowUse;
import rookery.data.Table;
import rookery.events.Snapshot;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A recorded training once more, at any of its steps, bit for bit.
 *
 * {@snippet :
 * Replay replay = Replay.of(new RunStore(Path.of("runs")).find("penguins-1"));
 * Trainer trainer = replay.at(230); // before step 230: 230 steps were taken
 * int[] rows = trainer.nextRows(); // of step 230's batch, positions in replay.training()
 * float before = trainer.model().weights("dense/kernel").get(0, 0);
 * trainer.step();
 * float after = trainer.model().weights("dense/kernel").get(0, 0);
 * }
 *
 * <p>Every step is a function of data, description, seed and the weights before it, so it is computed
 * again from the nearest snapshot before; what callbacks changed on the way is recorded ({@code
 * changes.csv}) and changed again. Steps are numbered from 0 along the training that led to the final
 * weights: where a callback went back to an earlier step, the steps taken back are forgotten.
 *
 * <p>Not safe for use by several threads at once.
 */
public final class Replay {

    private final RunFolder folder;
    private final RecordedRun run;
    private final ReplayData data;
    private final Fit fit;
    private final Changes changes;
    private final TreeSet<Long> snapshots;
    private final long steps;
    private final int stepsPerEpoch;
    private Trainer trainer;

    /** Where {@link #at} put the trainer last; none if it cannot go on from there. */
    private long given = -1;

    private Replay(RunFolder folder, RecordedRun run, ReplayData data, Fit fit) {
        this.folder = folder;
        this.run = run;
        this.data = data;
        this.fit = fit;
        changes = changes(folder, run);
        snapshots = new TreeSet<>(folder.snapshots().steps());
        trainer = learner().trainer(data.training(), fit);
        stepsPerEpoch = trainer.stepsPerEpoch();
        steps = run.results().map(RunResults::steps).orElseGet(this::stepsSoFar);
        if (folder.changes().isEmpty() && snapshots.size() > 1) snapshots.remove(steps);
    }

    /**
     * A run on a table: reads the data that {@code run.json} names and prepares them as training
     * did.
     *
     * @throws InputException if the run cannot be read, or was not on a table; if its data are not
     *     there any more, or have changed since; or if it is of a version that recorded too little
     */
    public static Replay of(RunFolder folder) {
        RecordedRun run = read(folder);
        requireRowOrder(run, Optional.empty());
        return new Replay(folder, run, ReplayData.read(run), run.description().fit());
    }

    /**
     * The same of a run that this process has just recorded on a table: neither {@code run.json} nor
     * the table is read again.
     *
     * @param run what {@link RunRecorder#recorded} says
     * @param prepared what the training got
     */
    public static Replay of(RunFolder folder, RecordedRun run, PreparedTable prepared) {
        return of(folder, run, prepared, Optional.empty(), Optional.empty());
    }

    /**
     * The same with the rows as they were read, if they are at hand.
     *
     * @param table the rows
     * @param validationTable those of a table of its own for validation
     */
    public static Replay of(
            RunFolder folder,
            RecordedRun run,
            PreparedTable prepared,
            Optional<Table> table,
            Optional<Table> validationTable) {
        ReplayData data =
                new ReplayData(
                        prepared.training(),
                        prepared.validation(),
                        Optional.of(prepared),
                        table,
                        validationTable);
        return new Replay(folder, run, data, run.description().fit());
    }

    /**
     * A run that a program started on numbers of its own.
     *
     * @param training what {@code fit} got
     * @param validation what it got for validation, if anything
     * @throws InputException if the run cannot be read, or these are other data; that is seen if the
     *     recorder was told of them, see {@link RunRecorder#begin(RunFolder, RunDescription, Dataset,
     *     Optional)}
     */
    public static Replay of(RunFolder folder, Dataset training, Optional<Dataset> validation) {
        RecordedRun run = read(folder);
        requireRowOrder(run, Optional.empty());
        ReplayData data = ReplayData.check(run, training, validation);
        return new Replay(folder, run, data, run.description().fit());
    }

    /**
     * The same of a run with an order of rows of its own.
     *
     * @param order what {@link Fit#rowOrder(RowOrder)} got
     * @throws InputException as above, or if this is another order
     */
    public static Replay of(
            RunFolder folder, Dataset training, Optional<Dataset> validation, RowOrder order) {
        RecordedRun run = read(folder);
        requireRowOrder(run, Optional.of(order));
        ReplayData data = ReplayData.check(run, training, validation);
        return new Replay(folder, run, data, run.description().fit().rowOrder(order));
    }

    /** The training of a run on a table as it stood before a step: {@link #of} and {@link #at}. */
    public static Trainer at(RunFolder folder, long step) {
        return of(folder).at(step);
    }

    private static RecordedRun read(RunFolder folder) {
        RecordedRun run = folder.read();
        if (run.versions().numerics() != Versions.NUMERICS)
            throw new InputException(
                    "%s: was computed by version %d of the numerics, this Rookery has version %d: it would give other bits; use Rookery %s"
                            .formatted(
                                    run.name(),
                                    run.versions().numerics(),
                                    Versions.NUMERICS,
                                    run.versions().rookery()));
        return run;
    }

    private static void requireRowOrder(RecordedRun run, Optional<RowOrder> order) {
        Optional<String> recorded = run.numbers().flatMap(NumbersReference::rowOrder);
        if (!recorded.equals(order.map(NumbersReference::sha256)))
            throw new InputException(
                    recorded.isPresent()
                            ? "%s: a program gave it an order of rows, which is not kept; in Java, pass the same to Replay.of"
                                    .formatted(run.name())
                            : "%s: was trained without an order of rows; pass none"
                                    .formatted(run.name()));
    }

    private static Changes changes(RunFolder folder, RecordedRun run) {
        Optional<Changes> recorded = folder.changes();
        if (recorded.isEmpty() && run.description().reduceOnPlateau().isPresent())
            throw older(folder, run, "when the learning rate was lowered");
        return recorded.orElseGet(Changes::new);
    }

    private static InputException older(RunFolder folder, RecordedRun run, String what) {
        return new InputException(
                "%s: was recorded by an older Rookery (%s), which did not keep %s; train it anew: train --config %s"
                        .formatted(
                                run.name(),
                                run.versions().rookery(),
                                what,
                                folder.path().resolve(RunFolder.RUN)));
    }

    /** Of a run without an end: what is known to have been taken. */
    private long stepsSoFar() {
        long latest = snapshots.isEmpty() ? 0 : snapshots.last();
        if (!changes.restored().isEmpty()) return latest;
        return Math.max(latest, (long) folder.history().epochs() * stepsPerEpoch);
    }

    /** The folder. */
    public RunFolder folder() {
        return folder;
    }

    /** What {@code run.json} says. */
    public RecordedRun run() {
        return run;
    }

    Changes changes() {
        return changes;
    }

    /** Network, loss, optimizer and metrics. */
    public Learner learner() {
        return run.description().learner();
    }

    /** How it was trained. */
    public Fit fit() {
        return fit;
    }

    /** What was learned from; its rows know their numbers in their source. */
    public Dataset training() {
        return data.training();
    }

    /** What was set apart for validation. */
    public Optional<Dataset> validation() {
        return data.validation();
    }

    /** The table, if the run was on one. */
    public Optional<PreparedTable> prepared() {
        return data.prepared();
    }

    /** The rows of the table as they were read, if the run was on one. */
    public Optional<Table> table() {
        return data.table();
    }

    /** The same of the table of its own for validation, if there is one. */
    public Optional<Table> validationTable() {
        return data.validationTable();
    }

    /** Steps taken; of a run that has no end, those that are known. */
    public long steps() {
        return steps;
    }

    /** Steps of an epoch. */
    public int stepsPerEpoch() {
        return stepsPerEpoch;
    }

    /**
     * What became of a row.
     *
     * @param row its number in the source, from 0: of the training table, if validation has one of
     *     its own
     * @throws InputException if there is no such row
     */
    public RowUse use(int row) {
        if (prepared().isPresent()) return prepared().get().use(row);
        OptionalInt position = position(training(), row);
        if (position.isPresent()) return new RowUse.Training(position.getAsInt());
        return validation()
                .map(rows -> position(rows, row))
                .filter(OptionalInt::isPresent)
                .map(found -> new RowUse.Validation(found.getAsInt()))
                .orElseThrow(() -> new InputException("row %d: the data have none".formatted(row)));
    }

    private static OptionalInt position(Dataset data, int row) {
        return IntStream.range(0, data.rows()).filter(i -> data.rowNumber(i) == row).findFirst();
    }

    /**
     * The training as it stood before a step, bit for bit: weights, optimizer state, the batch's
     * rows, the learning rate.
     *
     * <p>The trainer is this replay's own, and the next call moves it: forward if it can, so that
     * steps one after the other are computed once. It may be stepped and read, but neither restored
     * nor given another rate.
     *
     * @param step from 0; {@link #steps()} is where the last step left it
     * @throws InputException if the run has no such step, or it cannot be computed again
     */
    public Trainer at(long step) {
        if (step < 0 || step > steps)
            throw new InputException(
                    "%s: no step %d; it took %d, numbered from 0"
                            .formatted(run.name(), step, steps));
        if (!canGoOn(step)) restore(step);
        setRate();
        while (trainer.steps() < step) {
            trainer.step();
            if (trainer.notFinite().isPresent()) throw notTheSame(trainer.notFinite().get());
            setRate();
        }
        given = step;
        return trainer;
    }

    /** The same as a snapshot, before callbacks changed anything there. */
    Snapshot beforeChangesAt(long step) {
        if (step == 0) restore(0);
        else at(step - 1).step();
        return trainer.snapshot();
    }

    private InputException notTheSame(rookery.events.TrainingEvent.NotFinite what) {
        given = -1;
        return new InputException(
                "%s: step %d cannot be computed again: %s; are these the data, weights and row order it began with?"
                        .formatted(run.name(), what.step(), what.message()));
    }

    /** Whether nothing changed since {@link #at} but by steps, and no snapshot is nearer. */
    private boolean canGoOn(long step) {
        long now = trainer.steps();
        if (given < 0 || now < given || now > step) return false;
        Long snapshot = snapshots.floor(step);
        if (snapshot != null && snapshot > now + 1) return false;
        boolean rateMissed =
                now > given && !changes.rates().subMap(given, false, now, false).isEmpty();
        return !rateMissed && changes.restored().subSet(given, false, step, true).isEmpty();
    }

    /** Puts the nearest snapshot back that can be read and leads to the step. */
    private void restore(long step) {
        Long restored = changes.restored().floor(step);
        long earliest = restored == null ? 0 : restored;
        given = -1;
        for (Long at = snapshots.floor(step);
                at != null && at >= earliest;
                at = snapshots.lower(at)) {
            Optional<Snapshot> snapshot = folder.snapshots().readable(at, learner());
            if (snapshot.isPresent()) {
                trainer.restore(snapshot.get());
                return;
            }
            snapshots.remove(at);
        }
        throw new InputException(
                "%s: step %d cannot be computed again: %s"
                        .formatted(
                                run.name(),
                                step,
                                restored == null
                                        ? "there is no snapshot before it that can be read; train it anew: train --config %s"
                                                .formatted(folder.path().resolve(RunFolder.RUN))
                                        : "before step %d a callback put other weights there, and the snapshot of them is not kept"
                                                .formatted(restored)));
    }

    private void setRate() {
        Double rate = changes.rates().get(trainer.steps());
        if (rate != null) trainer.setLearningRate(rate);
    }

    /**
     * The model that training left: averages, if the optimizer keeps some, or the weights of the
     * step that a callback went back to at the end.
     *
     * @throws InputException if it cannot be computed again
     */
    public Model model() {
        if (folder.changes().isEmpty() && run.description().patience().isPresent())
            throw older(folder, run, "which epoch's weights were put back at the end");
        boolean ended = run.results().isPresent();
        if (ended && changes.finalStep().isPresent())
            return at(changes.finalStep().getAsLong()).model();
        Trainer end = at(steps);
        if (ended) end.finish();
        given = -1;
        return end.model();
    }

    /**
     * Whether the replay ends with the weights of the run, to the bit.
     *
     * @throws InputException if the run has no end, or it cannot be computed again
     */
    public boolean verify() {
        RunResults results =
                run.results()
                        .orElseThrow(() ->
                                new InputException(
                                        "%s: has no end to compare with; it is %s"
                                                .formatted(run.name(), run.statusNow().words())));
        return model().weightsSha256().equals(results.weightsSha256());
    }
}
