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

    /**
     * Whether to be told of this step, which was just taken; no, unless overridden. Asked at every
     * step, so that who waits for a moment allocates nothing until it has come.
     *
     * @param step from the beginning of the training
     */
    default boolean wantsStep(long step) {
        return false;
    }
}
