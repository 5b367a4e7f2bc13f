package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

class InfluenceTest {

    @TempDir Path folder;

    private Shell shell() {
        Shell shell = new Shell(folder.resolve("runs"));
        shell.run("train", "penguins", "--epochs=40");
        return shell;
    }

    @Test
    void teachers_are_shown_with_their_values() {
        Shell shell = shell();
        Shell.Outcome outcome = shell.run("influence", "penguins-1", "--row=17", "--top=3");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        List<String> lines = outcome.out().lines().toList();
        assertThat(lines).allMatch(line -> line.length() <= 80);
        assertThat(outcome.out())
                .contains("row       17, for training: Adelie, predicted Adelie, loss 0.")
                .contains(
                        "values    flipper_length_mm 197, bill_depth_mm 20.7, bill_length_mm 42.5")
                .contains("snapshots 3, after 0 to 400 steps")
                .contains("method    exact to first order");
        JsonNode json =
                shell.run("influence", "penguins-1", "--row=17", "--top=3", "--json").json();
        assertThat(json.path("trained_on").asBoolean()).isTrue();
        assertThat(json.path("training_rows").asInt()).isEqualTo(299);
        assertThat(json.path("proponents").size()).isEqualTo(3);
        assertThat(json.path("method").path("steps")).hasToString("[0,256,400]");
        assertThat(json.path("method").path("exact_to_first_order").asBoolean()).isTrue();
        int proponents = lines.indexOf("proponents  influence  is      predicted    loss  values");
        for (int k = 0; k < 3; k++) {
            JsonNode teacher = json.path("proponents").path(k);
            JsonNode row = teacher.path("example");
            JsonNode values = row.path("values");
            assertThat(lines.get(proponents + 1 + k).strip().split(" {2,}"))
                    .containsExactly(
                            row.path("row").asString(),
                            Numbers.measure(teacher.path("influence").asDouble()),
                            row.path("target").asString(),
                            row.path("prediction").asString()
                                    + (row.path("wrong").asBoolean() ? " wrong" : ""),
                            Numbers.measure(row.path("loss").asDouble()),
                            "%s, %s, %s"
                                    .formatted(
                                            values.path("flipper_length_mm").asString(),
                                            values.path("bill_depth_mm").asString(),
                                            values.path("bill_length_mm").asString()));
        }
    }

    /** A row among its own teachers is said to be itself. */
    @Test
    void a_row_that_taught_itself_is_marked() {
        Shell shell = shell();
        JsonNode outlier =
                shell.run("influence", "penguins-1", "--outliers", "--top=1", "--json")
                        .json()
                        .path("outliers")
                        .path(0);
        int row = outlier.path("example").path("row").asInt();
        String own = Numbers.measure(outlier.path("self_influence").asDouble());
        assertThat(shell.run("influence", "penguins-1", "--row=" + row, "--top=3").out())
                .containsPattern("\\n" + row + " itself +" + own + " ");
    }

