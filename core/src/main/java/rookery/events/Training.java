package rookery.events;

/** A training under way, as a callback sees it. */
public interface Training {

    /** Asks the training to end after what it is doing now. */
    void stop(String why);

    /** A copy of weights and optimizer state. */
    Snapshot snapshot();

    /** Puts weights and optimizer state back. */
    void restore(Snapshot snapshot);
}
