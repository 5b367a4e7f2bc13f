package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class DoctorCommandTest {

    @TempDir Path folder;

    private Shell shell() {
        return new Shell(folder.resolve("runs"));
    }

    private static List<String> codes(JsonNode json) {
        List<String> codes = new ArrayList<>();
        for (JsonNode finding : json.path("findings")) codes.add(finding.path("code").asString());
        return codes;
    }

    /** The lecture's line on raw millimetres: the cause, what it did, and what came of it. */
    @Test
    void the_raw_penguins_are_diagnosed_causes_first() {
        Shell shell = shell();
        JsonNode trained = shell.run("train", "penguins", "--scale=none", "--json").json();
        Shell.Outcome outcome = shell.run("doctor", "penguins-1", "--json");
        assertThat(outcome.code()).isEqualTo(1);
        JsonNode json = outcome.json();
        assertThat(codes(json))
                .containsSubsequence("inputs-not-scaled", "dead-relu", "learned-class-frequencies");
        assertThat(codes(trained))
                .containsSubsequence("inputs-not-scaled", "dead-relu", "learned-class-frequencies");
        JsonNode dead = json.path("findings").get(codes(json).indexOf("dead-relu"));
        assertThat(dead.path("where").get(0).asString()).isEqualTo("dense unit 0");
        assertThat(dead.path("severity").asString()).isEqualTo("error");
        JsonNode scale = json.path("findings").get(0);
        assertThat(scale.path("fix").asString())
                .isEqualTo(
                        "rookery train --config %s --scale standard --runs-dir %s"
                                .formatted(
                                        folder.resolve("runs/penguins-1/run.json"),
                                        folder.resolve("runs")));
        assertThat(json.path("errors").asInt()).isGreaterThanOrEqualTo(2);
        assertThat(json.path("unchecked")).allMatch(check -> !check.path("failed").asBoolean());
    }

    @Test
    void a_page_has_eighty_columns_but_for_commands() {
        Shell shell = shell();
        shell.run("train", "penguins", "--scale=none");
        Shell.Outcome outcome = shell.run("doctor", "penguins-1", "--quick");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("warning   inputs-not-scaled: 3 of 3 numbers far from 0, ")
                .contains("rule      |mean| > 3 standard deviations, ")
                .contains("where     flipper_length_mm, bill_depth_mm, bill_length_mm")
                .contains("fix       rookery train --config ")
                .contains("--scale standard")
                .doesNotContain("cannot-overfit");
        assertThat(outcome.out().lines().filter(line -> !line.startsWith("fix")))
                .allMatch(line -> line.length() <= 80);
    }

    @Test
    void a_healthy_training_exits_with_0_and_train_says_little() {
        Shell shell = shell();
        String out = shell.run("train", "moons", "--optimizer=adam(0.01)", "--quiet").out();
        assertThat(out).doesNotContain("error").doesNotContain("warning");
        Shell.Outcome outcome = shell.run("doctor", "moons-1", "--ignore=small-test-set");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("inputs-not-scaled, loss-at-start, dead-relu, ")
                .contains("left out  saturated: no hidden layer has units with two ends")
                .doesNotContain("small-test-set");
    }

    @Test
    void a_threshold_can_be_set_and_checks_be_chosen() {
        Shell shell = shell();
        shell.run("train", "penguins", "--scale=none", "--epochs=1");
        String[] only = {
            "doctor",
            "penguins-1",
            "--only=inputs-not-scaled,dead-relu",
            "--threshold=inputs-not-scaled=99",
            "--threshold=dead-relu=1"
        };
        Shell.Outcome outcome = shell.run(only);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("found     nothing wrong");
    }

    @Test
    void what_there_is_no_check_or_threshold_of_is_refused_with_a_list() {
        Shell shell = shell();
        shell.run("train", "penguins", "--epochs=1");
        Shell.Outcome check = shell.run("doctor", "penguins-1", "--only=dead-rleu");
        assertThat(check.code()).isEqualTo(2);
        assertThat(check.err())
                .startsWith("unknown check \"dead-rleu\"; did you mean dead-relu?")
                .contains("inputs-not-scaled, loss-at-start, ");
        assertThat(shell.run("doctor", "penguins-1", "--only=foo").err())
                .startsWith("unknown check \"foo\"; known are constant-column, ")
                .containsOnlyOnce("overfitting");
        assertThat(shell.run("doctor", "penguins-1", "--threshold=stalled=1.5").err())
                .isEqualTo("threshold stalled: must be a whole number at least 1, got 1.5\n");
        Shell.Outcome limit = shell.run("doctor", "penguins-1", "--threshold=dead-relu=2");
        assertThat(limit.code()).isEqualTo(2);
        assertThat(limit.err()).isEqualTo("threshold dead-relu: must be between 0 and 1, got 2\n");
    }

    @Test
    void a_training_that_is_not_finite_any_more_ends_with_where_it_happened() {
        Shell shell = shell();
        Shell.Outcome trained = shell.run("train", "waves", "--optimizer=sgd(100)", "--quiet");
        assertThat(trained.code()).isEqualTo(1);
        assertThat(trained.out()).containsPattern("not-finite: dense\\S* unit 0 became");
        JsonNode json = shell.run("doctor", "waves-1", "--only=not-finite", "--json").json();
        JsonNode finding = json.path("findings").get(0);
        assertThat(finding.path("where").size()).isEqualTo(4);
        assertThat(finding.path("fix").asString()).contains("--learning-rate 10.0 ");
    }

    /** Two clouds far apart; row 13 lies deep in the wrong one. */
    @Test
    void a_row_with_a_wrong_label_is_worth_a_look() throws IOException {
        StringBuilder csv = new StringBuilder("x,y,class\n");
        for (int i = 0; i < 80; i++) {
            boolean left = i % 2 == 0;
            String label = left || i == 13 ? "left" : "right";
            csv.append("%d,%d,%s%n".formatted((left ? -20 : 20) + i % 7, i % 11, label));
        }
        Path file = folder.resolve("clouds.csv");
        Files.writeString(file, csv);
        Shell shell = shell();
        shell.run("train", file.toString(), "--target=class", "--validation=0", "--name=clouds");
        JsonNode json = shell.run("doctor", "clouds", "--only=suspicious-labels", "--json").json();
        JsonNode finding = json.path("findings").get(0);
        assertThat(finding.path("where").get(0).asString()).isEqualTo("row 13");
        assertThat(finding.path("severity").asString()).isEqualTo("note");
    }
}
