package rookery.data;

/**
 * What becomes of rows in which a feature is missing. A row whose target is missing is never used.
 */
public enum MissingValues {
    /**
     * The mean or the most frequent category of the training rows takes the place of the missing
     * value; where training rows miss, a further feature tells so: 1 where the value is missing,
     * else 0.
     */
    IMPUTE,
    /** Rows that miss a feature are left out. */
    DROP,
    /**
     * Rows that miss a value in any column of the table, feature or not, are left out of training
     * and evaluation; columns that were dropped or have no value at all do not count.
     */
    COMPLETE
}
