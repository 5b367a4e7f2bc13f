package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Pages of runs that were just trained, in a browser. */
@EnabledIf(value = "rookery.cli.Browser#wanted", disabledReason = Browser.MISSING)
class ReportBrowserTest {

    /** A table whose column cannot become markup. */
    private static final String NASTY = "</script><b>\"ä&'";

    @TempDir private static Path runs;
    private static Browser browser;

    @BeforeAll
    static void reports() throws IOException {
        browser = Browser.start();
        train("classes", "penguins", "--target=species", "--epochs=40");
        train("numbers", "waves", "--loss=gaussian_nll", "--epochs=30");
        Path table = runs.resolve("nasty.csv");
        StringBuilder csv = new StringBuilder("\"</script><b>\"\"ä&'\",y\n");
        for (int k = 0; k < 60; k++)
            csv.append(k).append(k % 2 == 0 ? ",<i>a</i>\n" : ",</script>\n");
        Files.writeString(table, csv);
        train("nasty", table.toString(), "--target=y", "--loss=binary_crossentropy", "--epochs=3");
    }

    private static void train(String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--name=" + name, "--quiet", "--report"));
        Shell.Outcome outcome = new Shell(runs).run(all.toArray(String[]::new));
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    @AfterAll
    static void quit() {
        if (browser != null) browser.close();
    }

    private static Path page(String run) {
        return runs.resolve(run).resolve("report.html").toAbsolutePath();
    }

    @ParameterizedTest
    @CsvSource({
        "classes, 1280, light", "classes, 1280, dark", "classes, 390, light", "classes, 390, dark",
        "numbers, 1280, light", "numbers, 1280, dark", "numbers, 390, light", "numbers, 390, dark",
        "nasty, 1280, light", "nasty, 390, dark"
    })
    void nothing_overlaps_is_clipped_or_missing_and_nothing_is_asked_of_a_network(
            String run, int width, String theme) throws IOException {
        browser.open(page(run), width, theme);

        assertThat(browser.problems()).isEqualTo(List.of());
        browser.screenshot("report-%s-%d-%s".formatted(run, width, theme));
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests(page(run))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"classes, 9", "numbers, 9"})
    void every_kind_of_chart_is_there(String run, int least) {
        browser.open(page(run), 1280, "light");

        assertThat(
                        (Long)
                                browser.run(
                                        "return"
                                            + " document.querySelectorAll('figure[data-chart]').length"))
                .isGreaterThanOrEqualTo(least);
    }

    @ParameterizedTest
    @CsvSource({"classes, accuracy", "numbers, mean_absolute_error"})
    void numbers_on_the_page_are_those_of_the_run(String run, String metric) throws IOException {
        JsonNode values =
                JsonMapper.shared()
                        .readTree(runs.resolve(run).resolve("run.json").toFile())
                        .path("results");
        browser.open(page(run), 1280, "light");

        for (String name : List.of("loss", metric)) {
            List<?> cells =
                    (List<?>)
                            browser.run(
                                    "return [...document.querySelectorAll('tr')].filter(r =>"
                                            + " r.cells[0].textContent === arguments[0]).slice(0,"
                                            + " 1).flatMap(r => [r.cells[1].textContent,"
                                            + " r.cells[2].textContent])",
                                    name);
            assertThat(cells)
                    .isEqualTo(
                            List.of(
                                    String.format(
                                            Locale.ROOT, "%.4f", values.path(name).asDouble()),
                                    String.format(
                                            Locale.ROOT,
                                            "%.4f",
                                            values.path("val_" + name).asDouble())));
        }
        List<String> history = Files.readAllLines(runs.resolve(run).resolve("history.csv"));
        double last = Double.parseDouble(history.getLast().split(",")[1]);
        Object drawn =
                browser.run(
                        "return"
                            + " JSON.parse(document.getElementById('curve-loss').textContent).views[0].lines[0].y.at(-1)");
        assertThat(((Number) drawn).doubleValue()).isCloseTo(last, within(1e-6 * Math.abs(last)));
    }

    @Test
    void the_confusion_matrix_has_the_counts_that_its_accuracy_is_of() throws IOException {
        browser.open(page("classes"), 1280, "light");

        List<?> counts =
                (List<?>)
                        browser.run(
                                "return [...document.querySelectorAll('figure[data-chart=matrix]"
                                        + " .cell text')].map(t => Number(t.textContent))");
        JsonNode run =
                JsonMapper.shared().readTree(runs.resolve("classes").resolve("run.json").toFile());
        long all = counts.stream().mapToLong(c -> ((Number) c).longValue()).sum();
        long right = 0;
        for (int k = 0; k < 3; k++) right += ((Number) counts.get(4 * k)).longValue();
        assertThat(counts).hasSize(9);
        assertThat(all).isEqualTo(run.path("report").path("rows").path("validation").asLong());
        assertThat((double) right / all)
                .isCloseTo(run.path("results").path("val_accuracy").asDouble(), within(1e-12));
    }

    @Test
    void one_unit_is_not_called_units() {
        browser.open(page("nasty"), 1280, "light");

        assertThat(
                        (String)
                                browser.run(
                                        "return document.querySelector("
                                                + "'figure[data-chart=activity]').innerText"))
                .containsPattern("dense: 16 units\\s")
                .containsPattern("dense_1: 1 unit\\s");
    }

    @Test
    void names_of_columns_and_classes_are_text() {
        browser.open(page("nasty"), 1280, "light");

        assertThat((String) browser.run("return document.querySelector('main').textContent"))
                .contains(NASTY, "<i>a</i>");
        assertThat((Long) browser.run("return document.querySelectorAll('main b, main i').length"))
                .isZero();
    }

    @Test
    void pointing_at_the_landscape_tells_the_loss_and_zooming_changes_its_axes() {
        browser.open(page("classes"), 1280, "light");

        String figure =
                "const f = document.querySelector('figure[data-chart=landscape]'); const svg ="
                        + " f.querySelector('.plot > svg');";
        String told =
                (String)
                        browser.run(
                                figure
                                        + "const b ="
                                        + " svg.getBoundingClientRect();svg.dispatchEvent(new"
                                        + " PointerEvent('pointermove', {clientX: b.left + 300,"
                                        + " clientY: b.top + 100, bubbles: true}));return"
                                        + " f.querySelector('.tip').textContent;");
        String axis =
                figure
                        + "return [...svg.querySelectorAll('.axis.x text')].map(t =>"
                        + " t.textContent).join(' ');";
        Object before = browser.run(axis);
        browser.run("document.querySelector('button[aria-label=\"Zoom in\"]').click();");

        assertThat(told).containsPattern("loss \\S+\\nx \\S+, y \\S+");
        assertThat(browser.run(axis)).isNotEqualTo(before);
    }

    @Test
    void it_prints() throws IOException {
        browser.open(page("classes"), 1280, "dark");

        byte[] pdf = browser.print("report-classes");

        assertThat(new String(pdf, 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");
        assertThat(browser.run("return document.documentElement.dataset.theme"))
                .isEqualTo("automatic");
    }
}
