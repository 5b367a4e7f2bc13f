package rookery.explain.doctor;

/** How bad a finding is. */
public enum Severity {
    /** The result cannot be trusted, or the training failed. */
    ERROR,
    /** It costs quality or time. */
    WARNING,
    /** Worth knowing. */
    NOTE
}
