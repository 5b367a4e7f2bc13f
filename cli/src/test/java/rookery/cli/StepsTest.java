package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.List;

class StepsTest {

    @TempDir Path folder;

    private Shell shell;

    @BeforeEach
    void train() {
        shell = new Shell(folder);
        shell.run("train", "penguins", "--epochs=12", "--seed=3"); // 10 steps an epoch
    }

    @Test
    void an_epoch_is_listed_with_rows_losses_and_what_was_predicted() {
        Shell.Outcome outcome = shell.run("steps", "penguins-1", "--epoch=3");
        assertThat(outcome.code()).isZero();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(lines.getFirst())
                .isEqualTo("run       penguins-1: steps 30 to 39, epoch 3 of 0 to 11");
        assertThat(outcome.out())
                .contains("drawn anew for each epoch: epoch 3 begins with rows ")
                .containsPattern(
                        "step +rate +gradient +update +loss +after +predicted +actual +alpha\n")
                .containsPattern("\n  39  0\\.0100  +0\\.\\d+ ")
                .containsPattern("\nrows 30   [\\d ]+ … 32 rows\n")
                .containsPattern("\nrows 39   \\d+( \\d+){10}\n"); // 299 rows: 11 in the last batch
    }

    @Test
    void json_has_everything() {
        JsonNode json = shell.run("steps", "penguins-1", "--epoch=3", "--json").json();
        assertThat(json.path("run").asString()).isEqualTo("penguins-1");
        assertThat(json.path("steps_per_epoch").asInt()).isEqualTo(10);
        assertThat(json.path("steps_taken").asInt()).isEqualTo(120);
        assertThat(json.path("range").path("last").asInt()).isEqualTo(39);
        assertThat(json.path("steps").size()).isEqualTo(10);
        JsonNode step = json.path("steps").path(2);
        assertThat(step.propertyNames())
                .containsExactly(
                        "step",
                        "epoch",
                        "rows",
                        "loss_before",
                        "loss_after",
                        "predicted_change",
                        "actual_change",
                        "gradient_norm",
                        "learning_rate",
                        "update_norm",
                        "alpha");
        assertThat(step.path("step").asInt()).isEqualTo(32);
        assertThat(step.path("rows").size()).isEqualTo(32);
        assertThat(step.path("loss_after").asDouble() - step.path("loss_before").asDouble())
                .isEqualTo(step.path("actual_change").asDouble());
        assertThat(json.path("order").path("other_epoch").asInt()).isEqualTo(2);
    }

    @Test
    void the_last_epoch_a_step_and_a_range_can_be_asked_for() {
        assertThat(shell.run("steps", "penguins-1").out())
                .startsWith("run       penguins-1: steps 110 to 119, epoch 11 of 0 to 11\n");
        assertThat(shell.run("steps", "penguins-1", "--step=7").out())
                .startsWith("run       penguins-1: step 7, epoch 0 of 0 to 11\n");
        assertThat(shell.run("steps", "penguins-1", "--steps=9-10").out())
                .startsWith("run       penguins-1: steps 9 to 10, epochs 0 to 1 of 0 to 11\n");
    }

    @Test
    void no_more_are_listed_than_the_limit_which_json_has_none_of() {
        Shell.Outcome outcome = shell.run("steps", "penguins-1", "--steps=0-119");
        assertThat(outcome.out())
                .contains("note      these are the first 100 of 120 steps; --limit N shows more\n")
                .contains("\nrows 99 ")
                .doesNotContain("\nrows 100 ");
        assertThat(shell.run("steps", "penguins-1", "--steps=0-119", "--limit=2").out())
                .contains("the first 2 of 120 steps");
        assertThat(
                        shell.run("steps", "penguins-1", "--steps=0-119", "--json")
                                .json()
                                .path("steps")
                                .size())
                .isEqualTo(120);
        assertThat(
                        shell.run("steps", "penguins-1", "--steps=0-119", "--limit=3", "--json")
                                .json()
                                .path("steps")
                                .size())
                .isEqualTo(3);
    }

    @Test
    void all_rows_are_shown_if_asked_for() {
        JsonNode json = shell.run("steps", "penguins-1", "--step=7", "--json").json();
        StringBuilder rows = new StringBuilder();
        for (JsonNode row : json.path("steps").path(0).path("rows")) rows.append(row).append(' ');
        String out = shell.run("steps", "penguins-1", "--step=7", "--rows").out();
        assertThat(out.substring(out.indexOf("rows 7 ") + 7).strip().split("\\s+"))
                .containsExactly(rows.toString().strip().split(" "));
        assertThat(out.lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
    }

    @Test
    void one_batch_of_all_rows_fits_on_a_line() {
        shell.run("train", "penguins", "--epochs=2", "--batch-size=full");
        assertThat(shell.run("steps", "penguins-2", "--epoch=1").out())
                .containsPattern("\nrows 1    [\\d ]+ … 299 rows\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --epoch=12        | penguins-1: no epoch 12; epochs are numbered from 0 to 11
                    --step=120        | penguins-1: no step 120; steps are numbered from 0 to 119
                    --steps=100-200   | penguins-1: no step 200; steps are numbered from 0 to 119
                    --steps=7-5       | steps 7 to 5: the first must not be above the last
                    --steps=7         | --steps: a range of steps, as 230-260, is wanted, got "7"
                    --step=x          | --step: a step's number, from 0, is wanted, got "x"
                    --epoch=x         | --epoch: a whole number from 0 on is wanted, got "x"
                    --limit=0         | --limit: a whole number from 1 on is wanted, got "0"
                    --step=1 --epoch=1 | --epoch, --step and --steps: pass one of them
                    """)
    void steps_that_are_not_there_are_told_with_those_that_are(String options, String message) {
        String[] arguments = ("steps penguins-1 " + options).split(" ");
        Shell.Outcome outcome = shell.run(arguments);
        assertThat(outcome.err().strip()).isEqualTo(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void a_run_that_is_none_is_told_with_the_nearest() {
        assertThat(shell.run("steps", "pengins-1").err())
                .contains("pengins-1: no such run in ")
                .contains("did you mean penguins-1?");
    }
}
