package rookery.report.lesson;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The lesson as a page. */
class LessonHtmlTest {

    private static final String EVIL = "<b onclick=\"x\">&amp; 'quoted'</b>";
    private static final Pattern TAG = Pattern.compile("<(/?)([a-z][a-z0-9]*)\\b[^>]*>");
    private static final Set<String> ALONE = Set.of("meta", "wbr", "br");

    private static final List<Screen> SCREENS =
            List.of(
                    new Screen(
                            "one",
                            1,
                            2,
                            "The first " + EVIL,
                            List.of(
                                    new Block.Paragraph("a paragraph " + EVIL),
                                    new Block.Space(),
                                    new Block.Formula(List.of("q_k = " + EVIL, "    = W^H_0k")),
                                    new Block.Verbatim(List.of("a line " + EVIL, "  below it")),
                                    new Block.Table(
                                            List.of("name_of", "n " + EVIL),
                                            List.of(
                                                    List.of("x " + EVIL, "1.5"),
                                                    List.of("(0, 1)", "-2e-07"))))),
                    new Screen(
                            "two",
                            2,
                            2,
                            "The second",
                            List.of(
                                    new Block.Entries(
                                            List.of(new Block.Entry("warning", "entry " + EVIL))),
                                    Charts.curves(
                                            "first " + EVIL,
                                            "step",
                                            true,
                                            List.of(
                                                    new Charts.Line(
                                                            "line </script>",
                                                            List.of(0.0, 1.0),
                                                            List.of(2.0, 3.0)))),
                                    Charts.confusion(
                                            "second",
                                            List.of("yes", "no"),
                                            List.of(List.of(7L, 1L), List.of(2L, 8L))),
                                    new Block.Commands(List.of("rookery x --y " + EVIL)))));

    private static final String PAGE = LessonHtml.of(SCREENS);

    /** The page without scripts and styles, which are not markup. */
    private static String markup(String page) {
        return page.replaceAll("(?s)<(script|style)\\b.*?</\\1>", "");
    }

    @Test
    void every_element_that_begins_ends_in_its_place() {
        Deque<String> open = new ArrayDeque<>();
        Matcher tags = TAG.matcher(markup(PAGE));
        int count = 0;
        while (tags.find()) {
            count++;
            if (ALONE.contains(tags.group(2))) continue;
            if (tags.group(1).isEmpty()) open.push(tags.group(2));
            else assertThat(open.pop()).as(tags.group()).isEqualTo(tags.group(2));
        }
        assertThat(open).isEmpty();
        assertThat(count).isGreaterThan(60);
    }

    @Test
    void what_users_name_is_text_and_no_markup() {
        assertThat(markup(PAGE)).doesNotContain("<b ", "onclick=\"x").contains("&lt;");
        int texts = markup(PAGE).split("&amp;amp;", -1).length - 1;
        assertThat(texts).as("title, its link, and eight more").isEqualTo(10);
        assertThat(PAGE).doesNotContain("line </script>").contains("line \\u003c/script>");
    }

    @Test
    void every_screen_has_its_title_a_link_to_it_and_its_blocks() {
        assertThat(PAGE)
                .contains("<section id=\"one\">", "href=\"#one\"", "<h2>2. The second</h2>")
                .contains("<td class=\"number\">-2e-07</td>".replace("-2e-07", small("2e-07")))
                .contains("<dt class=\"warning\">warning</dt>")
                .contains("<th scope=\"col\">name_<wbr>of</th>");
        assertThat(LessonHtml.of(SCREENS.subList(1, 2))).doesNotContain("<nav", "The first");
    }

    private static String small(String number) {
        return "-<span class=\"whole\">" + number + "</span>";
    }

    @Test
    void charts_beside_each_other_share_a_row_and_have_their_data() {
        String row = PAGE.substring(PAGE.indexOf("<div class=\"figures\">"));
        assertThat(row.substring(0, row.indexOf("<div class=\"try\">")))
                .contains("data-chart=\"curves\"", "data-source=\"two-1\"")
                .contains("data-chart=\"matrix\"", "data-source=\"two-2\"");
        assertThat(PAGE).contains("id=\"two-1\">", "[[7,1],[2,8]]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    the weight W^I_00    | the weight <var><i>W</i><span><sup>I</sup><sub>00</sub></span></var>
                    z_0 > 0              | <var><i>z</i><sub>0</sub></var> &gt; 0
                    ∂W^H/∂W^I            | ∂<var><i>W</i><sup>H</sup></var>/∂<var><i>W</i><sup>I</sup></var>
                    Σ_j, a sum           | <var>Σ<sub>j</sub></var>, a sum
                    bill_depth_mm of x   | bill_depth_mm of x
                    dense_1/kernel[0,0]  | dense_1/kernel[0,0]
                    e^−z and 2e-08       | e^−z and <span class="whole">2e-08</span>
                    """)
    void letters_with_something_above_or_below_are_symbols(String text, String html) {
        assertThat(Notation.text(text)).isEqualTo(html);
    }

    @Test
    void in_a_formula_single_letters_are_symbols_and_words_are_none() {
        assertThat(Notation.formula("exp(z) = 1·x"))
                .isEqualTo("exp(<var><i>z</i></var>) = 1·<var><i>x</i></var>");
    }
}
