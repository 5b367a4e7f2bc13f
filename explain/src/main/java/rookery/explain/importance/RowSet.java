package rookery.explain.importance;

/** Which rows a model is looked at on. */
public enum RowSet {
    /** Those it was trained on. */
    TRAINING,
    /** Those that its run held out for validation. */
    VALIDATION,
    /** Those of a table that was named, of which nobody knows whether it was trained on them. */
    NAMED
}
