package rookery.formats;

import rookery.events.Stop;

/** How far a recorded training got. */
public enum RunStatus {
    /** It is under way. */
    RUNNING,
    /** All epochs were done. */
    COMPLETED,
    /** A callback stopped it, such as early stopping. */
    STOPPED_EARLY,
    /** The user stopped it; what it had learned was kept. */
    INTERRUPTED,
    /** The loss became NaN or infinite; the last good weights were kept. */
    NOT_FINITE,
    /** An error ended it. */
    FAILED,
    /** Its process is gone without an end; what there is was recorded on the way. */
    KILLED;

    static RunStatus of(Stop.Reason reason) {
        return switch (reason) {
            case COMPLETED -> COMPLETED;
            case CALLBACK -> STOPPED_EARLY;
            case INTERRUPTED -> INTERRUPTED;
            case NOT_FINITE -> NOT_FINITE;
        };
    }

    /** In words: {@code stopped early}. */
    public String words() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
