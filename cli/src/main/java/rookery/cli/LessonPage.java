package rookery.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A screen of {@link Lesson}: a title, paragraphs, formulas, tables, and what to try. */
final class LessonPage {

    /** What is shown as it stands begins so. */
    private static final String INDENT = "    ";

    private final Console console;
    private final Page page;

    LessonPage(Console console) {
        this.console = console;
        page = new Page(console);
    }

    /** The first lines. */
    void title(int number, int of, String topic) {
        console.out().println(text("%d of %d  %s", number, of, topic));
        console.out().println(console.dim("─".repeat(console.width())));
    }

    /** An empty line. */
    void space() {
        page.space();
    }

    /** A paragraph, in lines no wider than the console. */
    void say(String format, Object... values) {
        StringBuilder line = new StringBuilder();
        for (String word : text(format, values).split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > console.width()) {
                console.out().println(line);
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        console.out().println(line);
    }

    /** A line as it stands: a formula, a drawing, code. */
    void show(String format, Object... values) {
        console.out().println((INDENT + text(format, values)).stripTrailing());
    }

    /** Rows under a header; numbers to the right. */
    void table(List<String> header, List<List<String>> rows) {
        page.table(header, rows);
    }

    /** The last lines: commands to try. */
    void tryOut(String... commands) {
        page.space();
        String label = "try";
        for (String command : commands) {
            page.command(label, command);
            label = "";
        }
    }

    /** A text with values in it, the same in all languages. */
    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    /** A number with four decimals, or as many as it takes to be seen. */
    static String number(double value) {
        return Numbers.measure(value);
    }

    /** As a factor: in parentheses if it has a sign. */
    static String factor(double value) {
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }

    /** The first of some numbers: {@code 77, 62, 72 …}. */
    static String first(List<Integer> numbers, int count) {
        String shown =
                numbers.stream()
                        .limit(count)
                        .map(String::valueOf)
                        .collect(Collectors.joining(", "));
        return count < numbers.size() ? shown + " …" : shown;
    }
}
