package rookery.report;

/** The ground a picture stands on. */
public enum Theme {
    /** Dark on light, for paper. */
    LIGHT,
    /** Light on dark. */
    DARK,
    /** As the reader's screen is set: light unless it asks for dark. Pixels cannot: they are light. */
    AUTOMATIC;

    /** Where {@link #AUTOMATIC} is dark. */
    static final String DARK_SCREENS = "@media screen and (prefers-color-scheme:dark)";

    /**
     * The rules of a picture's {@code <style>}: of one palette, or of both.
     *
     * @param scope selects what they apply within
     */
    String css(String scope) {
        return switch (this) {
            case LIGHT -> Palette.LIGHT.css(scope);
            case DARK -> Palette.DARK.css(scope);
            case AUTOMATIC ->
                    Palette.LIGHT.css(scope) + DARK_SCREENS + "{" + Palette.DARK.css(scope) + "}";
        };
    }

    /** The theme that pixels can have. */
    Theme fixed() {
        return this == AUTOMATIC ? LIGHT : this;
    }
}
