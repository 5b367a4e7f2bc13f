package rookery.cli;

import rookery.report.lesson.Block.Table;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** What a person reads: labeled entries and tables, no wider than the console. */
final class Page {

    private static final int LABEL = 10;

    /** Between two columns of a table. */
    static final String GAP = "  ";

    private final Console console;
    private String lastLabel = "";

    Page(Console console) {
        this.console = console;
    }

    /** An empty line. */
    void space() {
        console.out().println();
        lastLabel = "";
    }

    /**
     * Text under a label at its left, on as many lines as it takes. A label that was just written is
     * not repeated.
     */
    void entry(String label, String text) {
        String shown = label.equals(lastLabel) ? "" : label;
        lastLabel = label;
        for (String line : wrap(Console.printable(text), room())) {
            console.out().println(console.dim(pad(shown, LABEL)) + line);
            shown = "";
        }
    }

    /** How long a line beside a label can be. */
    int room() {
        return console.width() - LABEL;
    }

    /** Text under a label at its left, on one line as it stands. */
    void line(String label, String text) {
        String shown = label.equals(lastLabel) ? "" : label;
        lastLabel = label;
        console.out().println(console.dim(pad(shown, LABEL)) + Console.printable(text));
    }

    /** A command to type, on one line however long. */
    void command(String label, String... words) {
        console.out()
                .println(
                        console.dim(pad(label, LABEL))
                                + Main.command()
                                + " "
                                + Console.printable(String.join(" ", words)));
    }

    /** Rows under a header, each column as wide as its widest cell; numbers to the right. */
    void table(List<String> header, List<List<String>> cells) {
        List<List<String>> rows =
                cells.stream().map(row -> row.stream().map(Console::printable).toList()).toList();
        Table table = new Table(header, rows);
        int[] widths = widths(header, rows);
        boolean[] numbers = new boolean[header.size()];
        for (int k = 0; k < numbers.length; k++) numbers[k] = table.numbers(k);
        console.out().println(console.dim(line(header, widths, numbers)));
        for (List<String> row : rows) console.out().println(line(row, widths, numbers));
        lastLabel = "";
    }

    private static int[] widths(List<String> header, List<List<String>> rows) {
        int[] widths = header.stream().mapToInt(String::length).toArray();
        for (List<String> row : rows)
            for (int k = 0; k < widths.length; k++)
                widths[k] = Math.max(widths[k], Console.printable(row.get(k)).length());
        return widths;
    }

    /** How wide a table is, with the gap before one more column. */
    static int width(List<String> header, List<List<String>> cells) {
        return IntStream.of(widths(header, cells)).sum() + header.size() * GAP.length();
    }

    private static String line(List<String> cells, int[] widths, boolean[] numbers) {
        StringBuilder line = new StringBuilder();
        for (int k = 0; k < widths.length; k++) {
            String cell = cells.get(k);
            String space = " ".repeat(widths[k] - cell.length());
            if (k > 0) line.append(GAP);
            line.append(numbers[k] ? space + cell : cell + space);
        }
        return line.toString().stripTrailing();
    }

    /** The words of a text in lines, all but the first of them indented. */
    static List<String> wrap(String text, int width) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        boolean empty = true;
        for (String word : text.split(" ")) {
            if (empty && word.isEmpty() && !lines.isEmpty()) continue;
            if (!empty && line.length() + 1 + word.length() > width) {
                lines.add(line.toString().stripTrailing());
                line.setLength(0);
                line.append(GAP);
                empty = true;
            }
            if (!empty) line.append(' ');
            line.append(word);
            empty = false;
        }
        lines.add(line.toString());
        return lines;
    }

    private static String pad(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }
}
