package rookery.data;

/** What became of a row of a table: {@link PreparedTable#use}. */
public sealed interface RowUse {

    /**
     * It is learned from.
     *
     * @param position in the training data, from 0
     */
    record Training(int position) implements RowUse {}

    /**
     * It is for validation.
     *
     * @param position in the validation data, from 0
     */
    record Validation(int position) implements RowUse {}

    /**
     * It is not used.
     *
     * @param reason why: "bill_length_mm is missing"
     */
    record LeftOut(String reason) implements RowUse {}
}
