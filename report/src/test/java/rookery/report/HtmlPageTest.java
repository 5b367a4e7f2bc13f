package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Surface;
import rookery.explain.landscape.Trail;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

class HtmlPageTest {

    private static final String NASTY = "</script><b onclick='x'>\"ä 🐧&";

    private static HtmlPage page() {
        HtmlPage page = new HtmlPage(NASTY, Theme.AUTOMATIC);
        page.data(
                NASTY,
                Map.of("name", NASTY, "numbers", new double[] {1, Double.NaN, 0.1234567890123}));
        page.main()
                .chart(NASTY, NASTY, NASTY)
                .table(NASTY, List.of(NASTY), List.of(List.of(NASTY)));
        return page;
    }

    @Test
    void no_name_becomes_markup() {
        String document = page().document();

        assertThat(document)
                .doesNotContain("<b onclick")
                .contains("&lt;/script&gt;&lt;b onclick=&#39;x&#39;&gt;&quot;ä 🐧&amp;");
        assertThat(document.split("</script>", -1))
                .hasSize(1 + document.split("<script", -1).length - 1);
    }

    @Test
    void data_are_json_that_cannot_end_its_element() {
        assertThat(page().document())
                .contains("\\u003c/script>\\u003cb onclick='x'>\\\"ä 🐧&", "[1,null,0.1234568]");
    }

    @Test
    void scripts_run_by_their_sum_alone_and_nothing_else_is_allowed()
            throws NoSuchAlgorithmException {
        String document = page().document();
        Matcher policy =
                Pattern.compile("Content-Security-Policy\" content=\"([^\"]*)\"").matcher(document);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1))
                .startsWith("default-src 'none'; script-src 'sha256-")
                .endsWith(
                        "style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action"
                                + " 'none'");
        Matcher scripts =
                Pattern.compile(
                                "<script(?: type=\"(?:importmap|module)\")?>(.*?)</script>",
                                Pattern.DOTALL)
                        .matcher(document);
        List<String> sums = new ArrayList<>();
        while (scripts.find())
            sums.add(
                    Base64.getEncoder()
                            .encodeToString(
                                    MessageDigest.getInstance("SHA-256")
                                            .digest(
                                                    scripts.group(1)
                                                            .getBytes(StandardCharsets.UTF_8))));
        assertThat(sums)
                .hasSize(4)
                .allSatisfy(sum -> assertThat(policy.group(1)).contains("'sha256-" + sum + "'"));
    }

    @Test
    void nothing_is_loaded() throws IOException {
        String markup =
                Pattern.compile("<script.*?</script>", Pattern.DOTALL)
                        .matcher(page().document())
                        .replaceAll("");
        List<String> texts = new ArrayList<>(List.of(markup));
        for (String module : HtmlPage.MODULES)
            texts.add(Files.readString(Path.of("src/main/resources/rookery/report", module)));
        Pattern loading =
                Pattern.compile(
                        "(?i)<(link|img|iframe|object|embed|base)\\b|\\bsrc=|url\\((?!#)|@import|fetch\\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|https?:(?!//www\\.w3\\.org/)");
        assertThat(texts).noneMatch(text -> loading.matcher(text).find());
    }

    @Test
    void all_modules_are_there_and_import_each_other_only() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/rookery/report"))) {
            assertThat(files.map(f -> f.getFileName().toString()).filter(f -> f.endsWith(".js")))
                    .containsExactlyInAnyOrderElementsOf(HtmlPage.MODULES);
        }
        Pattern imported = Pattern.compile("from \"([^\"]*)\"");
        for (String module : HtmlPage.MODULES) {
            Matcher names =
                    imported.matcher(
                            Files.readString(Path.of("src/main/resources/rookery/report", module)));
            while (names.find())
                assertThat(HtmlPage.MODULES).contains(names.group(1).replaceFirst("^rookery/", ""));
        }
    }

    @Test
    void two_data_of_one_name_are_refused() {
        HtmlPage page = page();

        assertThatThrownBy(() -> page.data(NASTY, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("two data of a page are named");
    }

    @Test
    void a_theme_is_said_to_the_page() {
        assertThat(new HtmlPage("a", Theme.DARK).document())
                .contains("<html lang=\"en\" data-theme=\"dark\">");
    }

    @Test
    void markup_that_is_not_ended_is_refused() {
        HtmlPage page = new HtmlPage("a", Theme.LIGHT);
        page.main().open("ul");

        assertThatThrownBy(page::document)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("[ul]");
    }

    @Test
    void a_landscape_is_a_page_with_its_holes_and_its_paths_numbers() {
        Landscape landscape =
                new Landscape(
                        "two weights",
                        new Axis("a", new double[] {0, 1, 2}),
                        Optional.of(new Axis("b", new double[] {0, 1})),
                        new Surface(
                                new double[][] {
                                    {1, 2, Double.POSITIVE_INFINITY}, {3, 4, Double.NaN}
                                }),
                        Optional.empty(),
                        List.of(
                                new Trail(
                                        "run <1>",
                                        List.of(
                                                new Trail.Point(
                                                        1234, 0.5, 0.25, 0.125, 2.5, 2.75)))),
                        List.of("a note"));

        String document = LandscapeHtml.html("title", landscape, List.of("another"), Theme.LIGHT);

        assertThat(document)
                .contains(
                        "[[1,2,null],[3,4,null]]",
                        "<li>a note</li>",
                        "<li>another</li>",
                        "run &lt;1&gt;")
                .contains(
                        "1,234</th>\n"
                                + "<td class=\"number\">0.5000</td>\n"
                                + "<td class=\"number\">0.2500</td>\n"
                                + "<td class=\"number\">0.1250</td>\n"
                                + "<td class=\"number\">2.5000</td>\n"
                                + "<td class=\"number\">2.7500</td>")
                .contains("\"projectedLoss\":2.5,\"loss\":2.75")
                .hasSizeLessThan(600_000);
    }
}
