package rookery.data;

/**
 * Input that cannot be used: a file, a table, a row. The message is the whole story — where, what
 * was expected, what came, what to do — so whoever catches this shows the message and no stack
 * trace.
 */
public final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** An exception whose {@code message} tells everything. */
    public InputException(String message) {
        super(message);
    }

    /** Likewise, with the failure behind it. */
    public InputException(String message, Throwable cause) {
        super(message, cause);
    }
}
