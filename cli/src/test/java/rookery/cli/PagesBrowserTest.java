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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Pages of a race, of landscapes and of the lesson, in a browser. */
@EnabledIf(value = "rookery.cli.Browser#wanted", disabledReason = Browser.MISSING)
class PagesBrowserTest {

    /** Where grid point (i, j) is in the window, by the ticks of the axes. */
    private static final String PLACE =
            """
            const svg = document.querySelector("figure[data-chart=landscape] .plot > svg");
            svg.scrollIntoView({block: "center"});
            const ticks = (name, at) => [...svg.querySelectorAll(`.axis.${name} .tick`)].map(t =>
              [Number(t.textContent.replace("−", "-")), t.getCTM()[at]]);
            const along = (name, at, value) => {
              const all = ticks(name, at);
              const [a, b] = [all[0], all[all.length - 1]];
              return a[1] + (value - a[0]) / (b[0] - a[0]) * (b[1] - a[1]);
            };
            const box = svg.getBoundingClientRect();
            return [along("x", "e", arguments[0]) + box.left, along("y", "f", arguments[1]) + box.top];
            """;

    private static final String TIP =
            "return document.querySelector('figure[data-chart=landscape] .tip').textContent";
    private static final String AXES =
            "return [...document.querySelectorAll('.axis.x .tick, .axis.y"
                    + " .tick')].map(t => t.textContent + t.getAttribute('transform')).join()";
    private static final Pattern TOLD = Pattern.compile("loss (\\S+)\nx (\\S+), y (\\S+)");

    @TempDir private static Path folder;
    private static Browser browser;

    @BeforeAll
    static void pages() {
        browser = Browser.start();
        done("train", "penguins", "--epochs=20", "--name=p", "--quiet");
        for (String plane : List.of("pca", "line"))
            done(
                    "landscape",
                    "p",
                    "--plane=" + plane,
                    "--points=21",
                    "--validation",
                    "--out=" + page(plane),
                    "--out=" + folder.resolve(plane + ".json"));
        bare(
                "race",
                "penguins",
                "--epochs=10",
                "--out=" + page("race"),
                "--out=" + folder.resolve("race.json"));
        bare("lesson", "--html=" + page("lesson"));
        done("landscape", "p", "--line", "--points=21", "--range=300", "--out=" + page("powers"));
        done("landscape", "p", "--points=15", "--range=1e19", "--out=" + page("holes"));
        bare(
                "race",
                "penguins",
                "--optimizers=gd,adam,sgd(1e30)",
                "--epochs=3",
                "--tune=0",
                "--out=" + page("diverged"));
    }

    private static void done(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--runs-dir=" + folder);
        bare(all.toArray(String[]::new));
    }

    private static void bare(String... arguments) {
        Shell.Outcome outcome = Shell.bare(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    private static Path page(String name) {
        return folder.resolve(name + ".html").toAbsolutePath();
    }

    private static JsonNode json(String name) {
        return JsonMapper.shared().readTree(folder.resolve(name + ".json").toFile());
    }

    @AfterAll
    static void quit() {
        if (browser != null) browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "race, 1280, light",
        "race, 1280, dark",
        "race, 390, light",
        "race, 390, dark",
        "pca, 1280, light",
        "pca, 1280, dark",
        "pca, 390, light",
        "pca, 390, dark",
        "line, 1280, light",
        "line, 1280, dark",
        "line, 390, light",
        "line, 390, dark",
        "lesson, 1280, light",
        "lesson, 1280, dark",
        "lesson, 390, light",
        "lesson, 390, dark",
        "powers, 1280, light",
        "powers, 390, dark",
        "holes, 1280, dark",
        "holes, 390, light",
        "diverged, 1280, light",
        "diverged, 390, dark"
    })
    void nothing_overlaps_is_clipped_or_missing_and_nothing_is_asked_of_a_network(
            String name, int width, String theme) throws IOException {
        browser.open(page(name), width, theme);

        assertThat(browser.problems()).isEqualTo(List.of());
        browser.screenshot("%s-%d-%s".formatted(name, width, theme));
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests(page(name))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "race, 2",
        "pca, 1",
        "line, 1",
        "lesson, 8",
        "powers, 1",
        "holes, 1",
        "diverged, 2"
    })
    void every_chart_is_there(String name, long charts) {
        browser.open(page(name), 1280, "light");

        assertThat(browser.run("return document.querySelectorAll('figure[data-chart]').length"))
                .isEqualTo(charts);
    }

