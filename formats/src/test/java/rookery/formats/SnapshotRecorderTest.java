package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.events.Snapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

class SnapshotRecorderTest {

    @TempDir Path temporary;

    @ParameterizedTest
    @CsvSource({"0, 64", "4194304, 64", "8388608, 32", "134217728, 3", "99999999999, 3"})
    void snapshots_of_a_large_network_are_256_mebibytes_at_most_but_three(long bytes, int count) {
        assertThat(SnapshotRecorder.capacity(bytes)).isEqualTo(count);
    }

    @ParameterizedTest
    @CsvSource({"8, 256", "19607, 256", "19608, 64"}) // 3 · 17 parameters · rows: a million or not
    void small_steps_have_snapshots_farther_apart(int batchSize, long first) {
        SnapshotRecorder recorder =
                new SnapshotRecorder(
                        new Snapshots(temporary),
                        Samples.LEARNER,
                        batchSize,
                        new BackgroundWriter());
        assertThat(LongStream.range(1, 1000).filter(recorder::due).findFirst()).hasValue(first);
    }

    @Test
    void snapshots_are_thinned_out_as_the_training_goes_on() throws IOException {
        Snapshots snapshots = new Snapshots(Files.createDirectory(temporary.resolve("snapshots")));
        BackgroundWriter writer = new BackgroundWriter();
        SnapshotRecorder recorder =
                new SnapshotRecorder(snapshots, Samples.LEARNER, 1 << 20, writer);
        Snapshot start = Samples.LEARNER.trainer(Samples.data(), Samples.fit()).snapshot();
        for (long step = 0; step <= 64 * 300; step++) {
            if (!recorder.due(step)) continue;
            recorder.record(
                    new Snapshot(step, start.parameters(), start.state()),
                    AtomicFile.Durability.PROCESS);
            writer.await();
            List<Long> kept = snapshots.steps();
            assertThat(kept).startsWith(0L).endsWith(step).hasSizeLessThanOrEqualTo(64);
            if (step >= 64 * 64) assertThat(kept).hasSizeGreaterThan(31);
        }
        assertThat(snapshots.steps()).hasSize(38).startsWith(0L, 512L, 1024L).endsWith(18944L);
    }
}
