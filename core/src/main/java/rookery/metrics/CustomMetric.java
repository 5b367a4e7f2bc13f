package rookery.metrics;

/** The open door of the family: a user's own metric. */
public non-sealed interface CustomMetric extends Metric {

    /** Falls, as an error, unless overridden. */
    @Override
    default boolean rises() {
        return false;
    }
}
