package rookery.cli;

import rookery.report.lesson.Block;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a screen of {@link Lesson} says, block by block. */
final class LessonPage {

    private final List<Block> blocks = new ArrayList<>();

    /** What was said. */
    List<Block> blocks() {
        return List.copyOf(blocks);
    }

    /** An empty line. */
    void space() {
        blocks.add(new Block.Space());
    }

    /** A paragraph. */
    void say(String format, Object... values) {
        blocks.add(new Block.Paragraph(text(format, values)));
    }

    /** A formula, each of its lines as it stands. */
    void formula(String... lines) {
        blocks.add(new Block.Formula(List.of(lines)));
    }

    /** A line as it stands: of a calculation, a drawing, code. It goes on with the one before. */
    void show(String format, Object... values) {
        List<String> lines = new ArrayList<>();
        if (!blocks.isEmpty() && blocks.getLast() instanceof Block.Verbatim before) {
            lines.addAll(before.lines());
            blocks.removeLast();
        }
        lines.add(text(format, values).stripTrailing());
        blocks.add(new Block.Verbatim(lines));
    }

    /** Rows under a header; numbers to the right. */
    void table(List<String> header, List<List<String>> rows) {
        blocks.add(new Block.Table(header, rows));
    }

    /** A chart. */
    void chart(Block.Chart chart) {
        blocks.add(chart);
    }

    /** Texts with a label each. */
    void entries(List<Block.Entry> entries) {
        blocks.add(new Block.Entries(entries));
    }

    /** The last lines: commands to try. */
    void tryOut(String... commands) {
        blocks.add(
                new Block.Commands(
                        Arrays.stream(commands)
                                .map(command -> Main.command() + " " + command)
                                .toList()));
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

    /** So many whole numbers. */
    static List<Double> counting(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(k -> (double) k).toList();
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
