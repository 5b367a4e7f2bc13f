package rookery.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/**
 * Where a command writes to, and what is known of its reader.
 *
 * @param out for what was asked for
 * @param err for errors
 * @param terminal whether a person watches {@code out} as it is written
 * @param color whether {@code out} and {@code err} understand colors, and they are welcome
 * @param width of a line of {@code out}
 */
record Console(PrintWriter out, PrintWriter err, boolean terminal, boolean color, int width) {

    /** The width of a line where nothing is known of the reader. */
    static final int WIDTH = 80;

    private static final int NARROWEST = 40;

    /** The process's own streams, in UTF-8. */
    static Console system() {
        boolean terminal = System.console() != null && System.console().isTerminal();
        String noColor = System.getenv("NO_COLOR"); // no-color.org: any text but none
        boolean color =
                terminal
                        && (noColor == null || noColor.isEmpty())
                        && !"dumb".equals(System.getenv("TERM"));
        PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
        OutputStream out = new StandardOutput(new FileOutputStream(FileDescriptor.out), err);
        return new Console(
                new PrintWriter(out, true, StandardCharsets.UTF_8),
                err,
                terminal,
                color,
                width(System.getenv("COLUMNS")));
    }

    private static int width(String columns) {
        try {
            return columns == null ? WIDTH : Math.max(NARROWEST, Integer.parseInt(columns));
        } catch (NumberFormatException _) {
            return WIDTH;
        }
    }

    /**
     * Text as a terminal shows it and does not obey it: {@code \\n} for a line break, {@code \\u001b}
     * for an escape, and so on for all control characters.
     */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '\n') printable.append("\\n");
            else if (c == '\t') printable.append("\\t");
            else if (Character.isISOControl(c)) printable.append("\\u%04x".formatted((int) c));
            else printable.append(c);
        }
        return printable.toString();
    }

    /** Prints a line about what is wrong. */
    void error(String text) {
        err.println(red(printable(text)));
    }

    /** Prints a line about what is to be known, beside what was asked for. */
    void note(String text) {
        err.println(printable(text));
    }

    /** Less important text. */
    String dim(String text) {
        return paint("2", text);
    }

    /** What is good, or goes on. */
    String green(String text) {
        return paint("32", text);
    }

    /** What is wrong. */
    String red(String text) {
        return paint("31", text);
    }

    private String paint(String code, String text) {
        return color ? "\033[" + code + "m" + text + "\033[0m" : text;
    }
}
