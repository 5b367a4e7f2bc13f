package rookery.cli;

import java.util.function.IntConsumer;
import java.util.function.LongSupplier;

/** Tells on a terminal how many of a batch's rows are done, where that takes long. */
final class WhyProgress implements IntConsumer {

    private static final long PATIENCE_NANOS = 1_000_000_000;
    private static final long REDRAW_NANOS = 200_000_000;

    private final Console console;
    private final int rows;
    private final LongSupplier nanos;
    private long next;
    private int length;

    /**
     * Of a batch that is about to begin.
     *
     * @param nanos the time
     */
    WhyProgress(Console console, int rows, LongSupplier nanos) {
        this.console = console;
        this.rows = rows;
        this.nanos = nanos;
        next = nanos.getAsLong() + PATIENCE_NANOS;
    }

    @Override
    public void accept(int done) {
        if (!console.terminal()) return;
        long now = nanos.getAsLong();
        if (done == rows) show("");
        else if (now - next >= 0) {
            show("%s of %s".formatted(Numbers.count(done), Numbers.count(rows, "row")));
            next = now + REDRAW_NANOS;
        }
    }

    /** In place of what was shown last. */
    private void show(String text) {
        if (text.isEmpty() && length == 0) return;
        console.err().print("\r" + text + " ".repeat(Math.max(0, length - text.length())));
        if (text.isEmpty()) console.err().print("\r");
        console.err().flush();
        length = text.length();
    }
}
