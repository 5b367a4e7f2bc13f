package rookery.events;

/**
 * Why a training ended.
 *
 * @param reason the kind
 * @param message in a sentence
 */
public record Stop(Reason reason, String message) {

    /** The kinds of ends. */
    public enum Reason {
        /** All epochs were done. */
        COMPLETED,
        /** A callback asked for it. */
        CALLBACK,
        /** The thread was interrupted. */
        INTERRUPTED,
        /** The loss became NaN or infinite. */
        NOT_FINITE
    }
}
