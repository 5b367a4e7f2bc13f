package rookery.events;

/** A training under way, as a callback sees it. */
public interface Training {

    /** Asks the training to end after the step or epoch it is at now. */
    void stop(String why);

    /** The learning rate of the next step. */
    double learningRate();

    /**
     * Sets the learning rate from the next step on, in place of the optimizer's own; a snapshot
     * keeps it.
     *
     * @throws IllegalArgumentException unless it is positive and finite
     */
    void setLearningRate(double rate);

    /** A copy of weights and optimizer state. */
    Snapshot snapshot();

    /**
     * Puts weights, optimizer state and step count back. The steps that follow are those that
     * followed the snapshot; the epoch under way lasts to the end of the snapshot's epoch, and its
     * means are over the rows since.
     *
     * @throws IllegalArgumentException if the snapshot is of another network or optimizer
     */
    void restore(Snapshot snapshot);
}