    @Test
    void the_races_results_are_those_of_its_numbers() {
        browser.open(page("race"), 1280, "light");

        List<?> rows =
                (List<?>)
                        browser.run(
                                "return [...document.querySelector('table').rows].slice(1).map(r =>"
                                        + " [...r.cells].slice(0, 4).map(c => c.textContent))");
        List<List<String>> expected = new ArrayList<>();
        for (JsonNode entry : json("race").path("entries")) {
            JsonNode loss = entry.path("final_loss");
            expected.add(
                    List.of(
                            entry.path("name").asString(),
                            entry.path("rank").asString(),
                            entry.path("rate").path("text").asString(),
                            "%s (%s\u00a0…\u00a0%s)"
                                    .formatted(
                                            four(loss.path("median")),
                                            four(loss.path("min")),
                                            four(loss.path("max")))));
        }
        expected.sort(
                (a, b) -> Integer.compare(Integer.parseInt(a.get(1)), Integer.parseInt(b.get(1))));
        assertThat(rows).hasSize(12).isEqualTo(expected);
    }

    private static String four(JsonNode value) {
        return String.format(Locale.ROOT, "%.4f", value.asDouble());
    }

    @Test
    void a_landscapes_surface_and_path_are_those_of_its_numbers() {
        browser.open(page("pca"), 1280, "light");

        JsonNode drawn =
                JsonMapper.shared()
                        .readTree(
                                (String)
                                        browser.run(
                                                "return"
                                                    + " document.getElementById('landscape').textContent"));
        JsonNode numbers = json("pca");
        for (String surface : List.of("training", "validation"))
            for (int j = 0; j < 21; j++)
                for (int i = 0; i < 21; i++)
                    assertThat(loss(drawn, surface, i, j))
                            .isCloseTo(loss(numbers, surface, i, j), within(1e-6));
        Object end =
                browser.run(
                        "document.querySelector('details').open = true; return"
                                + " [...[...document.querySelectorAll('details"
                                + " tr')].at(-1).cells].map(c => c.textContent)");
        JsonNode point = numbers.path("trails").path(0).path("points").get(60);
        assertThat(end)
                .isEqualTo(
                        List.of(
                                "200",
                                four(point.path("x")),
                                four(point.path("y")),
                                four(point.path("distance")),
                                four(point.path("projected_loss")),
                                four(point.path("loss"))));
    }

    private static double loss(JsonNode landscape, String surface, int i, int j) {
        return landscape.path(surface).path("losses").path(j).path(i).asDouble();
    }

    /** What the page tells where grid point (i, j) is drawn must be that point's loss. */
    private static void pointAt(String surface, int i, int j) {
        JsonNode numbers = json("pca");
        double x = numbers.path("x").path("values").path(i).asDouble();
        double y = numbers.path("y").path("values").path(j).asDouble();
        List<?> place = (List<?>) browser.run(PLACE, x, y);
        browser.point(((Number) place.get(0)).doubleValue(), ((Number) place.get(1)).doubleValue());
        Matcher told = TOLD.matcher((String) browser.run(TIP));
        assertThat(told.matches()).as(String.valueOf(browser.run(TIP))).isTrue();
        double wanted = loss(numbers, surface, i, j);
        // A pixel is a fiftieth of the way to the next point.
        assertThat(number(told.group(1))).isCloseTo(wanted, within(5e-3 * wanted));
        assertThat(number(told.group(2))).isCloseTo(x, within(4e-3));
        assertThat(number(told.group(3))).isCloseTo(y, within(4e-3));
    }

    private static double number(String shown) {
        return Double.parseDouble(shown.replace('−', '-'));
    }

