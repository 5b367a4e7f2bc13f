package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class ReportTest {

    private static final long MOST_BYTES = 3_000_000;

    @TempDir private Path temporary;

    private Shell shell() {
        return new Shell(temporary);
    }

    private String report(String run) throws IOException {
        Shell.Outcome outcome = shell().run("report", run);
        assertThat(outcome.code()).as(outcome.err()).isZero();
        return Files.readString(temporary.resolve(run).resolve("report.html"));
    }

    @Test
    void it_stands_in_the_folder_of_its_run_and_says_what_was_trained_on_what() throws IOException {
        shell().run("train", "penguins", "--epochs=3", "--quiet");

        String page = report("penguins-1");

        assertThat(page)
                .contains("classification: species is Adelie or not", "bill_length_mm is missing")
                .contains("number, standardized (mean 43.97, deviation 5.533)")
                .contains("train --config " + temporary.resolve("penguins-1").resolve("run.json"))
                .contains("f204db2c753b0937caac3cb35258562c14f073e4bbc76be24b4c51ce22767a93")
                .contains("The network of penguins-1")
                .doesNotContain("class=\"missing\"");
        assertThat(page.length()).isLessThan((int) MOST_BYTES);
    }

    @Test
    void a_training_writes_it_at_once_where_it_is_told_to() throws IOException {
        Path file = temporary.resolve("here.html");
        Shell.Outcome outcome =
                shell().run("train", "waves", "--epochs=2", "--quiet", "--report=" + file);

        assertThat(outcome.out()).contains("report    ").contains("here.html");
        assertThat(Files.readString(file))
                .contains("Residuals of height")
                .contains(
                        "No calibration: height is predicted as a number without a standard"
                                + " deviation; train with --loss gaussian_nll");
    }

    @Test
    void a_large_network_and_many_columns_fit_into_three_megabytes() throws IOException {
        StringBuilder csv = new StringBuilder("y");
        for (int c = 0; c < 400; c++) csv.append(",a_column_with_a_long_name_").append(c);
        for (int row = 0; row < 100; row++) {
            csv.append('\n').append(row % 7 + 0.5);
            for (int c = 0; c < 400; c++) csv.append(',').append((row * 31 + c * 17) % 101);
        }
        Path table = Files.writeString(temporary.resolve("wide.csv"), csv);
        Shell.Outcome trained =
                shell().run(
                                "train",
                                table.toString(),
                                "--target=y",
                                "--hidden=600,2,600,2,600",
                                "--epochs=1",
                                "--quiet");
        assertThat(trained.code()).as(trained.err()).isZero();

        assertThat(report("wide-1").length()).isLessThan((int) MOST_BYTES);
    }

    @Test
    void what_cannot_be_computed_without_the_data_says_so_in_its_place() throws IOException {
        Path table =
                Files.writeString(
                        temporary.resolve("gone.csv"),
                        "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n");
        shell().run("train", table.toString(), "--target=y", "--epochs=2", "--quiet");
        Files.delete(table);

        assertThat(report("gone-1"))
                .contains("Not examined: gone-1: its data are not there: " + table)
                .contains("No predictions, for the same reason")
                .contains("No landscape, for the same reason")
                .contains("loss of each epoch", "The network of gone-1");
    }

    @Test
    void without_snapshots_the_landscape_is_one_of_random_directions() throws IOException {
        shell().run("train", "moons", "--epochs=2", "--quiet");
        try (Stream<Path> snapshots =
                Files.list(temporary.resolve("moons-1").resolve("snapshots"))) {
            for (Path snapshot : snapshots.toList()) Files.delete(snapshot);
        }

        assertThat(report("moons-1"))
                .contains("random directions, filter-normalized")
                .contains("data-chart=\"activity\"")
                .contains("the path of moons-1 is not known: its run has no snapshots");
    }

    @Test
    void a_run_on_numbers_of_a_table_that_changed_keeps_what_it_recorded() throws IOException {
        Path table =
                Files.writeString(
                        temporary.resolve("changed.csv"),
                        "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n");
        shell().run("train", table.toString(), "--target=y", "--epochs=2", "--quiet");
        Files.writeString(table, "x,y\n1,b\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n");

        assertThat(report("changed-1"))
                .contains("No predictions, for")
                .contains("<h2 id=\"section-results\">");
    }

    @Test
    void a_run_without_an_end_is_told_from_its_last_snapshot() throws IOException {
        shell().run("train", "moons", "--epochs=2", "--quiet");
        Path run = temporary.resolve("moons-1").resolve("run.json");
        ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(run.toFile());
        json.remove("results");
        json.put("status", "failed");
        Files.writeString(run, json.toString());
        Files.delete(temporary.resolve("moons-1").resolve("model.rookery"));

        assertThat(report("moons-1"))
                .contains("the run has no end (failed); what follows is of its snapshot after")
                .contains("train --resume " + temporary.resolve("moons-1"))
                .contains("data-chart=\"landscape\"");
    }

    @Test
    void a_drawing_is_dark_on_a_dark_page_and_light_on_paper() throws IOException {
        shell().run("train", "moons", "--epochs=1", "--quiet");
        Path file = temporary.resolve("dark.html");
        assertThat(shell().run("report", "moons-1", "--theme=dark", "--out=" + file).code())
                .isZero();

        assertThat(Files.readString(file))
                .containsPattern("<style>#picture[^{]+\\{fill:#ffffff")
                .containsPattern("@media screen\\{#picture[^{]+\\{fill:#14171b");
    }

    @Test
    void no_page_is_written_over_the_data() throws IOException {
        Path table = temporary.resolve("data.html");
        String csv = "x,y\n1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n7,a\n8,b\n";
        Files.writeString(table, csv);
        String[] training = {"train", table.toString(), "--target=y", "--epochs=1", "--name=a"};

        assertThat(shell().run(with(training, "--report=" + table)).err())
                .contains("--report: %s has data of the run that is trained".formatted(table));
        assertThat(temporary.resolve("a")).doesNotExist();
        assertThat(shell().run(training).code()).isZero();
        assertThat(shell().run("train", "--resume=a", "--epochs=2", "--report=" + table).err())
                .contains("--report: %s has data of the run that is trained".formatted(table));
        assertThat(shell().run("report", "a", "--out=" + table).err())
                .contains("--out: %s has data of the run a; choose another".formatted(table));
        assertThat(Files.readString(table)).isEqualTo(csv);
    }

    private static String[] with(String[] arguments, String more) {
        return Stream.concat(Stream.of(arguments), Stream.of(more)).toArray(String[]::new);
    }

    @Test
    void findings_have_a_command_that_runs() throws IOException {
        shell().run("train", "penguins", "--scale=none", "--epochs=3", "--quiet");

        assertThat(report("penguins-1"))
                .contains(
                        Main.command()
                                + " train --config "
                                + temporary.resolve("penguins-1").resolve("run.json")
                                + " --scale standard");
    }

    @Test
    void of_two_classes_the_page_shows_the_one_that_importance_shows() throws IOException {
        StringBuilder rows = new StringBuilder("x,plan,left\n");
        for (int i = 0; i < 60; i++)
            rows.append(i).append(i % 2 == 0 ? ",a," : ",b,").append(i < 30 ? "no\n" : "yes\n");
        Path table = Files.writeString(temporary.resolve("t.csv"), rows);
        shell().run("train", table.toString(), "--target=left", "--epochs=20", "--quiet");
        assertThat(report("t-1"))
                .contains("probability of yes as x changes")
                .doesNotContain("probability of no ");
        assertThat(shell().run("importance", "t-1", "--column=x").out()).containsPattern("x +yes");
    }

    @Test
    void many_columns_are_folded() throws IOException {
        String header =
                "y,c" + String.join(",c", IntStream.range(0, 99).mapToObj(k -> "" + k).toList());
        String rows = (",1".repeat(99) + "\n").repeat(9);
        Path table =
                Files.writeString(
                        temporary.resolve("wide.csv"),
                        header
                                + "\n"
                                + rows.replaceAll("(?m)^,1,1", "a,2,1")
                                + rows.replaceAll("(?m)^", "b").strip());
        shell().run("train", table.toString(), "--target=y", "--epochs=1", "--quiet");

        assertThat(report("wide-1"))
                .contains("<details><summary>Columns, and what became of them</summary>");
    }

    @Test
    void wrong_files_are_refused_before_any_work() {
        assertThat(shell().run("report", "any", "--out=page.pdf").err())
                .contains("--out: page.pdf: a file that ends with .html is wanted");
        assertThat(shell().run("train", "--report", "penguins").err())
                .contains("--report: penguins: a file that ends with .html is wanted");
        assertThat(shell().run("train", "penguins", "--report=nowhere/a.html").err())
                .contains("there is no folder")
                .contains("nowhere; make it first");
        assertThat(shell().run("report", "nothing").code()).isEqualTo(Problems.WRONG_USAGE);
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void json_has_the_file_and_its_size() {
        shell().run("train", "moons", "--epochs=1", "--quiet");

        Shell.Outcome outcome = shell().run("report", "moons-1", "--json");

        assertThat(outcome.json().path("files").get(0).asString()).endsWith("report.html");
        assertThat(outcome.json().path("bytes").asLong())
                .isEqualTo(temporary.resolve("moons-1").resolve("report.html").toFile().length());
    }
}
