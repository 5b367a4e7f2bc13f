package rookery.metrics;

/** The open door of the family: a user's own metric. */
public non-sealed interface CustomMetric extends Metric {}
