package rookery.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes a text apart.
 *
 * <pre>
 *   list      = [ item { "," item } [ "," ] ]
 *   item      = part | word { argument }            dropout 0.2   is   dropout(0.2)
 *   part      = word [ "(" arguments ")" ] | quoted | "[" list "]" | "(" list ")"
 *   arguments = [ named { "," named } [ "," ] ]
 *   named     = [ word "=" ] item
 *   argument  = [ word "=" ] part
 *   word      = anything but spaces and ( ) [ ] , = ' "
 *   quoted    = "'" … "'" or '"' … '"', with \ before a quote or a \ that is meant
 * </pre>
 *
 * <p>A number takes no parentheses; {@code 64 relu} is the number 64 with the argument {@code relu}.
 */
final class TermParser {

    private static final int MAX_LENGTH = 10_000;
    private static final int MAX_DEPTH = 50;
    private static final String MARKS = "()[],='\"";
    private static final char END = 0;

    private final TextProblem problem;
    private final String text;
    private int at;
    private int depth;

    private TermParser(TextProblem problem) {
        this.problem = problem;
        this.text = problem.text();
        if (text.length() > MAX_LENGTH)
            throw problem.at(MAX_LENGTH, "a text has at most %d characters".formatted(MAX_LENGTH));
    }

    /** The only item of a text. */
    static Term item(TextProblem problem) {
        TermParser parser = new TermParser(problem);
        Term item = parser.item();
        if (parser.next() != END) throw parser.expected("the end");
        return item;
    }

    /** The items of a text that is a list. */
    static List<Term> list(TextProblem problem) {
        TermParser parser = new TermParser(problem);
        List<Term> items = parser.arguments(END, false).stream().map(Term.Argument::value).toList();
        if (parser.next() != END) throw parser.expected("a comma or the end");
        return items;
    }

    private Term item() {
        int from = start();
        Term first = part();
        boolean alone = first.kind() != Term.Kind.WORD || text.charAt(at - 1) == ')';
        List<Term.Argument> arguments = new ArrayList<>();
        while (!alone && ",)]=".indexOf(next()) < 0 && next() != END)
            arguments.add(argument(false));
        return arguments.isEmpty() ? first : term(first.kind(), first.text(), arguments, from);
    }

    private Term part() {
        if (++depth > MAX_DEPTH) throw problem.at(start() + 1, "too deeply nested");
        int from = start();
        Term part =
                switch (next()) {
                    case '\'', '"' -> term(Term.Kind.QUOTED, quoted(), List.of(), from);
                    case '[' -> term(Term.Kind.LIST, "", enclosed(']', false), from);
                    case '(' -> term(Term.Kind.LIST, "", enclosed(')', false), from);
                    default -> called(from);
                };
        depth--;
        return part;
    }

    private Term called(int from) {
        String word = word().orElseThrow(() -> expected("a value"));
        Term alone = term(Term.Kind.WORD, word, List.of(), from);
        if (alone.number() || next() != '(') return alone;
        return term(Term.Kind.WORD, word, enclosed(')', true), from);
    }

    private List<Term.Argument> enclosed(char close, boolean named) {
        at++;
        List<Term.Argument> arguments = arguments(close, named);
        if (next() != close) throw expected("a comma or " + close);
        at++;
        return arguments;
    }

    private List<Term.Argument> arguments(char close, boolean named) {
        List<Term.Argument> arguments = new ArrayList<>();
        while (next() != close) {
            arguments.add(named ? argument(true) : unnamed());
            if (next() != ',') break;
            at++;
        }
        return arguments;
    }

    private Term.Argument unnamed() {
        int from = start();
        return new Term.Argument("", item(), from + 1);
    }

    /** With or without a name; as an item of its own, or as a part of one. */
    private Term.Argument argument(boolean item) {
        int from = start();
        String name = word().filter(_ -> next() == '=').orElse("");
        if (name.isEmpty()) at = from;
        else at++;
        return new Term.Argument(name, item ? item() : part(), from + 1);
    }

    private Term term(Term.Kind kind, String word, List<Term.Argument> arguments, int from) {
        String source = text.substring(from, at).strip();
        return new Term(kind, word, List.copyOf(arguments), from + 1, source);
    }

    private Optional<String> word() {
        int from = start();
        while (at < text.length() && !mark(text.charAt(at))) at++;
        return at == from ? Optional.empty() : Optional.of(text.substring(from, at));
    }

    private static boolean mark(char c) {
        return Character.isWhitespace(c) || MARKS.indexOf(c) >= 0;
    }

    private String quoted() {
        int from = at;
        char quote = text.charAt(at++);
        StringBuilder inside = new StringBuilder();
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == quote) {
                at++;
                return inside.toString();
            }
            boolean escaped = c == '\\' && at + 1 < text.length();
            inside.append(escaped ? text.charAt(++at) : c);
        }
        throw problem.at(from + 1, "this quote is not closed");
    }

    /** Where the next mark or word begins. */
    private int start() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) at++;
        return at;
    }

    private char next() {
        return start() < text.length() ? text.charAt(at) : END;
    }

    private IllegalArgumentException expected(String what) {
        int from = start();
        String came = word().orElseGet(() -> from < text.length() ? "" + text.charAt(from) : "");
        return problem.at(
                from + 1, "expected %s, got %s".formatted(what, came.isEmpty() ? "the end" : came));
    }
}
