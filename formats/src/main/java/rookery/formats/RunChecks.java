package rookery.formats;

import rookery.data.InputException;
import rookery.metrics.Metric;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What would spoil the recording of a run, found before it begins. */
final class RunChecks {

    private static final long MARGIN_BYTES = 1 << 20;
    private static final int CELL_BYTES = 25;

    private RunChecks() {}

    /** Checks all that can be checked before; a folder that cannot be used is removed again. */
    static void prepare(RunFolder folder, RecordedRun run) {
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
}
