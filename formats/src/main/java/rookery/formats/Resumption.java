package rookery.formats;

import rookery.Dataset;
import rookery.Fit;
import rookery.History;
import rookery.ResumePoint;
import rookery.Run;
import rookery.data.InputException;
import rookery.events.Callback;
import rookery.events.Snapshot;

import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Goes on with a run that was stopped or killed, or trains a finished one further; it ends with the
 * weights and the history of a run that never stopped, bit for bit.
 *
 * {@snippet :
 * Resumption resumption = Resumption.of(Replay.of(folder), OptionalInt.empty());
 * Callback stopping = resumption.catchUp(new EarlyStopping(10).restoreBestWeights(true));
 * try (RunRecorder recorder = resumption.record(gap -> System.err.println(gap.getMessage()))) {
 *     Run run = resumption.fit(stopping, recorder);
 *     System.out.println(recorder.finish(run).json());
 * }
 * }
 *
 * <p>It begins with the first epoch that the history does not have; the steps to there are computed
 * again from the snapshot before it.
 */
public final class Resumption {

    private final Replay replay;
    private final RunDescription description;
    private final Fit fit;
    private final History history;
    private final ResumePoint point;

    private Resumption(Replay replay, int epochs, History history) {
        this.replay = replay;
        this.history = history;
        description = replay.run().description().epochs(epochs);
        fit = replay.fit().epochs(epochs).validationSplit(0);
        long start = (long) history.epochs() * replay.stepsPerEpoch();
        long before = Math.max(0, start - replay.stepsPerEpoch());
        Snapshot previous = replay.at(before).snapshot();
        NavigableMap<Long, Double> rates = replay.changes().rates();
        point =
                new ResumePoint(
                        previous,
                        replay.beforeChangesAt(start),
                        rates.subMap(before, start),
                        history);
    }

    /**
     * Finds out where a run stands; nothing is changed yet.
     *
     * @param epochs in all; as many as the run was to have, unless told
     * @throws InputException if it is still going on, has nothing more to do, or cannot go on
     */
    public static Resumption of(Replay replay, OptionalInt epochs) {
        RecordedRun run = replay.run();
        History history = replay.folder().history();
        int planned = run.description().fit().epochs();
        refuseEnded(run, epochs.orElse(planned));
        if (epochs.orElse(planned) < history.epochs())
            throw refused(
                    run,
                    "%d epochs are done already, more than %d; pass a larger number of --epochs"
                            .formatted(history.epochs(), epochs.getAsInt()));
        if (replay.folder().changes().isEmpty())
            throw refused(
                    run,
                    "was recorded by an older Rookery (%s), which kept less than it takes; train anew with --config"
                            .formatted(run.versions().rookery()));
        if (!replay.changes().restored().isEmpty())
            throw refused(
                    run,
                    "a callback of a program has put weights back on the way, which cannot be"
                            + " caught up with; train anew");
        return new Resumption(replay, epochs.orElse(planned), history);
    }

    /** Refuses a run that still goes on, or whose end cannot be moved. */
    private static void refuseEnded(RecordedRun run, int epochs) {
        int planned = run.description().fit().epochs();
        switch (run.statusNow()) {
            case RUNNING ->
                    throw refused(
                            run,
                            "is still going on, in process %d; stop that first"
                                    .formatted(run.machine().pid()));
            case STOPPED_EARLY ->
                    throw refused(
                            run,
                            "stopped by itself (%s), and would again; train anew with --config and more patience"
                                    .formatted(run.message()));
            case NOT_FINITE ->
                    throw refused(
                            run,
                            "its loss became a number that is not finite, and would again; train"
                                    + " anew with --config and a lower learning rate");
            case COMPLETED -> {
                if (epochs <= planned)
                    throw refused(
                            run,
                            "all of its %d epochs are done; pass --epochs with a larger number to train it further"
                                    .formatted(planned));
            }
            case INTERRUPTED, FAILED, KILLED -> {}
        }
    }

    private static InputException refused(RecordedRun run, String why) {
        return new InputException(run.name() + ": cannot be resumed: " + why);
    }

    /** The description of the run, with the epochs it is to have now. */
    public RunDescription description() {
        return description;
    }

    /** The run as it is so far. */
    public Replay replay() {
        return replay;
    }

    /** Epochs that are done, and not done again. */
    public int epochsDone() {
        return history.epochs();
    }

    /**
     * Brings callbacks to where they would be, had they seen the epochs that are done: each must be
     * one that begins anew with each training and looks at epochs alone, as those of {@code
     * rookery.callbacks} are. They must be those that the run began with.
     *
     * @return all of them as one, for {@link #fit}
     * @throws InputException if they would not have set the learning rates that were set
     */
    public Callback catchUp(Callback... callbacks) {
        return CaughtUp.with(replay, history, fit.epochs(), point.start(), callbacks);
    }

    /**
     * Prepares the run's folder to go on: results and model are removed, as of any run under way.
     *
     * @param onGap is told the first time that history or a snapshot cannot be written
     * @throws InputException if the folder cannot be written to
     */
    public RunRecorder record(Consumer<InputException> onGap) {
        return RunRecorder.resume(
                replay.folder(),
                description,
                history,
                replay.changes().rates().headMap(point.start().step()),
                point.start().step(),
                onGap);
    }

    /** Trains to the end. */
    public Run fit(Callback... callbacks) {
        Dataset training = replay.training();
        return replay.learner().resume(training, replay.validation(), fit, point, callbacks);
    }
}
