package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class CommandsTest {

    @TempDir Path folder;

    private Shell shell;
    private JsonNode trained;

    @BeforeEach
    void train() {
        shell = new Shell(folder);
        trained = shell.run("train", "penguins", "--epochs=20", "--validation=0", "--json").json();
    }

    @Test
    void evaluate_measures_what_the_training_ended_with() {
        JsonNode measured = shell.run("evaluate", "penguins-1", "penguins", "--json").json();
        assertThat(measured.path("loss")).isEqualTo(trained.path("loss"));
        assertThat(measured.path("accuracy")).isEqualTo(trained.path("accuracy"));
        assertThat(measured.path("rows").asInt()).isEqualTo(333);
        assertThat(measured.path("rows_left_out").asInt()).isEqualTo(11);
        assertThat(shell.run("evaluate", "penguins-1", "penguins").out())
                .contains("333 of 344 rows; 11 left out:")
                .contains("accuracy  0.9");
    }

    @Test
    void evaluate_shows_which_classes_are_confused() {
        JsonNode json = shell.run("evaluate", "penguins-1", "penguins", "--json").json();
        JsonNode confusion = json.path("confusion_matrix");
        assertThat(confusion.path("classes")).hasToString("[\"Adelie\",\"not Adelie\"]");
        int[][] counts = new int[2][2];
        for (int i = 0; i < 4; i++)
            counts[i / 2][i % 2] = confusion.path("counts").path(i / 2).path(i % 2).asInt();
        assertThat(counts[0][0] + counts[0][1]).as("Adelies without missing values").isEqualTo(146);
        assertThat((counts[0][0] + counts[1][1]) / 333.0)
                .isEqualTo(json.path("accuracy").asDouble());
        assertThat(shell.run("evaluate", "penguins-1", "penguins").out())
                .containsPattern(
                        "actual +Adelie  not Adelie  precision  recall      f1  rows\\R"
                                + "Adelie +%d +%d  +0\\.\\d{4}  0\\.\\d{4}  0\\.\\d{4}   146"
                                        .formatted(counts[0][0], counts[0][1]));
    }

    @Test
    void evaluate_counts_categories_that_no_training_row_had() throws IOException {
        String rows = "plan,y\n" + "basic,no\npro,yes\n".repeat(8);
        Path training = Files.writeString(folder.resolve("t.csv"), rows);
        Path other = Files.writeString(folder.resolve("o.csv"), "plan,y\ngold,no\npro,yes\n");
        shell.run("train", training.toString(), "--target=y", "--epochs=1", "--name=plans");
        JsonNode measured = shell.run("evaluate", "plans", other.toString(), "--json").json();
        assertThat(measured.path("unknown_categories")).hasToString("{\"plan\":1}");
        assertThat(shell.run("evaluate", "plans", other.toString()).out())
                .contains("plan: of 2 rows 1 have a category that no training row has");
    }

    @Test
    void imputed_values_are_counted_by_evaluate_and_predict() throws IOException {
        String rows = "age,y\n" + "30,no\n60,yes\n".repeat(8);
        Path training = Files.writeString(folder.resolve("t.csv"), rows);
        Path other = Files.writeString(folder.resolve("o.csv"), "age,y\nNA,no\n60,yes\n");
        shell.run("train", training.toString(), "--target=y", "--epochs=1", "--name=ages");
        String[] evaluate = {"evaluate", "ages", other.toString()};
        assertThat(shell.run(evaluate).out())
                .contains("age: of 2 rows 1 miss its value, which is imputed");
        String[] predict = {"predict", "ages", other.toString()};
        assertThat(shell.run(predict).err())
                .contains("o.csv, column age: a missing value, which is imputed, in 1 row");
        JsonNode json = shell.run("predict", "ages", other.toString(), "--json").json();
        assertThat(json.path("imputed")).hasToString("{\"age\":1}");
    }

    @Test
    void a_place_that_is_not_there_is_told_without_the_temporary_file() {
        Path nowhere = folder.resolve("nowhere/p.csv");
        Shell.Outcome outcome = shell.run("predict", "penguins-1", "penguins", "--out=" + nowhere);
        assertThat(outcome.err())
                .startsWith(nowhere + ": could not be written: No such file or directory. Is")
                .doesNotContain(".tmp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"penguins-1", "%s/penguins-1", "%s/penguins-1/model.rookery"})
    void a_model_is_a_run_its_folder_or_a_file(String model) {
        assertThat(shell.run("summary", model.formatted(folder)).code()).isZero();
    }

    @Test
    void predict_writes_csv_with_the_rows_numbers_and_probabilities() {
        Shell.Outcome outcome = shell.run("predict", "penguins-1", "penguins");
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).hasSize(343);
        assertThat(lines.getFirst())
                .isEqualTo("row,prediction,probability_Adelie,probability_not Adelie");
        assertThat(lines.get(1)).startsWith("0,Adelie,0.");
        assertThat(lines.get(4)).as("row 3 has no bill").startsWith("4,Adelie,0.");
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "penguins: predicted 342 of 344 rows; 2 left out: bill_length_mm is"
                                + " missing (2)");
    }

    @Test
    void predict_agrees_with_the_accuracy_measured() {
        JsonNode answers = shell.run("predict", "penguins-1", "penguins", "--json").json();
        assertThat(answers.path("rows").asInt()).isEqualTo(342);
        JsonNode first = answers.path("predictions").path(0);
        assertThat(first.path("prediction").asString()).isEqualTo("Adelie");
        JsonNode probabilities = first.path("probabilities");
        assertThat(
                        probabilities.path("Adelie").asDouble()
                                + probabilities.path("not Adelie").asDouble())
                .isBetween(0.999999, 1.000001);
    }

    @Test
    void predict_replaces_a_file_or_leaves_it_as_it_was() throws IOException {
        Path file = folder.resolve("out.csv");
        String stdout = shell.run("predict", "penguins-1", "penguins").out();
        Shell.Outcome outcome = shell.run("predict", "penguins-1", "penguins", "--out=" + file);
        assertThat(outcome.out()).startsWith(file + ": 342 of 344 rows");
        assertThat(file).hasContent(stdout);
        Shell.Outcome failed = shell.run("predict", "penguins-1", "moons", "--out=" + file);
        assertThat(failed.code()).isEqualTo(2);
        assertThat(file).hasContent(stdout);
        try (var files = Files.list(folder)) {
            assertThat(files.map(f -> f.getFileName().toString()))
                    .containsExactlyInAnyOrder("penguins-1", "out.csv");
        }
    }

    @Test
    void predict_overwrites_neither_its_data_nor_its_model() throws IOException {
        String rows = shell.run("predict", "penguins-1", "penguins").out();
        Path data =
                Files.writeString(
                        folder.resolve("data.csv"),
                        "flipper_length_mm,bill_depth_mm," + "bill_length_mm\n181,18.7,39.1\n");
        Path link = Files.createSymbolicLink(folder.resolve("link.csv"), data);
        Path run = folder.resolve("penguins-1");
        Path copy = Files.copy(run.resolve("model.rookery"), folder.resolve("copy.rookery"));
        refusesToWrite(link, "is DATA itself", "penguins-1", data);
        refusesToWrite(data, "is DATA itself", "penguins-1", data);
        refusesToWrite(run.resolve("model.rookery"), "belongs to the model", "penguins-1", data);
        refusesToWrite(
                run.resolve("snapshots/p.csv"),
                "belongs to the model",
                run.resolve("model.rookery").toString(),
                data);
        refusesToWrite(copy, "belongs to the model", copy.toString(), data);
        assertThat(shell.run("predict", "penguins-1", "penguins").out()).isEqualTo(rows);
    }

    private void refusesToWrite(Path out, String message, String model, Path data)
            throws IOException {
        byte[] before = Files.exists(out) ? Files.readAllBytes(out) : null;
        Shell.Outcome outcome = shell.run("predict", model, data.toString(), "--out=" + out);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).startsWith("--out: " + out + " " + message).hasLineCount(1);
        if (before == null) assertThat(out).doesNotExist();
        else assertThat(out).hasBinaryContent(before);
    }

    @Test
    void the_model_of_a_killed_run_is_said_to_be_a_snapshot() throws IOException {
        assertThat(shell.run("evaluate", "penguins-1", "penguins").err()).isEmpty();
        Files.delete(folder.resolve("penguins-1/model.rookery"));
        Shell.Outcome outcome = shell.run("evaluate", "penguins-1", "penguins");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err())
                .isEqualToIgnoringNewLines(
                        "penguins-1: the run has no final model; this is its snapshot after 220"
                                + " steps");
    }

    @Test
    void completion_has_help_with_an_example() {
        assertThat(Shell.bare("generate-completion", "--help").out())
                .contains("Example:", "  source <(rookery generate-completion)");
    }

    @Test
    void a_number_that_is_not_finite_is_null_in_json() {
        StringWriter out = new StringWriter();
        PrintWriter print = new PrintWriter(out, true);
        new JsonAnswer()
                .put("values", List.of(Double.NaN, Float.NEGATIVE_INFINITY, 0.1f, 0.1))
                .put("none", Double.POSITIVE_INFINITY)
                .print(new Console(print, print, false, false, Console.WIDTH));
        assertThat(out.toString().strip())
                .isEqualTo("{\"values\":[null,null,0.1,0.1],\"none\":null}");
    }

    @Test
    void summary_shows_layers_shapes_parameters_and_encoding() {
        String text = shell.run("summary", "penguins-1").out();
        assertThat(text)
                .contains("flipper_length_mm: number, standardized (mean ")
                .contains("species: the target, classes Adelie, not Adelie")
                .contains("dense 16 relu")
                .contains("kernel 3×16, bias 16")
                .contains("98 parameters");
        JsonNode json = shell.run("summary", "penguins-1", "--json").json();
        assertThat(json.path("weights_sha256")).isEqualTo(trained.path("weights_sha256"));
        assertThat(json.path("layers").path(1).path("shapes").path("dense_1/kernel"))
                .hasToString("[16,2]");
        assertThat(json.path("layers").path(0).path("description").asString())
                .isEqualTo("dense 16 relu");
    }

    @Test
    void runs_are_listed_with_their_results() throws IOException {
        Files.createDirectory(folder.resolve("broken"));
        List<String> lines = shell.run("runs").out().lines().toList();
        assertThat(lines.get(0)).startsWith("run         status      epochs");
        assertThat(lines.get(1)).startsWith("penguins-1  completed       20  loss 0.");
        assertThat(lines.get(2)).startsWith("broken      unreadable");
        JsonNode run = shell.run("runs", "--json").json().path("runs").path(0);
        assertThat(run.path("run").asString()).isEqualTo("penguins-1");
        assertThat(run.path("loss")).isEqualTo(trained.path("loss"));
    }

    @Test
    void without_runs_the_list_says_how_to_get_one() {
        Shell.Outcome outcome = new Shell(folder.resolve("none")).run("runs");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("try rookery train penguins");
    }

    @ParameterizedTest
    @ValueSource(strings = {"train", "evaluate", "predict", "summary", "runs", "why"})
    void every_command_has_help_with_an_example_and_json(String command) {
        Shell.Outcome outcome = Shell.bare(command, "--help");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("Example").contains("  rookery " + command);
        assertThat(outcome.out()).contains("--json");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
    }

    /** The list of commands shows the first line of each description alone. */
    @Test
    void each_command_is_told_in_a_whole_sentence() {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        Console console = new Console(nowhere, nowhere, false, false, Console.WIDTH);
        Main.commandLine(console)
                .getSubcommands()
                .forEach((name, command) ->
                        assertThat(command.getCommandSpec().usageMessage().description()[0])
                                .as(name)
                                .endsWith("."));
    }

    @Test
    void the_version_is_told_and_no_command_is_wrong_usage() {
        assertThat(Shell.bare("--version").out()).matches("Rookery \\d+\\.\\d+\\..*\\R");
        assertThat(Shell.bare().code()).isEqualTo(2);
        assertThat(Shell.bare().err()).contains("train").contains("predict");
    }
}
