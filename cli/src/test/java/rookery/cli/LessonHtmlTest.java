package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.explain.lesson.Penguins;
import rookery.report.lesson.Block;
import rookery.report.lesson.Screen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** {@code lesson --html}: what the terminal says, on a page. */
class LessonHtmlTest {

    private static final Pattern WORDS = Pattern.compile("\\s+");

    private static final Penguins PENGUINS = Penguins.load();

    @TempDir private static Path folder;

    private static Path file;
    private static String page;

    @BeforeAll
    static void written() throws IOException {
        file = folder.resolve("lesson.html");
        Shell.Outcome outcome = Shell.bare("lesson", "--html=" + file);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .isEqualTo("%s: 13 screens, to be opened in a browser%n".formatted(file));
        page = Files.readString(file);
    }

    /** What a reader sees of markup, without spaces, super- and subscripts like other text. */
    private static String seen(String markup) {
        String text = markup.replaceAll("(?s)<(script|style)\\b.*?</\\1>", "");
        return plain(
                text.replaceAll("<[^>]*>", "")
                        .replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"));
    }

    private static String plain(String text) {
        return WORDS.matcher(text.replace("_", "").replace("^", "")).replaceAll("");
    }

    @Test
    void all_text_and_numbers_of_the_terminal_are_there() {
        String seen = seen(page);
        int checked = 0;
        for (LessonScreen<?> screen : LessonScreen.ALL) {
            Screen shown = screen.shown(PENGUINS).screen();
            assertThat(seen).contains(plain(shown.number() + ". " + shown.topic()));
            for (Block block : shown.blocks())
                for (String text : texts(block)) {
                    assertThat(seen).contains(plain(text));
                    checked++;
                }
        }
        assertThat(checked).isGreaterThan(150);
    }

    private static List<String> texts(Block block) {
        return switch (block) {
            case Block.Paragraph paragraph -> List.of(paragraph.text());
            case Block.Formula formula -> formula.lines();
            case Block.Verbatim verbatim -> verbatim.lines();
            case Block.Table table ->
                    table.rows().stream().map(row -> String.join("", row)).toList();
            case Block.Chart chart -> List.of(chart.caption());
            case Block.Entries entries ->
                    entries.entries().stream().map(e -> e.label() + e.text()).toList();
            case Block.Commands commands -> commands.lines();
            case Block.Space _ -> List.of();
        };
    }

    @Test
    void the_page_has_charts_and_asks_no_network() {
        for (String kind : List.of("curves", "landscape", "histogram", "activity", "matrix"))
            assertThat(page).contains("data-chart=\"" + kind + "\"");
        assertThat(page).contains("default-src 'none'").doesNotContainPattern("(src|href)=\"http");
        assertThat(page.length()).isLessThan(3_000_000);
    }

    @Test
    void one_screen_can_be_a_page_and_json_has_its_numbers_and_the_file() throws IOException {
        Path one = folder.resolve("one.html");
        Files.writeString(one, "what was there");
        Shell.Outcome outcome = Shell.bare("lesson", "--only=2", "--json", "--html=" + one);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.json().propertyNames()).containsExactly("compile", "html");
        assertThat(outcome.json().path("html").asString()).isEqualTo(one.toString());
        assertThat(outcome.json().path("compile"))
                .isEqualTo(Shell.bare("lesson", "--only=2", "--json").json().path("compile"));
        assertThat(Files.readString(one))
                .contains("2. What compile decides")
                .doesNotContain("what was there", "The update rule", "<nav");
    }

    @Test
    void a_place_where_no_page_can_be_is_refused_before_any_work() throws IOException {
        refused(folder.resolve("lesson.txt"), "--html: %s: a file that ends with .html is wanted");
        refused(
                folder.resolve("none/lesson.html"),
                "--html: %s: there is no folder " + folder.resolve("none") + "; make it first");
        Path taken = Files.createDirectory(folder.resolve("taken.html"));
        refused(taken, "--html: %s is a folder");
    }

    private static void refused(Path file, String message) {
        Shell.Outcome outcome = Shell.bare("lesson", "--html=" + file);
        assertThat(outcome.code()).isEqualTo(Problems.WRONG_USAGE);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message.formatted(file));
    }
}