    @Test
    void the_loss_below_the_pointer_is_told_also_when_zoomed_and_when_reset() {
        browser.open(page("pca"), 1280, "light");
        Object axes = browser.run(AXES);

        pointAt("training", 2, 18);
        pointAt("training", 18, 2);
        click("[aria-label='Zoom in']");
        assertThat(browser.run(AXES)).isNotEqualTo(axes);
        pointAt("training", 6, 15);
        click("[aria-label='Zoom out']");
        pointAt("training", 2, 18);
        click("[aria-label='Zoom in']");
        click("[aria-label='Show all of it']");
        assertThat(browser.run(AXES)).isEqualTo(axes);
        pointAt("training", 2, 18);
        click("[aria-label=Surface] button:last-child");
        pointAt("validation", 2, 18);
    }

    private static void click(String button) {
        browser.run("document.querySelector(arguments[0]).click()", button);
    }

    @Test
    void along_a_line_the_losses_at_the_pointer_are_told() {
        browser.open(page("line"), 1280, "light");

        JsonNode numbers = json("line");
        double x = numbers.path("x").path("values").path(13).asDouble();
        List<?> place =
                (List<?>)
                        browser.run(
                                PLACE,
                                x,
                                numbers.path("training")
                                        .path("losses")
                                        .path(0)
                                        .path(13)
                                        .asDouble());
        browser.point(((Number) place.get(0)).doubleValue(), ((Number) place.get(1)).doubleValue());
        String[] told = ((String) browser.run(TIP)).split("[\n ]");
        for (String surface : List.of("training", "validation")) {
            double wanted = loss(numbers, surface, 13, 0);
            assertThat(number(told[List.of(told).indexOf(surface) + 1]))
                    .isCloseTo(wanted, within(1e-3 * wanted));
        }
    }

    @Test
    void the_legend_of_curves_tells_the_values_at_the_pointer() {
        browser.open(page("race"), 1280, "light");

        List<?> place =
                (List<?>)
                        browser.run(
                                "const over = document.querySelector('figure[data-chart=curves]"
                                    + " .u-over'); over.scrollIntoView({block: 'center'}); const b"
                                    + " = over.getBoundingClientRect(); return [b.left + b.width /"
                                    + " 2, b.top + b.height / 2]");
        browser.point(((Number) place.get(0)).doubleValue(), ((Number) place.get(1)).doubleValue());
        List<?> told =
                (List<?>)
                        browser.run(
                                "return new Promise(done => requestAnimationFrame(() =>"
                                        + " requestAnimationFrame(() =>"
                                        + " done([...document.querySelectorAll('.u-legend"
                                        + " .u-series:not(.band) .u-value')].map(v =>"
                                        + " v.textContent)))))");
        List<?> wanted =
                (List<?>)
                        browser.run(
                                "return"
                                    + " JSON.parse(document.getElementById('curves').textContent).views[0].lines.map(line"
                                    + " => line.y[line.x.indexOf(5)])");
        assertThat(told).hasSize(13);
        assertThat(told.getFirst()).isEqualTo("5");
        for (int k = 0; k < wanted.size(); k++) {
            double loss = ((Number) wanted.get(k)).doubleValue();
            assertThat(number((String) told.get(k + 1))).isCloseTo(loss, within(1e-3 * loss));
        }
    }

    @Test
    void the_lessons_charts_have_the_numbers_of_its_screens() {
        browser.open(page("lesson"), 1280, "light");

        JsonNode doctor = Shell.bare("lesson", "--only=13", "--json").json().path("doctor");
        List<Long> counts = new ArrayList<>();
        for (String inputs : List.of("millimetres", "standardized"))
            for (JsonNode row : doctor.path(inputs).path("confusion"))
                for (JsonNode count : row) counts.add(count.asLong());
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('figure[data-chart=matrix]"
                                        + " .cell text')].map(t => Number(t.textContent))"))
                .isEqualTo(counts);
        assertThat(
                        browser.run(
                                "return [...document.querySelectorAll('figure[data-chart=activity]"
                                        + " .plot > p')].map(p => p.textContent)"))
                .isEqualTo(
                        List.of(
                                "millimetres, before: 16 units",
                                "millimetres, after: 16 units",
                                "standardized, before: 16 units",
                                "standardized, after: 16 units"));
    }
}
