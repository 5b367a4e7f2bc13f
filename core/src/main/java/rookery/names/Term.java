package rookery.names;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A piece of text taken apart, but not understood yet: {@code adam(0.1, beta_1=0.8)}, {@code 0.1},
 * {@code 'same'}, {@code [1, 2]}.
 *
 * @param kind of the piece
 * @param text of the word or between the quotes; empty for a list
 * @param arguments of a word, or the items of a list
 * @param position where it begins, counted from 1
 * @param source all of it as it was written
 */
record Term(Kind kind, String text, List<Argument> arguments, int position, String source) {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");

    /** What a piece is. */
    enum Kind {
        WORD,
        QUOTED,
        LIST
    }

    /**
     * A value, and which argument it is for.
     *
     * @param name empty for one that goes by its place
     * @param position where it begins, counted from 1
     */
    record Argument(String name, Term value, int position) {}

    boolean list() {
        return kind == Kind.LIST;
    }

    boolean number() {
        return kind == Kind.WORD && NUMBER.matcher(text).matches();
    }

    /** Python's word for nothing. */
    boolean none() {
        return kind == Kind.WORD && text.equals("None") && arguments.isEmpty();
    }

    /** The items of a list, or the only item there is. */
    List<Term> items() {
        return list() ? arguments.stream().map(Argument::value).toList() : List.of(this);
    }

    /** The same without arguments. */
    Term alone() {
        return new Term(kind, text, List.of(), position, text);
    }
}
