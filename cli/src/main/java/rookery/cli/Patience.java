package rookery.cli;

import rookery.Losses;

import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/**
 * Shows how far a computation is, and ends one that turns out to take more than a minute, unless that
 * is wanted: by its speed in two seconds, once two have passed and kernels are compiled. A busy
 * machine compiles late; after twenty seconds it is looked at nevertheless.
 */
final class Patience implements IntConsumer, AutoCloseable {

    private static final double WARM_SECONDS = 2;
    private static final double LOOK_SECONDS = 2;
    private static final double LATE_SECONDS = 20;
    private static final double MOST_SECONDS = 60;

    private final Waiting waiting;
    private final String what;
    private final long all;
    private final String cure;
    private final BooleanSupplier warm;
    private final LongSupplier clock;
    private final long began;
    private boolean looked;
    private long warmAt;
    private long warmDone;

    /**
     * @param what is counted: {@code losses}
     * @param all how many there are
     * @param cure what takes less time: {@code take fewer --points}
     * @param endless whether it may take as long as it takes
     */
    Patience(Console console, String what, long all, String cure, boolean endless) {
        this(console, what, all, cure, endless, Losses::warm, System::nanoTime);
    }

    /**
     * The same by another clock.
     *
     * @param warm whether kernels are compiled
     * @param clock in nanoseconds
     */
    Patience(
            Console console,
            String what,
            long all,
            String cure,
            boolean endless,
            BooleanSupplier warm,
            LongSupplier clock) {
        waiting = new Waiting(console, what, all, clock);
        this.what = what;
        this.all = all;
        this.cure = cure;
        this.warm = warm;
        this.clock = clock;
        began = clock.getAsLong();
        looked = endless;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException if it takes too long
     */
    @Override
    public void accept(int done) {
        waiting.accept(done);
        if (looked) return;
        long now = clock.getAsLong();
        double seconds = (now - began) * 1e-9;
        if (warmDone == 0) {
            if (seconds < WARM_SECONDS || seconds < LATE_SECONDS && !warm.getAsBoolean()) return;
            warmAt = now;
            warmDone = done;
        } else if ((now - warmAt) * 1e-9 >= LOOK_SECONDS && done > warmDone) {
            looked = true;
            double each = (now - warmAt) * 1e-9 / (done - warmDone);
            double whole = seconds + each * (all - done);
            if (whole > MOST_SECONDS)
                throw new IllegalArgumentException(
                        "this takes about %s, for %s; pass --yes to wait for it, or %s"
                                .formatted(
                                        Numbers.time(whole),
                                        Numbers.count(all) + " " + what,
                                        cure));
        }
    }

    @Override
    public void close() {
        waiting.close();
    }
}
