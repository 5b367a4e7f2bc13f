package rookery.cli;

import rookery.report.lesson.Block;
import rookery.report.lesson.Screen;

import java.util.List;

/** Shows a screen of {@link Lesson} on a terminal. */
final class LessonText {

    /** What is shown as it stands begins so. */
    private static final String INDENT = "    ";

    private final Console console;
    private final Page page;

    LessonText(Console console) {
        this.console = console;
        page = new Page(console);
    }

    /** An empty line. */
    void space() {
        page.space();
    }

    /** All of a screen. */
    void show(Screen screen) {
        console.out()
                .println("%d of %d  %s".formatted(screen.number(), screen.of(), screen.topic()));
        console.out().println(console.dim("─".repeat(console.width())));
        screen.blocks().forEach(this::show);
    }

    private void show(Block block) {
        switch (block) {
            case Block.Paragraph paragraph -> say(paragraph.text());
            case Block.Formula formula -> asTheyStand(formula.lines());
            case Block.Verbatim verbatim -> asTheyStand(verbatim.lines());
            case Block.Chart chart -> asTheyStand(chart.drawing());
            case Block.Table table -> page.table(table.header(), table.rows());
            case Block.Entries entries ->
                    entries.entries().forEach(entry -> page.entry(entry.label(), entry.text()));
            case Block.Commands commands -> commands(commands.lines());
            case Block.Space _ -> page.space();
        }
    }

    /** In lines no wider than the console. */
    private void say(String text) {
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ")) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > console.width()) {
                console.out().println(line);
                line.setLength(0);
            }
            if (!line.isEmpty()) line.append(' ');
            line.append(word);
        }
        console.out().println(line);
    }

    private void asTheyStand(List<String> lines) {
        for (String line : lines) console.out().println((INDENT + line).stripTrailing());
    }

    private void commands(List<String> lines) {
        page.space();
        String label = "try";
        for (String line : lines) {
            page.line(label, line);
            label = "";
        }
    }
}
