package rookery.data;

/** What becomes of a category that no training row has. */
public enum UnknownCategory {
    /** None of the column's features is 1; such values are counted and reported. */
    ZEROS,
    /** An {@link InputException}. */
    ERROR
}
