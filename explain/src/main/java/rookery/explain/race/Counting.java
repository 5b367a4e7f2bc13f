package rookery.explain.race;

import java.util.function.LongConsumer;

/** Counts what is done, part by part. */
final class Counting implements LongConsumer {

    private final LongConsumer progress;
    private long before;

    /** @param progress is told all that is done */
    Counting(LongConsumer progress) {
        this.progress = progress;
    }

    /** So much of the part under way. */
    @Override
    public void accept(long done) {
        progress.accept(before + done);
    }

    /** A part is over that was planned to be so much. */
    void next(long planned) {
        before += planned;
        progress.accept(before);
    }
}
