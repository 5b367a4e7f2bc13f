package rookery.formats;

import rookery.data.TableEncoding;

import java.time.Instant;
import java.util.Optional;

/**
 * What {@code run.json} says.
 *
 * @param name of the run
 * @param created when it began
 * @param status how far it had got when this was written; {@link RunStore#list} says how it is now
 * @param message why it ended, in a sentence; empty while it runs
 * @param description all it takes to train the same once more
 * @param encoding how the rows of the table became inputs; none if it was trained on numbers
 * @param report what became of the table's rows and columns; none if nobody told
 * @param versions of what computed it
 * @param machine it was computed on
 * @param results what came out; none before it has ended
 * @param gap why history or snapshots are not complete; none if they are
 * @param numbers what a program trained on, if it was not a table that can be read again
 */
public record RecordedRun(
        String name,
        Instant created,
        RunStatus status,
        String message,
        RunDescription description,
        Optional<TableEncoding> encoding,
        Optional<DataReport> report,
        Versions versions,
        Machine machine,
        Optional<RunResults> results,
        Optional<String> gap,
        Optional<NumbersReference> numbers) {

    static final String FORMAT = "rookery-run";
    static final int VERSION = 1;

    /** The same at its end. */
    RecordedRun ended(
            RunStatus status, String message, Optional<RunResults> results, Optional<String> gap) {
        return new RecordedRun(
                name,
                created,
                status,
                message,
                description,
                encoding,
                report,
                versions,
                machine,
                results,
                gap,
                numbers);
    }

    /** The same going on again. */
    RecordedRun resumed(RunDescription description, Machine machine) {
        return new RecordedRun(
                name,
                created,
                RunStatus.RUNNING,
                "",
                description,
                encoding,
                report,
                Versions.current(),
                machine,
                Optional.empty(),
                Optional.empty(),
                numbers);
    }

    /** The status as it is now: a run whose process is gone does not run any more. */
    public RunStatus statusNow() {
        return status == RunStatus.RUNNING && !machine.alive() ? RunStatus.KILLED : status;
    }
}
