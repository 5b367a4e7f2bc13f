package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Fit;
import rookery.events.Callback;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.EpochEnded;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Optional;

class RecordingAllocationTest {

    @TempDir Path temporary;

    /** Finds an epoch from whose first step to its last nothing was allocated, and stops there. */
    private static final class Probe implements Callback {

        private final ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        private final int stepsPerEpoch;
        private long first;
        private long least = Long.MAX_VALUE;

        Probe(int stepsPerEpoch) {
            this.stepsPerEpoch = stepsPerEpoch;
        }

        @Override
        public boolean wantsStep(long step) {
            long now = thread.getCurrentThreadAllocatedBytes();
            if (step % stepsPerEpoch == 0) first = now;
            if (step % stepsPerEpoch == stepsPerEpoch - 1) least = Math.min(least, now - first);
            return false;
        }

        @Override
        public void on(TrainingEvent event, Training training) {
            if (event instanceof EpochEnded && least == 0) training.stop("nothing was allocated");
        }
    }

    @Test
    void a_recorded_training_allocates_nothing_per_step_once_warm() {
        Fit fit = Fit.defaults().epochs(20_000).batchSize(1);
        RunFolder folder = new RunStore(temporary).create("points");
        Probe probe = new Probe(Samples.ROWS);
        try (RunRecorder recorder =
                RunRecorder.begin(
                        folder, RunDescription.of(Samples.LEARNER, fit), Optional.empty())) {
            Samples.LEARNER.fit(Samples.data(), fit, recorder, probe);
        }
        assertThat(folder.history().epochs()).isPositive();
        assertThat(probe.least).as("bytes in 39 steps").isZero();
    }
}
