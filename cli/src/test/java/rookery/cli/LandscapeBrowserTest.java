package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Pages that landscape and race write, in a browser. */
@EnabledIf(value = "rookery.cli.Browser#wanted", disabledReason = Browser.MISSING)
class LandscapeBrowserTest {

    @TempDir private static Path runs;
    private static Browser browser;

    @BeforeAll
    static void pages() {
        browser = Browser.start();
        rookery("train", "penguins", "--name=p", "--epochs=20", "--quiet");
        page("plane", "landscape", "p", "--plane=pca", "--points=15", "--validation");
        page("linear", "landscape", "p", "--line", "--points=21", "--validation");
        page("powers", "landscape", "p", "--line", "--points=21", "--range=300");
        page("holes", "landscape", "p", "--points=15", "--range=1e19");
        page(
                "race",
                "race",
                "penguins",
                "--optimizers=gd,adam,sgd(1e30)",
                "--epochs=3",
                "--tune=0",
                "--landscape=9");
    }

    private static Path file(String name) {
        return runs.resolve(name + ".html").toAbsolutePath();
    }

    private static void page(String name, String... arguments) {
        rookery(
                Stream.concat(Stream.of(arguments), Stream.of("--out=" + file(name)))
                        .toArray(String[]::new));
    }

    private static void rookery(String... arguments) {
        Shell.Outcome outcome =
                arguments[0].equals("race")
                        ? Shell.bare(arguments)
                        : new Shell(runs).run(arguments);
        assertThat(outcome.code()).as(outcome.err()).isZero();
    }

    @AfterAll
    static void quit() {
        if (browser != null) browser.close();
    }

    @ParameterizedTest
    @CsvSource({
        "plane, 1280, light", "plane, 390, dark",
        "linear, 1280, dark", "linear, 390, light",
        "powers, 1280, light", "powers, 390, dark",
        "holes, 1280, dark", "holes, 390, light",
        "race, 1280, light", "race, 390, dark"
    })
    void nothing_overlaps_is_clipped_or_missing_and_nothing_is_asked_of_a_network(
            String page, int width, String theme) throws IOException {
        browser.open(file(page), width, theme);

        assertThat(browser.problems()).isEqualTo(List.of());
        browser.screenshot("landscape-%s-%d-%s".formatted(page, width, theme));
        assertThat(browser.console()).isEmpty();
        assertThat(browser.requests(file(page))).isEmpty();
    }

    @Test
    void a_line_has_a_curve_for_each_surface_and_all_points_of_the_path() {
        browser.open(file("linear"), 1280, "light");

        assertThat((Long) browser.run("return document.querySelectorAll('path.mark').length"))
                .isEqualTo(2);
        assertThat((Long) browser.run("return document.querySelectorAll('g > path[d]').length"))
                .isGreaterThan(60);
    }
}