    @Test
    void outliers_are_shown_worst_first() {
        Shell shell = shell();
        Shell.Outcome outcome = shell.run("influence", "penguins-1", "--outliers");
        assertThat(outcome.out())
                .contains("rows      299 training rows; self-influence 0.")
                .contains("values    of flipper_length_mm, bill_depth_mm, bill_length_mm")
                .contains("row  self-influence  is ");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80);
        JsonNode rows =
                shell.run("influence", "penguins-1", "--outliers", "--json")
                        .json()
                        .path("outliers");
        assertThat(rows.size()).isEqualTo(10);
        for (int k = 1; k < 10; k++)
            assertThat(rows.path(k).path("self_influence").asDouble())
                    .isLessThanOrEqualTo(rows.path(k - 1).path("self_influence").asDouble());
    }

    @Test
    void a_row_of_a_table_of_its_own_for_validation_has_an_option_of_its_own() throws IOException {
        StringBuilder rows = new StringBuilder("x,plan,y\n");
        for (int i = 0; i < 40; i++)
            rows.append(i % 7 + 0.123456789)
                    .append(i % 2 == 0 ? ",a," : ",b,")
                    .append(i % 7 * 3)
                    .append('\n');
        Path training = Files.writeString(folder.resolve("t.csv"), rows);
        Path other =
                Files.writeString(
                        folder.resolve("v.csv"), "x,plan,y\n2,a,\n3.123456789,b,9\n1,,9\n");
        Shell shell = new Shell(folder.resolve("runs"));
        shell.run(
                "train",
                training.toString(),
                "--target=y",
                "--task=regression",
                "--epochs=2",
                "--validation-data=" + other,
                "--optimizer=adam",
                "--hidden=4, dropout 0.1");
        Shell.Outcome outcome = shell.run("influence", "t-1", "--validation-row=1", "--top=2");
        assertThat(outcome.out())
                .contains("row       1, not trained on: 9, predicted ")
                .contains("values    x 3.1235, plan b")
                .contains(
                        "method    approximate: the optimizer's steps are not the learning rate"
                            + " times the\n"
                            + "            gradient\n"
                            + "          approximate: dropout is taken as in inference, training"
                            + " drew\n");
        assertThat(shell.run("influence", "t-1", "--validation-row=0").err().strip())
                .startsWith("row 0 was left out: y is missing; ");
        assertThat(shell.run("influence", "t-1", "--validation-row=3").err().strip())
                .isEqualTo("row 3: the validation table has the rows 0 to 2");
        assertThat(shell.run("influence", "t-1", "--row=1").out())
                .contains("row       1, for training: 3, predicted ");
        assertThat(shell.run("influence", "t-1", "--validation-row=2", "--top=2").out())
                .contains("values    x 1, plan missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    | pass one of --row, --validation-row and --outliers, got none
                    --row=1 --outliers | pass one of --row, --validation-row and --outliers, got 2
                    --row=3 | row 3 was left out: bill_length_mm is missing; nothing was learned from it, and the network has no answer to explain
                    --row=344 | row 344: the table has the rows 0 to 343
                    --row=x | '--row: a row''s number, from 0, is wanted, got "x"'
                    --row=1 --top=0 | '--top: a whole number from 1 to 2147483647 is wanted, got "0"'
                    --validation-row=1 | penguins-1: has no table of its own for validation: its validation rows have their numbers in the one table it was trained on
                    """)
    void what_cannot_be_shown_is_explained(String options, String message) {
        Shell shell = shell();
        String[] arguments =
                ("influence penguins-1" + (options == null ? "" : " " + options)).split(" ");
        Shell.Outcome outcome = shell.run(arguments);
        assertThat(outcome.err().strip()).isEqualTo(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void what_a_model_alone_does_not_know_is_told() throws IOException {
        Shell shell = shell();
        Path model = folder.resolve("alone.rookery");
        Files.copy(folder.resolve("runs/penguins-1/model.rookery"), model);
        Shell.Outcome outcome = shell.run("influence", model.toString(), "--row=1");
        assertThat(outcome.err().strip())
                .isEqualTo(
                        model
                                + ": is a model without its run, but this needs snapshots and data;"
                                + " why, activity, curvature, importance, evaluate and predict take"
                                + " a model and DATA");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(shell.run("influence", "pengins-1", "--row=1").err())
                .contains("pengins-1: no such run in ")
                .contains("did you mean penguins-1?");
    }

    @Test
    void data_that_have_changed_are_refused() throws IOException {
        Path rows = Files.writeString(folder.resolve("t.csv"), "x,y\n" + "1,a\n2,b\n".repeat(20));
        Shell shell = new Shell(folder.resolve("runs"));
        shell.run("train", rows.toString(), "--target=y", "--epochs=1");
        Files.writeString(rows, "x,y\n" + "1,b\n2,a\n".repeat(20));
        assertThat(shell.run("influence", "t-1", "--row=1").err())
                .startsWith("t-1: its data have changed: " + rows + " has SHA-256 ");
    }

    @Test
    void what_takes_longer_than_a_second_says_how_far_it_is() {
        StringWriter err = new StringWriter();
        Console console =
                new Console(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err, true),
                        false,
                        false,
                        Console.WIDTH);
        AtomicLong nanos = new AtomicLong();
        Waiting waiting = new Waiting(console, "snapshots", 4, nanos::get);
        waiting.accept(1);
        nanos.set(1_500_000_000L);
        waiting.accept(2);
        nanos.set(2_400_000_000L);
        waiting.accept(3);
        nanos.set(9_000_000_000L);
        waiting.accept(4);
        assertThat(err.toString().lines()).containsExactly("2 of 4 snapshots");
    }
}
