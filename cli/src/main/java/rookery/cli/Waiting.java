package rookery.cli;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Says on stderr how far something has got that takes longer than a second; once a second. */
final class Waiting implements IntConsumer {

    private static final long PATIENCE_NANOS = 1_000_000_000;

    private final Console console;
    private final String what;
    private final int all;
    private final LongSupplier nanos;
    private long told;

    /**
     * Begins now.
     *
     * @param what there are several of: {@code snapshots}
     * @param all how many
     * @param nanos a clock, {@link System#nanoTime}
     */
    Waiting(Console console, String what, int all, LongSupplier nanos) {
        this.console = console;
        this.what = what;
        this.all = all;
        this.nanos = nanos;
        told = nanos.getAsLong();
    }

    @Override
    public void accept(int done) {
        long now = nanos.getAsLong();
        if (now - told < PATIENCE_NANOS || done == all) return;
        told = now;
        console.note("%s of %s %s".formatted(Numbers.count(done), Numbers.count(all), what));
    }
}
