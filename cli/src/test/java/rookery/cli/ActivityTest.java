package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class ActivityTest {

    @TempDir Path folder;

    private Shell train(String... options) {
        Shell shell = new Shell(folder.resolve("runs"));
        String[] all = new String[options.length + 2];
        all[0] = "train";
        all[1] = "penguins";
        System.arraycopy(options, 0, all, 2, options.length);
        shell.run(all);
        return shell;
    }

    /** The lecture's line on raw millimetres. */
    @Test
    void dead_units_of_the_raw_penguins_are_named() {
        Shell shell = train("--scale=none");
        JsonNode hidden =
                shell.run("activity", "penguins-1", "--json").json().path("layers").path(0);
        assertThat(hidden.path("dead").size()).isGreaterThanOrEqualTo(4);
        StringBuilder dead = new StringBuilder();
        for (JsonNode unit : hidden.path("dead")) dead.append(", ").append(unit.asInt());
        Shell.Outcome outcome = shell.run("activity", "penguins-1");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(
                        "dead      %d of 16: %s"
                                .formatted(hidden.path("dead").size(), dead.substring(2)))
                .contains("note      on these rows the layer is linear: no unit goes on and off");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void a_run_is_shown_with_its_last_step_or_any() {
        Shell shell = train("--epochs=20", "--hidden=20 sigmoid, frozen(8 tanh)");
        Shell.Outcome outcome = shell.run("activity", "penguins-1");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("rows      those it was trained on, 299 rows")
                .contains("updates   of step 199, learning rate 0.0100")
                .contains("layer     dense: 20 units, sigmoid")
                .contains("saturated 0.0000")
                .contains("unit            on    mean  deviation  saturated")
                .contains("median      ")
                .contains("layer     dense_1: 8 units, frozen, tanh")
                .contains("tensor        length  gradient     update  update/length")
                .doesNotContain("dense_1/kernel");
        JsonNode json = shell.run("activity", "penguins-1", "--json").json();
        JsonNode measured = shell.run("evaluate", "penguins-1", "penguins", "--json").json();
        assertThat(json.path("rows").asInt()).isEqualTo(299);
        assertThat(json.path("step").path("step").asInt()).isEqualTo(199);
        assertThat(json.path("step").path("updates").path(0).path("tensor").asString())
                .isEqualTo("dense/kernel");
        JsonNode first = shell.run("activity", "penguins-1", "--step=0", "--json").json();
        assertThat(first.path("loss").asDouble()).isGreaterThan(json.path("loss").asDouble());
        assertThat(first.path("step").path("updates").path(1).path("ratio").isNull())
                .as("a bias begins at 0, and JSON has no infinity")
                .isTrue();
        assertThat(shell.run("activity", "penguins-1", "--step=3").out())
                .contains("model     penguins-1, before step 3");
        JsonNode all = shell.run("activity", "penguins-1", "penguins", "--json").json();
        assertThat(all.path("rows").asInt()).isEqualTo(333);
        assertThat(all.path("loss").asDouble()).isEqualTo(measured.path("loss").asDouble());
        assertThat(all.path("step").isNull()).isTrue();
    }

    @Test
    void a_model_without_its_run_is_shown_on_data_and_what_cannot_be_told_is_said()
            throws IOException {
        Shell shell = train("--epochs=2");
        Path model = folder.resolve("alone.rookery");
        Files.copy(folder.resolve("runs/penguins-1/model.rookery"), model);
        Shell.Outcome outcome = shell.run("activity", model.toString(), "penguins");
        assertThat(outcome.out())
                .contains("penguins: 333 of 344 rows; 11 left out:")
                .contains("updates   not told: steps are those of a run on its own data")
                .doesNotContain("update/length");
        Shell.Outcome without = shell.run("activity", model.toString());
        assertThat(without.err().strip())
                .isEqualTo(
                        model
                                + ": is a model without its run, but this needs DATA; why,"
                                + " activity, curvature, importance, evaluate and predict take a"
                                + " model and DATA");
        assertThat(without.code()).isEqualTo(2);
    }

    @Test
    void steps_that_are_not_there_are_refused() {
        Shell shell = train("--epochs=2");
        assertThat(shell.run("activity", "penguins-1", "--step=20").err().strip())
                .isEqualTo("penguins-1: no step 20; it took 20, numbered from 0");
        assertThat(shell.run("activity", "penguins-1", "--step=x").err().strip())
                .isEqualTo("--step: a step's number, from 0, is wanted, got \"x\"");
        assertThat(shell.run("activity", "penguins-1", "penguins", "--step=1").err().strip())
                .isEqualTo("--step: steps are those of a run on its own data; leave DATA out");
        assertThat(shell.run("activity", "nothing", "--step=1").err())
                .contains("nothing: no such run in ");
    }
}
