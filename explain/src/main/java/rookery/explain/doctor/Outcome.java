package rookery.explain.doctor;

/** What came of a check. */
public sealed interface Outcome {

    /** Something is wrong. */
    record Found(Finding finding) implements Outcome {}

    /** Nothing is. */
    record Healthy() implements Outcome {}

    /**
     * No answer.
     *
     * @param reason why it does not apply, or could not be checked
     * @param failed whether it applies, but something went wrong
     */
    record Unchecked(String reason, boolean failed) implements Outcome {}

    /** An answer that there is none, as the check does not apply. */
    static Outcome leftOut(String reason) {
        return new Unchecked(reason, false);
    }
}
