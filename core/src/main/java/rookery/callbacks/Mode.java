package rookery.callbacks;

/** What is better in a value that a callback monitors. */
public enum Mode {
    /**
     * Known by the name, see {@link rookery.metrics.Metric#rises(String)}: accuracies, areas and
     * scores are to rise, losses, errors and all that is not known are to fall.
     */
    AUTO,
    /** Lower is better. */
    MIN,
    /** Higher is better. */
    MAX
}
