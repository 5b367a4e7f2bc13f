package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.formats.DataReport;
import rookery.formats.RunFolder;
import rookery.formats.RunStatus;
import rookery.formats.RunStore;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class TrainTest {

    @TempDir Path folder;

    private Shell.Outcome train(String... arguments) {
        String[] all =
                Stream.concat(Stream.of("train"), Stream.of(arguments)).toArray(String[]::new);
        return new Shell(folder.resolve("runs")).run(all);
    }

    private Path file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    @Test
    void penguins_are_the_lectures() {
        Shell.Outcome outcome = train("penguins");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("classification: species is Adelie or not")
                .contains("333 of 344 rows; 11 left out:")
                .contains("299 for training, 34 for validation")
                .contains("island, body_mass_g, sex, year: left out, not among the features")
                .contains("bill_length_mm: number, standardized (mean ")
                .contains("3 inputs → dense 16 relu → dense 2 softmax, 98 parameters")
                .contains("categorical_crossentropy, sgd with rate 0.01, 32 rows a step, 100")
                .contains("kernels, 1 thread, seed 0")
                .contains("epoch 100/100  loss 0.")
                .contains("100 epochs, 1,000 steps in ")
                .contains(
                        "rookery evaluate %s penguins\n"
                                .formatted(folder.resolve("runs/penguins-1")));
        assertThat(outcome.out().lines().filter(line -> !line.contains("penguins-1")))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void raw_penguins_are_not_learned_and_standardized_ones_are() {
        List<Double> raw =
                IntStream.rangeClosed(1, 10)
                        .mapToObj(seed -> penguins(seed, "--scale=none"))
                        .map(result -> result.path("accuracy").asDouble())
                        .toList();
        assertThat(raw).filteredOn(accuracy -> accuracy <= 0.70).hasSizeGreaterThanOrEqualTo(8);
        double validation = 0;
        for (int seed = 1; seed <= 10; seed++) {
            JsonNode result = penguins(seed, "--scale=standard");
            assertThat(result.path("accuracy").asDouble()).as("seed %d", seed).isGreaterThan(0.94);
            validation += result.path("val_accuracy").asDouble() / 10;
        }
        assertThat(validation).isGreaterThanOrEqualTo(0.95);
    }

    private JsonNode penguins(int seed, String scale) {
        return train("penguins", scale, "--seed=" + seed, "--json").json();
    }

    @Test
    void the_same_seed_gives_the_same_weights_and_another_does_not() {
        String first = sha256("7");
        assertThat(sha256("7")).isEqualTo(first).hasSize(64);
        assertThat(sha256("8")).isNotEqualTo(first);
    }

    private String sha256(String seed) {
        String[] quick = {"penguins", "--epochs=3", "--json", "--seed", seed};
        return train(quick).json().path("weights_sha256").asString();
    }

    @Test
    void json_is_one_object_with_the_results_and_the_run_has_the_same_model() {
        Shell.Outcome outcome = train("penguins", "--epochs=2", "--seed=5", "--json");
        assertThat(outcome.err()).isEmpty();
        JsonNode result = outcome.json();
        assertThat(result.propertyNames())
                .contains("loss", "accuracy", "val_loss", "val_accuracy", "seconds", "kernels");
        assertThat(result.path("run").asString()).isEqualTo("penguins-1");
        assertThat(result.path("parameters").asInt()).isEqualTo(98);
        assertThat(result.path("epochs").asInt()).isEqualTo(2);
        assertThat(result.path("steps").asInt()).isEqualTo(20);
        assertThat(result.path("seed").asInt()).isEqualTo(5);
        RunFolder run = new RunFolder(folder.resolve("runs/penguins-1"));
        assertThat(run.model().model().weightsSha256())
                .isEqualTo(result.path("weights_sha256").asString());
    }

    @Test
    void a_target_of_three_classes_gets_three_outputs() {
        JsonNode result = train("penguins", "--target=species", "--json").json();
        assertThat(result.path("parameters").asInt()).isEqualTo(3 * 16 + 16 + 16 * 3 + 3);
        assertThat(result.path("accuracy").asDouble()).isGreaterThan(0.94);
    }

    @ParameterizedTest
    @CsvSource({
        "penguins, categorical_focal_crossentropy, softmax",
        "penguins, binary_focal_crossentropy, sigmoid",
        "penguins, kl_divergence, softmax",
        "penguins, mean_squared_error, softmax",
        "penguins, hinge, linear",
        "penguins, squared_hinge, linear",
        "penguins, categorical_hinge, linear",
        "waves, mean_absolute_error, linear",
        "waves, huber, linear",
        "waves, log_cosh, linear",
        "waves, quantile(0.9), linear",
        "waves, gaussian_nll, linear"
    })
    void a_loss_brings_its_last_activation(String data, String loss, String last) {
        Shell.Outcome outcome = train(data, "--loss=" + loss, "--epochs=20");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out()).contains(" " + last + ", ").contains(loss.replace("(0.9)", ""));
        JsonNode result = train(data, "--loss=" + loss, "--epochs=20", "--json").json();
        double before =
                train(data, "--loss=" + loss, "--epochs=1", "--json")
                        .json()
                        .path("loss")
                        .asDouble();
        assertThat(result.path("loss").asDouble()).isLessThan(before);
    }

    @Test
    void the_losses_for_classes_differ_in_outputs_but_not_in_what_is_learned() {
        JsonNode sparse =
                train("penguins", "--loss=sparse_categorical_crossentropy", "--json").json();
        JsonNode dense = train("penguins", "--json").json();
        assertThat(sparse.path("weights_sha256")).isEqualTo(dense.path("weights_sha256"));
        JsonNode binary = train("penguins", "--loss=binary_crossentropy", "--json").json();
        assertThat(binary.path("parameters").asInt()).isEqualTo(3 * 16 + 16 + 16 + 1);
        assertThat(binary.path("accuracy").asDouble()).isGreaterThan(0.94);
    }

    @Test
    void errors_of_a_regression_are_in_the_units_of_the_table() throws IOException {
        StringBuilder csv = new StringBuilder("x,meters,millimeters\n");
        for (int i = 0; i < 50; i++) csv.append("%d,%d,%d\n".formatted(i, 2 * i, 2000 * i));
        String data = file("line.csv", csv.toString()).toString();
        JsonNode meters = train(data, "--target=meters", "--features=x", "--json").json();
        JsonNode small = train(data, "--target=millimeters", "--features=x", "--json").json();
        double error = meters.path("mean_absolute_error").asDouble();
        assertThat(small.path("mean_absolute_error").asDouble())
                .isCloseTo(1000 * error, within(error));
        assertThat(small.path("loss").asDouble())
                .isCloseTo(meters.path("loss").asDouble(), within(1e-5));
        assertThat(small.path("r2_score").asDouble())
                .isCloseTo(meters.path("r2_score").asDouble(), within(1e-4));
    }

    @Test
    void metrics_asked_for_are_reported_in_place_of_the_usual() {
        JsonNode classes = train("penguins", "--metrics=auc, f1_score", "--json").json();
        assertThat(classes.propertyNames()).contains("auc", "val_f1_score");
        assertThat(classes.propertyNames()).doesNotContain("accuracy");
        assertThat(classes.path("auc").asDouble()).isBetween(0.97, 1.0);
        JsonNode numbers = train("waves", "--metrics=mse,rmse", "--json").json();
        double rmse = numbers.path("root_mean_squared_error").asDouble();
        assertThat(numbers.path("mean_squared_error").asDouble())
                .isCloseTo(rmse * rmse, within(1e-9));
    }

    @Test
    void waves_are_learned() {
        JsonNode result = train("waves", "--learning-rate=0.01", "--json").json();
        assertThat(result.path("val_r2_score").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void a_table_of_ones_own_with_missing_values_is_learned_and_explained() throws IOException {
        StringBuilder csv = new StringBuilder("id,size,color,label\n");
        for (int i = 0; i < 40; i++)
            csv.append(
                    "n%d,%s,%s,%s\n"
                            .formatted(
                                    i,
                                    i % 9 == 0 ? "NA" : i,
                                    i % 2 == 0 ? "red" : "blue",
                                    i < 20 ? "yes" : "no"));
        Shell.Outcome outcome =
                train(file("own.csv", csv.toString()).toString(), "--target=label", "--epochs=1");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("classification: label is text")
                .contains("id: left out, 40 distinct values in 40 rows, text")
                .contains("missing")
                .contains("color: text, 2 categories one-hot (blue, red)")
                .contains("4 inputs → dense 16 relu → dense 2 softmax")
                .contains("adam with rate 0.001")
                .contains("runs/own-1");
    }

    @Test
    void lists_of_columns_can_be_given_in_parts() {
        String[] parts = {"--features=bill_depth_mm", "--target=sex", "--features=body_mass_g"};
        String[] all = {"penguins", "--epochs=1", parts[0], parts[1], parts[2]};
        assertThat(train(all).out()).contains("2 inputs → ").contains("sex: the target");
    }

    @Test
    void hidden_layers_batches_and_class_weights_are_as_asked_for() {
        Shell.Outcome outcome =
                train(
                        "penguins",
                        "--hidden=8,4",
                        "--activation=tanh",
                        "--batch-size=full",
                        "--epochs=2",
                        "--class-weight=balanced",
                        "--optimizer=adam",
                        "--learning-rate=0.005",
                        "--name=mine");
        assertThat(outcome.out())
                .contains("3 inputs → dense 8 tanh → dense 4 tanh → dense 2 softmax")
                .contains("adam with rate 0.005, all rows a step")
                .contains("classes weighted alike")
                .contains("2 epochs, 2 steps in ");
        assertThat(folder.resolve("runs/mine/model.rookery")).exists();
        assertThat(
                        train("penguins", "--hidden=none", "--epochs=1", "--json")
                                .json()
                                .path("parameters"))
                .hasToString("8");
    }

    @Test
    void patience_ends_a_training_that_learns_no_more() {
        Shell.Outcome outcome =
                train("penguins", "--patience=3", "--epochs=5000", "--optimizer=adam");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("stops once val_loss has not fallen for 3 epochs, and goes back")
                .contains("stopped   val_loss was lowest in epoch ");
        assertThat(new RunStore(folder.resolve("runs")).list().getFirst().status())
                .contains(RunStatus.STOPPED_EARLY);
    }

    @Test
    void a_plateau_lowers_the_learning_rate_as_often_as_the_recipe_says() throws IOException {
        String[] recipe = {"--reduce-on-plateau=1", "--learning-rate=0.5", "--epochs=20"};
        Shell.Outcome outcome = train("penguins", recipe[0], recipe[1], recipe[2], "--name=first");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("a tenth of the rate whenever val_loss has not fallen for 1 epoch");
        Path runs = folder.resolve("runs");
        List<String> rows = Files.readAllLines(runs.resolve("first/history.csv"));
        assertThat(rows.getFirst()).endsWith(",val_accuracy,learning_rate");
        assertThat(rows.get(1)).endsWith(",0.5");
        assertThat(rows.getLast()).doesNotEndWith(",0.5");
        train("--config=" + runs.resolve("first/run.json"), "--name=again");
        assertThat(runs.resolve("again/history.csv"))
                .hasSameTextualContentAs(runs.resolve("first/history.csv"));
    }

    @Test
    void validation_rows_can_come_from_a_file_of_their_own() throws IOException {
        String rows = "x,label\n" + "1,a\n2,a\n8,b\n9,b\n".repeat(4);
        String data = file("train.csv", rows).toString();
        String other = file("other.csv", "x,label\n1,a\n9,b\n5,c\n").toString();
        Shell.Outcome outcome =
                train(data, "--target=label", "--validation-data=" + other, "--epochs=1");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .contains("16 for training, 2 for validation")
                .contains("for validation 2 of 3 rows; 1 left out: label is \"c\", none of the");
    }

    @Test
    void what_is_text_among_training_rows_is_text_among_validation_rows() throws IOException {
        String rows = "zip,label\n" + "01067,a\n04109,b\nW1A,b\n".repeat(4);
        String data = file("train.csv", rows).toString();
        String other = file("other.csv", "zip,label\n01067,a\n04109,b\n").toString();
        String[] options = {data, "--target=label", "--validation-data=" + other, "--epochs=1"};
        assertThat(train(options).out())
                .contains("12 for training, 2 for validation")
                .doesNotContain("a category that no training row has");
    }

    @Test
    void a_run_that_cannot_be_saved_shows_its_results_and_exits_with_1() {
        Path runs = folder.resolve("runs");
        StringWriter err = new StringWriter();
        StringWriter out =
                new StringWriter() {
                    @Override
                    public void write(String text, int from, int length) {
                        super.write(text, from, length);
                        if (text.startsWith("epoch  50/100")) lose(runs.resolve("lost"));
                    }
                };
        Console console =
                new Console(
                        new PrintWriter(out), new PrintWriter(err), false, false, Console.WIDTH);
        int code =
                Main.commandLine(console)
                        .execute("train", "penguins", "--name=lost", "--runs-dir=" + runs);
        assertThat(code).isEqualTo(1);
        assertThat(err.toString().lines()).hasSize(2);
        assertThat(err.toString().lines().toList().getFirst())
                .startsWith(runs.resolve("lost/snapshots/step-").toString())
                .endsWith("From here on, this is not recorded.");
        assertThat(err.toString().lines().toList().getLast())
                .startsWith(runs.resolve("lost/model.rookery") + ": could not be written");
        assertThat(out.toString())
                .contains("epoch 100/100", "training  validation", "done")
                .doesNotContain("saved");
    }

    @Test
    void json_tells_what_became_of_rows_and_columns_and_so_does_the_run() {
        JsonNode result = train("penguins", "--epochs=1", "--json").json();
        assertThat(result.path("task").asString())
                .isEqualTo("classification: species is Adelie or not");
        JsonNode rows = result.path("rows");
        assertThat(rows.path("total").asInt()).isEqualTo(344);
        assertThat(rows.path("training").asInt()).isEqualTo(299);
        assertThat(rows.path("validation").asInt()).isEqualTo(34);
        assertThat(rows.path("left_out").path("sex is missing").asInt()).isEqualTo(9);
        assertThat(result.path("columns"))
                .anySatisfy(column -> {
                    assertThat(column.path("name").asString()).isEqualTo("island");
                    assertThat(column.path("fate").asString())
                            .isEqualTo("left out, not among the features");
                });
        DataReport recorded =
                new RunFolder(folder.resolve("runs/penguins-1")).read().report().orElseThrow();
        assertThat(recorded.rows().leftOut()).containsEntry("sex is missing", 9);
        assertThat(recorded.columns()).hasSize(result.path("columns").size());
    }

    /** At once, as the recorder goes on writing. */
    private void lose(Path run) {
        try {
            Files.move(run, folder.resolve("elsewhere"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_loss_that_is_no_number_ends_the_run_with_1_and_keeps_the_last_good_weights() {
        Shell.Outcome outcome = train("penguins", "--learning-rate=1e30", "--json");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.err())
                .matches(
                        "step 1 \\(epoch 0\\): dense_1, unit \\d became (NaN|-?Infinity) for row"
                                + " \\d+; .*\\R");
        assertThat(outcome.json().path("loss").isNumber()).isTrue();
        assertThat(new RunStore(folder.resolve("runs")).list().getFirst().status())
                .contains(RunStatus.NOT_FINITE);
        Shell.Outcome measured =
                new Shell(folder.resolve("runs")).run("evaluate", "penguins-1", "penguins");
        assertThat(measured.code()).isZero();
    }

    @Test
    void an_interrupted_training_is_kept_and_exits_with_130() {
        Thread.currentThread().interrupt();
        Shell.Outcome outcome = train("penguins");
        assertThat(outcome.code()).isEqualTo(130);
        assertThat(outcome.out())
                .contains("stopped   interrupted in epoch 0")
                .containsPattern("next +\\S+ train --resume \\S*penguins-1\\R");
        assertThat(folder.resolve("runs/penguins-1/model.rookery")).exists();
    }

    @Test
    void quiet_shows_the_result_only() {
        assertThat(train("penguins", "--epochs=1", "-q").out())
                .startsWith(System.lineSeparator() + "          training  validation");
    }
}
