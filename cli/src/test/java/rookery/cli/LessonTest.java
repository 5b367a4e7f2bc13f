package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The lesson as it is shown; {@link LessonNumbersTest} has its numbers. */
class LessonTest {

    private static final int SCREENS = LessonScreen.ALL.size();
    private static final Pattern TITLE = Pattern.compile("(?m)^(\\d+) of " + SCREENS + "  ");

    private static String all;

    @TempDir Path folder;

    @BeforeAll
    static void shown() {
        all = show("lesson");
    }

    private static String show(String... arguments) {
        Shell.Outcome outcome = Shell.bare(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.err()).isEmpty();
        return outcome.out();
    }

    /** The numbers of the screens in a text. */
    private static List<Integer> screens(String text) {
        return TITLE.matcher(text).results().map(title -> Integer.valueOf(title.group(1))).toList();
    }

    @Test
    void all_screens_are_readable_on_a_page_of_80_columns() {
        for (int k = 1; k <= SCREENS; k++) {
            String screen = show("lesson", "--only=" + k);
            assertThat(screens(screen)).containsExactly(k);
            assertThat(screen.lines())
                    .allSatisfy(line -> assertThat(line.length()).as(line).isLessThanOrEqualTo(80));
            assertThat(screen.lines().count()).as("screen %d", k).isBetween(20L, 40L);
            assertThat(screen)
                    .doesNotContain("NaN", "Infinity", "null", "Optional", "\033")
                    .containsPattern("\\Rtry       rookery \\w+");
        }
    }

    @Test
    void elsewhere_than_on_a_terminal_all_screens_come_at_once() {
        assertThat(screens(all)).isEqualTo(IntStream.rangeClosed(1, SCREENS).boxed().toList());
        assertThat(show("lesson", "--all")).isEqualTo(all);
        assertThat(all).contains(show("lesson", "--only=3"));
    }

    /** The lesson on a terminal where this is typed. */
    private static String typed(String keys, String... arguments) {
        StringWriter out = new StringWriter();
        Console console =
                new Console(new PrintWriter(out), new PrintWriter(out), true, false, Console.WIDTH);
        int code = new CommandLine(new Lesson(console, new StringReader(keys))).execute(arguments);
        assertThat(code).isZero();
        return out.toString();
    }

    @Test
    void on_a_terminal_enter_is_the_next_screen_and_q_the_end() {
        assertThat(screens(typed("\n\nq\n"))).containsExactly(1, 2, 3);
        assertThat(typed("Q\n")).endsWith("Enter: the next screen    q: enough  ");
        assertThat(screens(typed(""))).as("at the end of the input").containsExactly(1);
        assertThat(screens(typed("\n".repeat(SCREENS)))).hasSize(SCREENS);
    }

    @Test
    void nothing_is_asked_for_one_screen_for_all_and_for_json() {
        assertThat(typed("", "--only=2")).isEqualTo(show("lesson", "--only=2"));
        assertThat(typed("", "--all")).isEqualTo(all);
        assertThat(typed("", "--json", "--only=2"))
                .isEqualTo(show("lesson", "--json", "--only=2"))
                .startsWith("{\"compile\":{")
                .endsWith("}\n");
    }

    @Test
    void json_has_every_screen_in_the_lectures_order() {
        assertThat(Shell.bare("lesson", "--json").json().propertyNames())
                .containsExactlyElementsOf(
                        LessonScreen.ALL.stream().map(LessonScreen::key).toList());
    }

    /** What the screens say to try, in their order, as arguments. */
    private static List<String[]> suggestions() {
        Pattern command = Pattern.compile("(?m)^(?:try)? {7,10}rookery (.+)$");
        Pattern word = Pattern.compile("\"([^\"]*)\"|(\\S+)");
        List<String[]> suggestions = new ArrayList<>();
        Matcher commands = command.matcher(all);
        while (commands.find())
            suggestions.add(
                    word.matcher(commands.group(1))
                            .results()
                            .map(w -> w.group(1) == null ? w.group(2) : w.group(1))
                            .toArray(String[]::new));
        return suggestions;
    }

    @Test
    void what_the_screens_say_to_try_works() {
        Shell shell = new Shell(folder);
        List<String[]> suggestions = suggestions();
        assertThat(suggestions).hasSizeGreaterThan(15);
        for (String[] suggestion : suggestions) {
            boolean runs = !suggestion[0].equals("backprop") && !suggestion[1].equals("--help");
            Shell.Outcome outcome = runs ? shell.run(suggestion) : Shell.bare(suggestion);
            boolean ill = suggestion[0].equals("doctor") && suggestion[1].equals("raw");
            assertThat(outcome.code())
                    .as("%s: %s", String.join(" ", suggestion), outcome.err())
                    .isEqualTo(ill ? Problems.FAILED : 0);
        }
    }
}
