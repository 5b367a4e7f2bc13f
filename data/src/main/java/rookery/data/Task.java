package rookery.data;

/** What is to be predicted. */
public enum Task {
    /** One of several classes. */
    CLASSIFICATION,
    /** A number. */
    REGRESSION
}
