package rookery.names;

/**
 * What is wrong in a text, and where.
 *
 * @param family what the text should have been: {@code optimizer} …
 * @param text all of it
 */
record TextProblem(String family, String text) {

    private static final int SHOWN = 200;

    /** Says where: {@code optimizer "adam(beta=1)", position 6: …}. */
    IllegalArgumentException at(int position, String message) {
        String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
        return new IllegalArgumentException(
                "%s \"%s\", position %d: %s".formatted(family, shown, position, message));
    }

    /** The same; of a text that is but this term, the message says all. */
    IllegalArgumentException at(Term term, String message) {
        boolean all = term.source().equals(text.strip()) && term.arguments().isEmpty();
        return all ? new IllegalArgumentException(message) : at(term.position(), message);
    }
}
