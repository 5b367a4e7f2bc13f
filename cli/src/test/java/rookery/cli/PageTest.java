package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

class PageTest {

    private final StringWriter out = new StringWriter();
    private Page page;

    @BeforeEach
    void narrow() {
        page = new Page(new Console(new PrintWriter(out), new PrintWriter(out), false, false, 20));
    }

    private List<String> lines() {
        return out.toString().lines().toList();
    }

    @Test
    void long_text_is_wrapped_beside_its_label() {
        page.entry("rows", "333 of 344 rows");
        page.entry("rows", "11 left");
        assertThat(lines())
                .containsExactly("rows      333 of 344", "            rows", "          11 left");
    }

    @Test
    void control_characters_are_shown_and_not_obeyed() {
        page.entry("a", "b\nc\u001b[2J");
        page.table(List.of("x"), List.of(List.of("\t\u0007\u009b")));
        assertThat(lines()).containsExactly("a         b\\nc\\u001b[2J", "x", "\\t\\u0007\\u009b");
    }

    @Test
    void no_line_ends_or_goes_on_with_the_spaces_it_is_wrapped_at() {
        assertThat(Page.wrap("12  34  56  78", 8)).containsExactly("12  34", "  56  78");
    }

    @Test
    void a_word_longer_than_the_page_stays_whole() {
        assertThat(Page.wrap("a extraordinarily b", 5))
                .containsExactly("a", "  extraordinarily", "  b");
    }

    @Test
    void numbers_of_a_table_stand_to_the_right_and_words_to_the_left() {
        page.table(
                List.of("name", "n", "what"),
                List.of(List.of("a", "1,000", "x"), List.of("bcdef", "2", "long")));
        assertThat(lines())
                .containsExactly("name       n  what", "a      1,000  x", "bcdef      2  long");
    }

    @Test
    void a_command_is_never_wrapped() {
        page.command("next", "evaluate", "a-long-name", "another-long-name.csv");
        assertThat(lines())
                .containsExactly("next      rookery evaluate a-long-name another-long-name.csv");
    }
}
