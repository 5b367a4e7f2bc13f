package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.cli.Shell.Outcome;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** {@code doctor DATA}, and {@code --prove}. */
class DoctorProofTest {

    @TempDir Path folder;

    @Test
    void data_are_looked_at_before_a_training() {
        Outcome outcome =
                shell().run(
                                "doctor",
                                "penguins",
                                "--target",
                                "species",
                                "--scale=none",
                                "--hidden",
                                "8 tanh, 8");
        assertThat(outcome.code()).as(outcome.err()).isZero(); // warnings, no error
        assertThat(outcome.out())
                .contains("3 inputs → dense 8 tanh → dense 8 relu → dense 3 softmax")
                .contains("warning   inputs-not-scaled")
                .contains("train penguins --target species --hidden \"8 tanh, 8\" --runs-dir ")
                .contains("constant-column, duplicate-column, leakage, duplicate-rows");
        assertThat(folder.resolve("runs")).doesNotExist();
    }

    /** Labels by chance, and three layers of one unit: they cannot be learned by heart. */
    @Test
    void a_fix_is_the_command_with_all_options_but_those_it_changes() throws IOException {
        Random random = new Random(1);
        StringBuilder rows = new StringBuilder();
        for (int row = 0; row < 60; row++)
            rows.append("%s,%s,%s%n".formatted(row, row % 7, random.nextBoolean() ? "p" : "q"));
        Path data = Files.writeString(folder.resolve("by chance.csv"), rows);
        String[] options = {"--no-header", "--target=column_2", "--hidden=1 relu, 1 relu, 1 relu"};
        JsonNode json =
                shell().run(
                                "doctor",
                                data.toString(),
                                options[0],
                                options[1],
                                options[2],
                                "--only=cannot-overfit",
                                "--json")
                        .json();
        String layer = "dense(4, activation=relu)";
        assertThat(json.path("findings").get(0).path("fix").asString())
                .isEqualTo(
                        "rookery train \"%s\" --no-header --target column_2 --runs-dir %s --hidden \"%s, %s, %s\""
                                .formatted(data, folder.resolve("runs"), layer, layer, layer));
    }

    @Test
    void no_check_at_all_is_refused() {
        assertThat(
                        shell().run("doctor", "penguins", "--only=dead-relu", "--ignore=dead-relu")
                                .err())
                .contains("--only, --ignore and --quick leave no check to make");
        assertThat(shell().run("doctor", "penguins", "--only=cannot-overfit", "--quick").err())
                .contains("--only, --ignore and --quick leave no check to make");
    }

    @Test
    void before_a_training_json_has_the_same_findings() {
        JsonNode json = shell().run("doctor", "penguins", "--scale=none", "--json").json();
        assertThat(json.get("data").asString()).isEqualTo("penguins");
        assertThat(json.get("findings").get(0).get("code").asString())
                .isEqualTo("inputs-not-scaled");
        assertThat(json.get("findings").get(0).get("fix").asString())
                .isEqualTo(
                        "rookery train penguins --runs-dir %s --scale standard"
                                .formatted(folder.resolve("runs")));
        assertThat(json.has("proofs")).isFalse();
    }

