package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

class LandscapeTest {

    @TempDir Path folder;

    private Shell shell;
    private JsonNode trained;

    @BeforeEach
    void train() {
        shell = new Shell(folder);
        trained = shell.run("train", "penguins", "--epochs=12", "--seed=3", "--json").json();
    }

    private JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of("landscape", "penguins-1", "--json"));
        all.addAll(List.of(arguments));
        return shell.run(all.toArray(String[]::new)).json();
    }

    private static double[] values(JsonNode axis) {
        return axis.path("values").valueStream().mapToDouble(JsonNode::asDouble).toArray();
    }

    @Test
    void unless_told_it_is_a_random_plane_around_the_final_weights_with_the_path() {
        JsonNode json = json();
        assertThat(json.path("name").asString())
                .isEqualTo("two random directions, filter-normalized");
        assertThat(json.path("rows").asInt()).isEqualTo(299);
        assertThat(values(json.path("x"))).hasSize(51).startsWith(-1).endsWith(1);
        assertThat(values(json.path("y"))).hasSize(51).contains(0.0);
        double loss = trained.path("loss").asDouble();
        JsonNode losses = json.path("training").path("losses");
        assertThat(losses.size()).isEqualTo(51);
        assertThat(losses.path(25).path(25).asDouble()).isEqualTo(loss);
        JsonNode points = json.path("trails").path(0).path("points");
        assertThat(points.size()).isEqualTo(61);
        JsonNode last = points.path(60);
        assertThat(last.path("step").asInt()).isEqualTo(120);
        assertThat(last.path("loss").asDouble()).isEqualTo(loss);
        assertThat(last.path("projected_loss").asDouble()).isEqualTo(loss);
        assertThat(last.path("distance").asDouble()).isZero();
        assertThat(points.path(0).path("loss").asDouble()).isGreaterThan(loss);
        assertThat(json.path("validation").isNull()).isTrue();
        assertThat(json.path("seconds").asDouble()).isPositive();
    }

    @Test
    void the_page_fits_and_shows_the_surface_and_the_path() {
        Shell.Outcome outcome = shell.run("landscape", "penguins-1", "--plane=pca", "--validation");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(outcome.out())
                .startsWith("run       penguins-1: around the final weights, 299 training rows\n")
                .contains("plane     principal components of the path\n")
                .containsPattern("x         component 1, \\d+\\.\\d+ % of the variance, from -")
                .containsPattern("\\|[^|]*a[^|]*\\|")
                .containsPattern("\\|[^|]*A[^|]*\\|")
                .contains("@")
                .contains("\nloss      training rows: lowest ")
                .contains("\n          validation rows: lowest ")
                .contains("\npath      penguins-1: step 0, loss ")
                .contains(
                        "\n"
                            + "          its losses differ from those at the nearest points of the"
                            + " plane")
                .contains("\nnote      the path of penguins-1 is off the plane by 0.")
                .containsPattern("computed  5,324 losses in \\d+\\.\\d\\d s");
    }

    @Test
    void a_line_is_a_curve_that_passes_through_the_start_and_the_end() {
        JsonNode json = json("--plane=line", "--range=0,1", "--points=3");
        JsonNode points = json.path("trails").path(0).path("points");
        JsonNode losses = json.path("training").path("losses").path(0);
        assertThat(json.path("y").isNull()).isTrue();
        assertThat(losses.size()).isEqualTo(3);
        assertThat(losses.path(0)).isEqualTo(points.path(0).path("loss"));
        assertThat(losses.path(2)).isEqualTo(points.path(60).path("loss"));
        Shell.Outcome page = shell.run("landscape", "penguins-1", "--line");
        assertThat(page.out()).contains("a random direction, filter-normalized").contains("*");
    }

    @Test
    void two_weights_have_their_values_on_the_axes_and_one_number_is_a_range_around_them() {
        JsonNode json =
                json("--weights=dense/kernel[0,3], dense_1/bias[1]", "--range=0.5", "--points=3");
        JsonNode end = json.path("trails").path(0).path("points").path(60);
        double[] x = values(json.path("x"));
        double[] y = values(json.path("y"));
        assertThat(json.path("x").path("label").asString()).isEqualTo("dense/kernel[0,3]");
        assertThat(json.path("y").path("label").asString()).isEqualTo("dense_1/bias[1]");
        assertThat(x[1]).isCloseTo(end.path("x").asDouble(), within(1e-12));
        assertThat(y[2] - y[0]).isCloseTo(1, within(1e-12));
        assertThat(json.path("training").path("losses").path(1).path(1))
                .isEqualTo(end.path("loss"));
    }

    @Test
    void each_axis_can_have_a_range_and_the_weights_of_a_step_a_landscape() {
        JsonNode json = json("--step=0", "--range=-1,0,0,2", "--points=5", "--seed=9");
        assertThat(values(json.path("x"))).containsExactly(-1, -0.75, -0.5, -0.25, 0);
        assertThat(values(json.path("y"))).containsExactly(0, 0.5, 1, 1.5, 2);
        JsonNode first = json.path("trails").path(0).path("points").path(0);
        assertThat(json.path("training").path("losses").path(0).path(4))
                .isEqualTo(first.path("loss"));
        assertThat(json.path("notes").path(0).asString())
                .startsWith("directions drawn with seed 9");
    }

    @Test
    void the_strongest_curvatures_are_those_of_curvature() {
        JsonNode largest = shell.run("curvature", "penguins-1", "--json").json().path("curvature");
        JsonNode json = json("--plane=hessian", "--points=2");
        assertThat(json.path("x").path("label").asString()).startsWith("eigenvector 1, curvature ");
        String label = json.path("x").path("label").asString();
        assertThat(Double.parseDouble(label.substring(label.lastIndexOf(' '))))
                .isCloseTo(
                        largest.path("largest").asDouble(),
                        within(1e-3 * largest.path("largest").asDouble()));
    }

    @Test
    void files_have_the_grid_and_all_that_is_known() throws IOException {
        Path csv = folder.resolve("grid.csv");
        Path whole = folder.resolve("all.json");
        Shell.Outcome outcome =
                shell.run(
                        "landscape",
                        "penguins-1",
                        "--validation",
                        "--points=4",
                        "--out=" + csv,
                        "--out=" + whole);
        assertThat(outcome.out().replaceAll("\\s+", ""))
                .contains("wrote" + csv)
                .contains(whole.toString());
        JsonNode json = JsonMapper.shared().readTree(Files.readString(whole));
        List<String> lines = Files.readAllLines(csv);
        assertThat(lines).hasSize(17).first().isEqualTo("x,y,training_loss,validation_loss");
        String[] second = lines.get(2).split(",");
        assertThat(Double.parseDouble(second[0])).isEqualTo(values(json.path("x"))[1]);
        assertThat(second[1]).isEqualTo("-1.0");
        for (int k = 0; k < 2; k++)
            assertThat(Double.parseDouble(second[2 + k]))
                    .isEqualTo(
                            json.path(k == 0 ? "training" : "validation")
                                    .path("losses")
                                    .path(0)
                                    .path(1)
                                    .asDouble());
        shell.run("landscape", "penguins-1", "--line", "--points=4", "--out=" + csv);
        assertThat(Files.readAllLines(csv)).hasSize(5).first().isEqualTo("x,training_loss");
    }

    @Test
    void pictures_and_pages_are_drawn() throws IOException {
        Path svg = folder.resolve("picture.svg");
        Path png = folder.resolve("picture.png");
        Path html = folder.resolve("page.html");
        shell.run(
                "landscape",
                "penguins-1",
                "--validation",
                "--points=4",
                "--out=" + svg,
                "--out=" + png,
                "--out=" + html);
        assertThat(Files.readString(svg))
                .startsWith("<svg ")
                .contains("loss over the validation rows", "penguins-1");
        assertThat(Files.readString(html))
                .startsWith("<!doctype html>")
                .contains("random direction 1");
        assertThat(Files.readAllBytes(png)).startsWith(0x89, 'P', 'N', 'G');
    }

    @Test
    void losses_that_are_not_finite_are_holes() {
        JsonNode json = json("--range=-1e38,1e38", "--points=3");
        assertThat(json.path("training").path("losses").path(0).path(0).isNull()).isTrue();
        assertThat(json.path("training").path("losses").path(1).path(1).isNumber()).isTrue();
        assertThat(json.path("notes").toString()).contains("losses are not finite, and are holes");
        assertThat(shell.run("landscape", "penguins-1", "--range=-1e38,1e38", "--points=3").out())
                .contains("?");
    }

    @Test
    void another_run_of_the_same_network_is_drawn_too() {
        shell.run("train", "penguins", "--epochs=5", "--seed=4", "--optimizer=adam");
        JsonNode json = json("--plane=pca", "--with=penguins-2");
        assertThat(json.path("trails").size()).isEqualTo(2);
        assertThat(json.path("trails").path(1).path("name").asString()).isEqualTo("penguins-2");
        assertThat(json.path("notes").toString()).contains("trained on other rows or inputs");
        Path svg = folder.resolve("with.svg");
        json("--plane=pca", "--with=penguins-2", "--out=" + svg);
        assertThat(svg).content().contains("penguins-2 was trained on other rows or inputs");
        assertThat(shell.run("landscape", "penguins-1", "--plane=pca", "--with=penguins-2").out())
                .contains("B");
        shell.run("train", "penguins", "--epochs=1", "--hidden=5", "--name=small");
        assertThat(shell.run("landscape", "penguins-1", "--with=small").err().strip())
                .isEqualTo(
                        "--with small: its weights are dense/kernel [3, 5], dense/bias [5],"
                            + " dense_1/kernel [5, 2], dense_1/bias [2], those of penguins-1 are"
                            + " dense/kernel [3, 16], dense/bias [16], dense_1/kernel [16, 2],"
                            + " dense_1/bias [2]; paths of one landscape are those of one network");
    }

    private void deleteSnapshots() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("penguins-1/snapshots"))) {
            for (Path file : files.toList()) Files.delete(file);
        }
    }

    @Test
    void without_snapshots_there_is_no_path_and_it_is_said_how_to_get_one() throws IOException {
        deleteSnapshots();
        String cure =
                "training records snapshots: rookery train --config "
                        + folder.resolve("penguins-1/run.json");
        JsonNode json = json("--points=3");
        assertThat(json.path("trails").path(0).path("points").size()).isEqualTo(1);
        assertThat(json.path("notes").valueStream().map(JsonNode::asString).toList())
                .contains("the path of penguins-1 is not known: its run has no snapshots", cure);
        for (String plane : List.of("pca", "line")) {
            Shell.Outcome outcome = shell.run("landscape", "penguins-1", "--plane=" + plane);
            assertThat(outcome.code()).isEqualTo(Problems.WRONG_USAGE);
            assertThat(outcome.err().strip())
                    .isEqualTo(
                            "penguins-1: has no snapshots in %s, so that its path is not known; %s"
                                    .formatted(folder.resolve("penguins-1/snapshots"), cure));
        }
    }

    @Test
    void a_single_step_is_a_straight_path() {
        shell.run("train", "penguins", "--epochs=1", "--batch-size=full", "--name=one");
        JsonNode json = shell.run("landscape", "one", "--plane=pca", "--points=5", "--json").json();
        assertThat(json.path("trails").path(0).path("points").size()).isEqualTo(2);
        assertThat(json.path("x").path("explained").asDouble()).isEqualTo(1);
        assertThat(json.path("notes").path(0).asString()).startsWith("the path is straight:");
    }

    @Test
    void weights_that_were_put_back_are_said_to_be_others_than_the_last_steps() {
        shell.run(
                "train",
                "penguins",
                "--epochs=60",
                "--optimizer=sgd(5)",
                "--patience=2",
                "--name=back");
        JsonNode json = shell.run("landscape", "back", "--points=3", "--json").json();
        assertThat(json.path("notes").toString())
                .contains(
                        "back ended with other weights than its last step's: an average, or those"
                                + " of an earlier step");
        JsonNode points = json.path("trails").path(0).path("points");
        assertThat(points.path(points.size() - 1).path("distance").asDouble()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --points=1 | --points: a whole number from 2 to 1001 is wanted, got "1"
                    --points=1002 | --points: a whole number from 2 to 1001 is wanted, got "1002"
                    --points=many | --points: a whole number from 2 to 1001 is wanted, got "many"
                    --range=1,-1 | --range: must rise, got 1.0,-1.0
                    --range=0 | --range: one number must be above 0, got 0.0
                    --range=1,2,3 | --range: one, two or four numbers are wanted, as -1,1, got 3
                    --range=NaN,1 | --range: must be finite, got NaN
                    --line --range=0,1,0,1 | --range: a line has one axis; pass two numbers
                    --plane=weights | --plane weights: which? Pass --weights, as dense/kernel[0,0],dense/bias[0]
                    --plane=pca --weights=dense/bias[0] | --weights: goes with --plane weights, which may be left out then
                    --weights=dense/bias[0],dense/bias[0] | weights: dense/bias[0] is named twice; name two, or one for a line
                    --weights=dense/bias[0],dense/bias[1],dense/bias[2] | weights: one or two are wanted, got 3
                    --weights=dense/bias[99] | weight dense/bias[99]: there are dense/bias[0] to dense/bias[15]
                    --step=-1 | --step: a step's number, from 0, is wanted, got "-1"
                    --step=121 | penguins-1: no step 121; it took 120, numbered from 0
                    --plane=line --seed=1 | --seed: nothing is random here; leave it out
                    --weights=dense/bias[0] --seed=1 | --seed: nothing is random here; leave it out
                    --line --weights=dense/bias[0],dense/bias[1] | --weights: a line goes along one; leave out --line, or the others
                    --with=penguins-1 | --with penguins-1: is the run itself, whose path is drawn anyway; leave it out
                    --out=x.txt | --out: x.txt: a file that ends with .csv, .html, .json, .png, .svg is wanted
                    """)
    void what_cannot_be_drawn_is_refused(String arguments, String message) {
        List<String> all = new ArrayList<>(List.of("landscape", "penguins-1"));
        all.addAll(List.of(arguments.split(" ")));
        Shell.Outcome outcome = shell.run(all.toArray(String[]::new));
        assertThat(outcome.code()).isEqualTo(Problems.WRONG_USAGE);
        assertThat(outcome.err().strip()).isEqualTo(message);
        assertThat(outcome.out()).isEmpty();
    }

    @Test
    void one_weight_is_a_line() {
        assertThat(json("--weights=dense/bias[0]", "--points=3").path("y").isNull()).isTrue();
    }

    @Test
    void a_run_without_validation_rows_has_no_surface_over_them() {
        shell.run("train", "penguins", "--epochs=1", "--validation=0", "--name=all");
        assertThat(shell.run("landscape", "all", "--validation").err().strip())
                .isEqualTo("all: has no validation rows; leave out --validation");
    }

    @Test
    void the_run_is_not_written_over() {
        Path inside = folder.resolve("penguins-1/run.json");
        assertThat(shell.run("landscape", "penguins-1", "--out=" + inside).err().strip())
                .isEqualTo(
                        "--out: %s is in the folder of the run itself; choose another file"
                                .formatted(inside));
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process cannot be ended politely")
    void while_it_is_computed_it_can_be_ended_and_leaves_nothing() throws Exception {
        Path csv = folder.resolve("grid.csv");
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Drookery.kernels=scalar",
                                "--add-modules=jdk.incubator.vector",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName(),
                                "landscape",
                                "penguins-1",
                                "--points=1001",
                                "--yes",
                                "--out=" + csv,
                                "--runs-dir=" + folder)
                        .start();
        try (BufferedReader err = process.errorReader()) {
            String line = err.readLine();
            while (line != null && !line.endsWith(" of 1,002,123 losses")) line = err.readLine();
            assertThat(line).as("a line of progress").isNotNull();
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(128 + 15);
        assertThat(csv).doesNotExist();
    }
}
