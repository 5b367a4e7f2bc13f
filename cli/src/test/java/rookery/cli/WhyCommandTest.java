package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.Model;
import rookery.formats.RunStore;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class WhyCommandTest {

    @TempDir static Path folder;

    private static Shell shell;

    /** 20 epochs of 10 steps each: penguins-1 by plain SGD, penguins-2 deep, with Adam. */
    @BeforeAll
    static void train() {
        shell = new Shell(folder);
        shell.run("train", "penguins", "--epochs=20");
        shell.run(
                "train",
                "penguins",
                "--epochs=3",
                "--hidden=6 relu, batch_normalization, residual(5 tanh, 6)",
                "--optimizer=adam(0.01, clipnorm=0.01)");
    }

    private static Shell.Outcome why(String... arguments) {
        List<String> all = new ArrayList<>(List.of("why"));
        all.addAll(List.of(arguments));
        return shell.run(all.toArray(String[]::new));
    }

    private static JsonNode json(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        Shell.Outcome outcome = why(all.toArray(String[]::new));
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        return outcome.json();
    }

    private static double sum(JsonNode list, String field) {
        double sum = 0;
        for (JsonNode element : list) sum += element.path(field).asDouble();
        return sum;
    }

    @Test
    void a_row_is_explained_by_its_paths_and_the_batch_by_its_rows() {
        JsonNode why = json("penguins-1", "--weight=dense/kernel[0,0]", "--row=17", "--step=50");
        assertThat(why.path("weight").asString()).isEqualTo("dense/kernel[0,0]");
        assertThat(why.path("connects").asString())
                .isEqualTo("flipper_length_mm → unit 0 of dense");
        assertThat(why.path("step").asLong()).isEqualTo(50);
        assertThat(why.path("epoch").asLong()).isEqualTo(5);
        assertThat(why.path("row").asInt()).isEqualTo(17);
        assertThat(why.path("paths")).hasSize(2);
        for (JsonNode path : why.path("paths")) {
            double product = 1;
            for (JsonNode factor : path.path("factors")) product *= factor.path("value").asDouble();
            assertThat(path.path("product").asDouble()).isEqualTo(product, within(1e-12));
            assertThat(path.path("nodes").path(0).asString()).isEqualTo("dense.z[0]");
        }
        double gradient = why.path("gradient").asDouble();
        double magnitude = why.path("path_magnitude").asDouble();
        assertThat(sum(why.path("paths"), "product"))
                .isEqualTo(why.path("path_sum").asDouble(), within(1e-12));
        assertThat(gradient)
                .isNotZero()
                .isEqualTo(why.path("path_sum").asDouble(), within(1e-5 * magnitude))
                .isEqualTo(
                        why.path("gradient_check").asDouble(),
                        within(why.path("gradient_check_tolerance").asDouble()));
        assertThat(why.path("row_contributions")).hasSize(32);
        assertThat(sum(why.path("row_contributions"), "value"))
                .isEqualTo(why.path("batch_gradient").asDouble(), within(1e-7));
        assertThat(sum(why.path("row_contributions"), "gradient") / 32)
                .isEqualTo(why.path("batch_gradient").asDouble(), within(1e-7));
        assertThat(why.path("update").asDouble())
                .isEqualTo(-0.01 * why.path("batch_gradient").asDouble(), within(1e-7));
        assertThat(why.path("weight_before").asDouble() + why.path("update").asDouble())
                .isEqualTo(why.path("weight_after").asDouble(), within(1e-8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"penguins-1", "penguins-2"})
    void without_a_step_it_is_the_last_one_which_left_the_final_weights(String run) {
        JsonNode why = json(run, "--weight=dense/kernel[1,2]");
        Model model = new RunStore(folder).find(run).model().model();
        assertThat((float) why.path("weight_after").asDouble())
                .isEqualTo(model.weights("dense/kernel").get(1, 2));
        assertThat(why.path("step").asInt()).isEqualTo(run.equals("penguins-1") ? 199 : 29);
        assertThat(why.path("batch_rows").asInt()).isEqualTo(299 - 9 * 32);
        assertThat(why.has("gradient")).isFalse();
    }

    @Test
    void a_row_is_found_in_the_batch_or_shown_in_place_of_its_last() {
        JsonNode batch = json("penguins-1", "--weight=dense_1/bias[0]", "--step=8");
        int inside = batch.path("row_contributions").path(3).path("row").asInt();
        JsonNode row =
                json("penguins-1", "--weight=dense_1/bias[0]", "--step=8", "--row=" + inside);
        assertThat(row.path("in_batch").asBoolean()).isTrue();
        assertThat(row.path("contribution"))
                .isEqualTo(batch.path("row_contributions").path(3).path("value"));
        assertThat(row.path("row_contributions")).isEqualTo(batch.path("row_contributions"));
        assertThat(text("penguins-1", "--weight=dense_1/bias[0]", "--step=8", "--row=" + inside))
                .contains("row       " + inside + ", for training: number ");
        int validation = 0;
        while (!set(validation).equals("validation")) validation++;
        assertThat(text("penguins-1", "--weight=dense_1/bias[0]", "--row=" + validation))
                .contains(
                        "row       %d, for validation, is not in this step's batch"
                                .formatted(validation));
    }

    private static String set(int row) {
        Shell.Outcome outcome =
                why("penguins-1", "--weight=dense_1/bias[0]", "--json", "--row=" + row);
        return outcome.code() == 0 ? outcome.json().path("set").asString() : "left out";
    }

    private static String text(String... arguments) {
        Shell.Outcome outcome = why(arguments);
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
        return outcome.out();
    }

    @Test
    void the_page_shows_forward_pass_paths_batch_and_update() {
        assertThat(text("penguins-1", "--weight=dense/kernel[0,0]", "--row=17", "--step=50"))
                .contains("weight    dense/kernel[0,0]: flipper_length_mm → unit 0 of dense")
                .contains("step      50 of 0 to 199, in epoch 5; 32 rows in the batch, loss 0.")
                .contains("forward   inputs: flipper_length_mm ")
                .contains("targets: Adelie 1, not Adelie 0")
                .contains("→ dense_1.z[0] (Adelie)")
                .containsPattern("  flipper_length_mm +-?0\\.\\d+\\R +× relu′\\(dense.z\\[0]\\) +1")
                .containsPattern("× ∂L/∂dense_1.z\\[1] +-?0\\.\\d+\\R +=")
                .contains("paths     2 paths")
                .containsPattern("check     -?[0-9.e-]+ by a difference of losses")
                .contains("row  gradient of its loss  part of the batch's gradient")
                .contains("27 rows more, together ")
                .contains("optimizer sgd with rate 0.01; rate of this step 0.01")
                .containsPattern("weight    -?0\\.\\d+ → -?0\\.\\d+, changed by ");
    }

    /** Shut paths are examples, stages have totals, and what goes by way of others stands apart. */
    @Test
    void a_deep_network_is_shown_stage_by_stage() {
        String page = text("penguins-2", "--weight=dense/kernel[0,1]", "--row=5");
        assertThat(page)
                .contains("stage ")
                .contains("batch_normalization.y ")
                .contains("through mean and variance of the batch")
                .contains("made of the gradient ")
                .containsPattern("state     momentum -?[0-9.e-]+ → -?[0-9.e-]+");
        String dead = "";
        for (int unit = 0; unit < 6 && !dead.contains("shut by"); unit++)
            for (int row = 0; row < 60 && !dead.contains("shut by"); row++) {
                Shell.Outcome outcome =
                        why("penguins-2", "--weight=dense/kernel[0," + unit + "]", "--row=" + row);
                if (outcome.out().contains("62 paths, shut by a factor of 0")) dead = outcome.out();
            }
        assertThat(dead).contains("path 2  ").doesNotContain("path 3  ").contains("   shut");
    }

    @Test
    void what_is_not_trained_is_told_to_have_no_gradient() {
        String weight = "--weight=batch_normalization/moving_mean[1]";
        assertThat(text("penguins-2", weight, "--row=5").replaceAll("\\s+", " "))
                .contains("moving_mean[1] is not trained and has no gradient: it is a statistic")
                .contains("weight batch_normalization/moving_mean[1]: moving mean of unit 1 of");
        assertThat(json("penguins-2", weight).path("batch_gradient").isNull()).isTrue();
    }

    @Test
    void the_strongest_weights_of_a_step_are_listed() {
        JsonNode top = json("penguins-1", "--top=3", "--step=0");
        assertThat(top.path("weights")).hasSize(3);
        JsonNode first = top.path("weights").path(0);
        JsonNode own =
                json("penguins-1", "--weight=" + first.path("weight").asString(), "--step=0");
        assertThat(first.path("gradient")).isEqualTo(own.path("batch_gradient"));
        assertThat(first.path("update")).isEqualTo(own.path("update"));
        assertThat(top.path("change").asDouble())
                .isNegative()
                .isEqualTo(top.path("predicted_change").asDouble(), within(1e-3));
        assertThat(text("penguins-1", "--top=3", "--step=0"))
                .contains("change of the loss")
                .contains(first.path("weight").asString() + ": ")
                .containsPattern("actual +-0\\.\\d+: the batch's loss went from ");
    }

    @Test
    void a_model_alone_is_explained_at_rows_of_data() throws IOException {
        Path alone = folder.resolve("alone.rookery");
        if (!Files.exists(alone)) Files.copy(folder.resolve("penguins-1/model.rookery"), alone);
        String[] of = {alone.toString(), "penguins", "--weight=dense/kernel[2,1]", "--row=20"};
        JsonNode why = json(of);
        assertThat(why.path("gradient").asDouble())
                .isEqualTo(
                        why.path("path_sum").asDouble(),
                        within(1e-5 * why.path("path_magnitude").asDouble()));
        assertThat(why.has("batch_gradient")).isFalse();
        assertThat(why.path("contribution").isNull()).isTrue();
        assertThat(text(of)).contains("row       20 of penguins, in inference mode");
        Shell.Outcome without = why(alone.toString(), "--weight=dense/kernel[2,1]");
        assertThat(without.code()).isEqualTo(2);
        assertThat(without.err().strip())
                .isEqualTo(
                        ("%s: is a model without a run, so there are no steps, no batches and no"
                             + " updates; its paths can be shown at a row of DATA: why %s DATA"
                             + " --weight dense/kernel[0,0] --row 0")
                                .formatted(alone, alone));
    }

    @Test
    void data_that_are_gone_are_missed_and_others_can_be_explained() throws IOException {
        Path table = Files.writeString(folder.resolve("t.csv"), "x,y\n" + "1,a\n2,b\n".repeat(20));
        shell.run("train", table.toString(), "--target=y", "--epochs=1", "--name=gone");
        String[] of = {"gone", "--weight=dense/bias[0]", "--row=1"};
        assertThat(why(of).code()).isZero();
        Path moved = Files.move(table, folder.resolve("moved.csv"));
        Shell.Outcome outcome = why(of);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("gone: its data are not there: ");
        assertThat(why("gone", moved.toString(), "--weight=dense/bias[0]", "--row=1").code())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            textBlock =
                    """
                    | MODEL is missing; see rookery why --help
                    penguins-1 | --weight is missing: which parameter, as dense/kernel[0,0]? Or --top 10, for those that moved the loss most
                    penguins-1 penguins | --weight is missing: which parameter, as dense/kernel[0,0]? Or --top 10, for those that moved the loss most
                    penguins-1 penguins --weight=dense/bias[0] | --row is missing: which row of penguins?
                    penguins-1 penguins --weight=dense/bias[0] --row=3 | row 3 of penguins was left out: bill_length_mm is missing
                    penguins-1 penguins --weight=dense/bias[0] --row=344 | row 344: penguins has rows 0 to 343
                    penguins-1 penguins --weight=dense/bias[0] --row=1 --step=3 | --step is about the run's own training: leave out DATA
                    penguins-1 penguins --top=3 | --top is about the run's own training: leave out DATA
                    penguins-1 --top=3 --weight=dense/bias[0] | --top and --weight: pass one of the two
                    penguins-1 --top=3 --row=1 | --top is about a step's whole batch, and --row about one weight: pass --weight with it
                    penguins-1 --top=0 | --top: a whole number from 1 to 2147483647 is wanted, got "0"
                    penguins-1 --top=3 --show=0 | --show: a whole number from 1 to 2147483647 is wanted, got "0"
                    penguins-1 --weight=dense/bias[0] --row=-1 | --row: a row's number, from 0, is wanted, got "-1"
                    penguins-1 --weight=dense/bias[0] --row=x | --row: a row's number, from 0, is wanted, got "x"
                    penguins-1 --weight=dense/bias[0] --step=-1 | --step: a step's number, from 0, is wanted, got "-1"
                    penguins-1 --weight=dense/bias[0] --step=200 | step 200: the run has steps 0 to 199
                    penguins-1 --weight=dense/bias[0] --row=3 | row 3 was left out: bill_length_mm is missing
                    penguins-1 --weight=dense/bias[0] --row=344 | row 344: the table has the rows 0 to 343
                    penguins-1 --weight=dense/bias[16] | weight dense/bias[16]: there are dense/bias[0] to dense/bias[15]
                    penguins-1 --weight=dense/biass[0] | weight "dense/biass[0]": no parameter "dense/biass"; did you mean dense/bias or dense_1/bias? There are dense/bias[0] to dense/bias[15], dense_1/bias[0] to dense_1/bias[1]
                    penguins-1 penguins --weight=dense/bias --row=1 | weight "dense/bias": a place in dense/bias is wanted; there are dense/bias[0] to dense/bias[15]
                    penguins-2 penguins --weight=batch_normalization/moving_mean[0] --row=1 | batch_normalization/moving_mean[0] is not trained and has no gradient: it is a statistic of the rows that its layer keeps for inference
                    """)
    void bad_input_is_explained(String arguments, String message) {
        Shell.Outcome outcome = arguments == null ? why() : why(arguments.split(" "));
        assertThat(outcome.err().strip()).isEqualTo(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }
}
