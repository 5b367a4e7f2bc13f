package rookery.formats;

import rookery.kernels.Kernels;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Where a run was computed. None of it changes the numbers, but for the kernels' speed.
 *
 * @param os operating system
 * @param arch architecture
 * @param cores that the JVM may use
 * @param kernels the loops that a long training computes with; a short one stays with scalar ones
 * @param threads that share the work at most
 * @param pid of the process
 * @param started when the process started, which tells it from a later one with this number
 */
public record Machine(
        String os,
        String arch,
        int cores,
        String kernels,
        int threads,
        long pid,
        Optional<Instant> started) {

    private static final Duration CLOCK_SET = Duration.ofMinutes(1);

    /** This one. */
    public static Machine current(int threads) {
        ProcessHandle process = ProcessHandle.current();
        return new Machine(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                Kernels.best().name(),
                threads,
                process.pid(),
                process.info().startInstant());
    }

    /** Whether the process is still there. */
    boolean alive() {
        return ProcessHandle.of(pid)
                .filter(process -> isStart(process.info().startInstant()))
                .isPresent();
    }

    /** The same moment, but for a clock that was set meanwhile: Linux counts back to it from now. */
    private boolean isStart(Optional<Instant> other) {
        if (started.isEmpty() || other.isEmpty()) return started.equals(other);
        return Duration.between(started.get(), other.get()).abs().compareTo(CLOCK_SET) < 0;
    }
}
