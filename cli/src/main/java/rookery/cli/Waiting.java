package rookery.cli;

import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Shows on stderr how far a long computation is, from its second second on: on a terminal in one line
 * that is drawn anew, elsewhere in a line every ten seconds.
 */
final class Waiting implements LongConsumer, AutoCloseable {

    private static final long PATIENCE_NANOS = 1_000_000_000L;
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long SILENCE_NANOS = 10_000_000_000L;

    private final Console console;
    private final String what;
    private final long all;
    private final LongSupplier clock;
    private long due;
    private int drawn;

    /**
     * @param what is counted: {@code steps}
     * @param all how many there are
     */
    Waiting(Console console, String what, long all) {
        this(console, what, all, System::nanoTime);
    }

    /** The same by another clock, in nanoseconds. */
    Waiting(Console console, String what, long all, LongSupplier clock) {
        this.console = console;
        this.what = what;
        this.all = all;
        this.clock = clock;
        due = clock.getAsLong() + PATIENCE_NANOS;
    }

    @Override
    public void accept(long done) {
        if (clock.getAsLong() < due) return;
        show(done);
        due = clock.getAsLong() + (console.terminal() ? REDRAW_NANOS : SILENCE_NANOS);
    }

    private void show(long done) {
        String line = "%s of %s %s".formatted(Numbers.count(done), Numbers.count(all), what);
        if (console.terminal()) console.err().print("\r" + line);
        else console.note(line);
        console.err().flush();
        drawn = Math.max(drawn, line.length());
    }

    /** Wipes the line away. */
    @Override
    public void close() {
        if (!console.terminal() || drawn == 0) return;
        console.err().print("\r" + " ".repeat(drawn) + "\r");
        console.err().flush();
    }
}
