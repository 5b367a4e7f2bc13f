package rookery.formats;

import rookery.Learner;
import rookery.events.Snapshot;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * Keeps snapshots of a training, however long it takes: at most {@value #MAX}, in at most 256 MiB —
 * but three, however large they are.
 *
 * <p>At first every {@value #FIRST_SPACING} steps, or every {@value #FIRST_SPACING_OF_SMALL} where a
 * step is so short that files would take longer; whenever there are too many, the spacing is
 * doubled and those between are deleted. So the first, the latest and evenly spaced ones on the way
 * are there at any time, and every step between can be computed again from the one before it.
 *
 * <p>Snapshots that a callback put back stay, too, as their weights need not follow from the step
 * before; of more than half as many as are kept at all, the latest.
 */
final class SnapshotRecorder {

    static final int MAX = 64;

    private static final int MIN = 3;
    private static final long MAX_BYTES = 256L << 20;
    private static final int FIRST_SPACING = 64;
    private static final int FIRST_SPACING_OF_SMALL = 256;

    /** Multiplications of a step that takes less than some ten microseconds; a file takes 100. */
    private static final double SMALL = 1e6;

    private final Snapshots snapshots;
    private final BackgroundWriter writer;
    private final int capacity;
    private final TreeSet<Long> kept = new TreeSet<>();
    private final TreeSet<Long> restored = new TreeSet<>();
    private long spacing;

    SnapshotRecorder(Snapshots snapshots, Learner learner, int batchSize, BackgroundWriter writer) {
        this.snapshots = snapshots;
        this.writer = writer;
        capacity = capacity(bytes(learner));
        double step = 3.0 * learner.network().parameterCount() * batchSize;
        spacing = step < SMALL ? FIRST_SPACING_OF_SMALL : FIRST_SPACING;
    }

    /** Goes on after the snapshots that are there, but for those after this step. */
    void resume(long step) {
        kept.addAll(snapshots.steps());
        forgetAfter(step);
    }

    /** Bytes of a snapshot, but for its header. */
    private static long bytes(Learner learner) {
        Parameters one = Parameters.zeros(List.of(ParameterSpec.vector("one", 1)));
        int slots = learner.optimizer().init(one).names().size();
        return Float.BYTES * learner.network().parameterCount() * (1 + slots);
    }

    /** How many snapshots of this size are kept. */
    static int capacity(long bytes) {
        return Math.clamp(MAX_BYTES / Math.max(1, bytes), MIN, MAX);
    }

    /** The most that snapshots can take on the disk, the one being written included. */
    static long bytesNeeded(Learner learner) {
        long bytes = bytes(learner);
        return bytes * (capacity(bytes) + 1);
    }

    /** Whether a snapshot is to be taken after this many steps. */
    boolean due(long step) {
        return step % spacing == 0;
    }

    /** Writes a snapshot, due or not, and thins out those before it. */
    void record(Snapshot snapshot, AtomicFile.Durability durability) {
        long bytes = Float.BYTES * (1L + snapshot.state().names().size());
        writer.submit(
                bytes * snapshot.parameters().values().length,
                () -> snapshots.write(snapshot, durability));
        long latest = snapshot.step();
        kept.add(latest);
        if (kept.size() > capacity) spacing *= 2;
        kept.removeIf(step -> {
            boolean remove = !due(step) && step != latest && !restored.contains(step);
            if (remove) delete(step);
            return remove;
        });
    }

    private void delete(long step) {
        writer.submit(() -> snapshots.delete(step));
    }

    /** Writes a snapshot that a callback has put back; those of the steps after it are forgotten. */
    void recordRestored(Snapshot snapshot, AtomicFile.Durability durability) {
        forgetAfter(snapshot.step());
        restored.add(snapshot.step());
        if (restored.size() > capacity / 2) restored.removeFirst();
        record(snapshot, durability);
    }

    /** Deletes the snapshots of the steps after this one, which the training has taken back. */
    void forgetAfter(long step) {
        NavigableSet<Long> after = kept.tailSet(step, false);
        after.forEach(this::delete);
        after.clear();
        restored.tailSet(step, false).clear();
    }
}