    @Test
    void the_lectures_penguins_are_proved_to_be_a_matter_of_scale() throws IOException {
        Shell shell = shell();
        assertThat(shell.run("train", "penguins", "--scale=none", "--quiet").code()).isZero();
        Outcome outcome = shell.run("doctor", "penguins-1", "--prove", "--json");
        assertThat(outcome.code()).isEqualTo(1);
        JsonNode json = outcome.json();
        List<String> codes =
                json.get("findings").valueStream().map(f -> f.get("code").asString()).toList();
        assertThat(codes)
                .containsSubsequence("inputs-not-scaled", "dead-relu", "learned-class-frequencies");
        JsonNode proof = json.get("proofs").get(0);
        assertThat(proof.get("options").asString()).isEqualTo("--scale standard");
        assertThat(proof.get("verdict").asString()).isEqualTo("helps");
        JsonNode before = proof.get("before").get("values");
        JsonNode after = proof.get("after").get("values");
        assertThat(before.get("val_accuracy").asDouble())
                .isEqualTo(proof.get("before").get("val_majority").asDouble());
        assertThat(before.get("accuracy").asDouble())
                .isEqualTo(proof.get("before").get("majority").asDouble());
        assertThat(after.get("val_accuracy").asDouble()).isGreaterThanOrEqualTo(0.94);
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            assertThat(runs).hasSize(1);
        }
    }

    @Test
    void a_proof_shows_both_sides_and_epochs_can_be_told() {
        Outcome outcome =
                shell().run(
                                "doctor",
                                "penguins",
                                "--scale=none",
                                "--only=inputs-not-scaled",
                                "--prove",
                                "--epochs=30");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(outcome.out())
                .contains("proof     --scale standard")
                .contains("verdict   helps: val_accuracy 0.")
                .containsPattern("training accuracy +0\\.\\d+ +0\\.9\\d+")
                .containsPattern("training majority class alone +0\\.5552 +0\\.5552")
                .containsPattern("inputs-not-scaled +there +not there")
                .containsPattern("epochs +30 +30");
    }

    @Test
    void nothing_to_prove_is_said() {
        assertThat(shell().run("doctor", "moons", "--prove").out())
                .contains("found     nothing wrong")
                .contains("proof     no finding has a fix that can be tried");
    }

    @Test
    void a_run_is_taken_where_data_have_its_name_unless_options_are_datas() {
        Shell shell = shell();
        shell.run("train", "moons", "--epochs=2", "--name=moons", "--quiet");
        Outcome run = shell.run("doctor", "moons", "--only=not-finite");
        assertThat(run.err()).contains("moons: is a run and data, too; this looks at the run");
        assertThat(run.out()).contains("run       moons");
        Outcome data = shell.run("doctor", "moons", "--hidden=4", "--only=leakage");
        assertThat(data.err()).contains("moons: is a run and data, too; this looks at the data");
        assertThat(data.out()).contains("dense 4 relu");
    }

    @Test
    void a_check_of_trainings_says_that_there_is_none_yet() {
        assertThat(shell().run("doctor", "moons", "--only=dead-relu").out())
                .contains("dead-relu: looks at a training that has been");
    }

    @Test
    void what_does_not_belong_together_is_refused() {
        Shell shell = shell();
        shell.run("train", "moons", "--epochs=2", "--quiet");
        Outcome target = shell.run("doctor", "moons-1", "--target=x");
        assertThat(target.code()).isEqualTo(2);
        assertThat(target.err())
                .contains("--target: moons-1 is a run, which says itself what was learned");
        assertThat(shell.run("doctor", "moons-1", "--epochs=3").err())
                .contains("--epochs: a run has its own; with --prove");
        assertThat(shell.run("doctor", "moon-1").err())
                .contains("moon-1: no such run")
                .contains("nor is it a bundled data set, or a .csv or .tsv file");
        assertThat(shell.run("doctor", "there.csv", "--target=x").err())
                .contains("there.csv: no such file");
        assertThat(shell.run("doctor").err()).contains("RUN|DATA is missing");
    }

    @Test
    void an_interrupt_stops_it_with_130() {
        Thread.currentThread().interrupt();
        Outcome outcome =
                shell().run("doctor", "penguins", "--scale=none", "--prove", "--epochs=5");
        Thread.interrupted();
        assertThat(outcome.code()).isEqualTo(Problems.INTERRUPTED);
        assertThat(outcome.err()).contains("stopped before all was looked at");
    }

    @Test
    void a_config_names_the_data_too() {
        Shell shell = shell();
        shell.run("train", "moons", "--epochs=2", "--quiet", "--scale=none");
        String config = folder.resolve("runs/moons-1/run.json").toString();
        Outcome outcome = shell.run("doctor", "--config", config, "--only=leakage");
        assertThat(outcome.out()).contains("data      moons").contains("not scaled");
    }

    private Shell shell() {
        return new Shell(folder.resolve("runs"));
    }
}
