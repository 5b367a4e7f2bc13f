package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class CurvatureTest {

    @TempDir Path folder;

    private Shell shell;
    private JsonNode trained;

    @BeforeEach
    void train() {
        shell = new Shell(folder);
        trained = shell.run("train", "penguins", "--epochs=12", "--seed=3", "--json").json();
    }

    private JsonNode json(String... arguments) {
        return shell.run(arguments).json().path("curvature");
    }

    @Test
    void a_run_is_looked_at_on_its_own_training_rows() {
        JsonNode answer = shell.run("curvature", "penguins-1", "--json").json();
        assertThat(answer.path("model").asString()).isEqualTo("penguins-1");
        assertThat(answer.path("rows").asInt()).isEqualTo(299);
        assertThat(answer.path("step").isNull()).isTrue();
        JsonNode curvature = answer.path("curvature");
        assertThat(curvature.path("loss").asDouble()).isEqualTo(trained.path("loss").asDouble());
        assertThat(curvature.path("parameters").asInt()).isEqualTo(98);
        assertThat(curvature.path("edge").asDouble()).isEqualTo(200);
        double along = curvature.path("along_gradient").asDouble();
        assertThat(curvature.path("best_step").asDouble()).isCloseTo(1 / along, within(1e-9));
        assertThat(along)
                .isBetween(
                        curvature.path("smallest").asDouble(),
                        curvature.path("largest").asDouble());
        assertThat(curvature.path("spectrum").isEmpty()).isTrue();
    }

    @Test
    void the_page_fits_and_says_what_the_numbers_mean() {
        Shell.Outcome outcome = shell.run("curvature", "penguins-1", "--spectrum");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(outcome.out())
                .startsWith("weights   penguins-1: final weights, 299 training rows\n")
                .contains("\nlargest   eigenvalue of the Hessian ")
                .contains("the best step against it has the rate")
                .contains("edge      of stability 200.0000 for sgd at the rate 0.0100")
                .contains("spectrum  98 eigenvalues: ");
    }

    @Test
    void the_spectrum_ends_with_the_largest_and_the_smallest() {
        JsonNode curvature = json("curvature", "penguins-1", "--spectrum", "--json");
        assertThat(curvature.path("spectrum").size()).isEqualTo(98);
        double largest = curvature.path("largest").asDouble();
        assertThat(curvature.path("spectrum").path(0).asDouble())
                .isCloseTo(largest, within(1e-3 * largest));
        assertThat(curvature.path("spectrum").path(97).asDouble())
                .isCloseTo(curvature.path("smallest").asDouble(), within(2e-3 * largest));
    }

    @Test
    void the_weights_before_a_step_can_be_looked_at() {
        JsonNode start = json("curvature", "penguins-1", "--step=0", "--json");
        JsonNode later = json("curvature", "penguins-1", "--step=119", "--json");
        assertThat(start.path("loss").asDouble())
                .isGreaterThan(later.path("loss").asDouble())
                .isGreaterThan(trained.path("loss").asDouble());
        assertThat(shell.run("curvature", "penguins-1", "--step=119").out())
                .startsWith("weights   penguins-1: before step 119, 299 training rows\n");
        assertThat(shell.run("curvature", "penguins-1", "--step=121").err())
                .contains("penguins-1: no step 121");
    }

    @Test
    void other_rows_can_be_taken_also_at_a_step() {
        JsonNode all = shell.run("curvature", "penguins-1", "penguins", "--json").json();
        assertThat(all.path("rows").asInt()).isEqualTo(333);
        double measured =
                shell.run("evaluate", "penguins-1", "penguins", "--json")
                        .json()
                        .path("loss")
                        .asDouble();
        assertThat(all.path("curvature").path("loss").asDouble()).isEqualTo(measured);
        JsonNode start =
                shell.run("curvature", "penguins-1", "penguins", "--step=0", "--json").json();
        assertThat(start.path("rows").asInt()).isEqualTo(333);
        assertThat(start.path("curvature").path("loss").asDouble()).isGreaterThan(measured);
    }

    @Test
    void a_model_without_a_run_needs_data_and_has_no_steps() throws IOException {
        Path model = folder.resolve("alone.rookery");
        Files.copy(folder.resolve("penguins-1/model.rookery"), model);
        assertThat(shell.run("curvature", model.toString()).err().strip())
                .isEqualTo(model + ": is a model and no run, so it has no rows; pass DATA");
        assertThat(shell.run("curvature", model.toString(), "penguins", "--step=1").err().strip())
                .isEqualTo(model + ": is a model and no run, so it has no steps; leave --step out");
        Shell.Outcome outcome = shell.run("curvature", model.toString(), "penguins");
        assertThat(outcome.out())
                .startsWith("weights   " + model)
                .contains("for sgd at the rate 0.0100");
    }

    @Test
    void of_an_optimizer_without_an_edge_none_is_told() {
        shell.run("train", "penguins", "--epochs=1", "--optimizer=adam");
        assertThat(shell.run("curvature", "penguins-2").out())
                .contains("edge      of stability: known for plain sgd only, this is adam");
        assertThat(json("curvature", "penguins-2", "--json").path("edge").isNull()).isTrue();
    }

    @Test
    void a_network_that_is_too_large_for_its_spectrum_is_told() {
        shell.run("train", "penguins", "--epochs=1", "--hidden=400");
        Shell.Outcome outcome = shell.run("curvature", "penguins-2", "--spectrum");
        assertThat(outcome.err().strip())
                .isEqualTo(
                        "all of a Hessian is computed for up to 2,000 trained parameters, this"
                                + " network has 2,402");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(shell.run("curvature", "penguins-2").code()).isZero();
    }
}
