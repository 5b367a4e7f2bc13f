package rookery.events;

/**
 * Listens to a training and may stop it.
 *
 * <p>Called on the thread that trains, between steps. An exception it throws ends the training and
 * reaches the caller of {@code fit}.
 */
@FunctionalInterface
public interface Callback {

    /**
     * Something happened.
     *
     * @param training the training it happened in, to be stopped, copied or put back
     */
    void on(TrainingEvent event, Training training);

    /** Whether to be told of every step; off unless overridden, as telling allocates. */
    default boolean everyStep() {
        return false;
    }
}
