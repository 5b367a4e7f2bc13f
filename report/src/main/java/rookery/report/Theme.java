package rookery.report;

/** The ground a picture stands on. */
public enum Theme {
    /** Dark on light, for paper. */
    LIGHT,
    /** Light on dark. */
    DARK,
    /** As the reader's screen is set: light unless it asks for dark. Files of pixels cannot. */
    AUTOMATIC
}
