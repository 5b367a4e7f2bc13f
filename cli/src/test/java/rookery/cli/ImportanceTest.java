package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

class ImportanceTest {

    @TempDir static Path folder;

    private static Shell shell;

    /** Classes of the run's own; three classes with categories and missing values; a number. */
    @BeforeAll
    static void train() {
        shell = new Shell(folder.resolve("runs"));
        train("penguins", "--epochs=40", "--name=two");
        train(
                "penguins",
                "--target=species",
                "--features=bill_length_mm,flipper_length_mm,sex",
                "--missing=impute",
                "--epochs=30",
                "--name=three");
        train(
                "penguins",
                "--target=body_mass_g",
                "--features=flipper_length_mm,species",
                "--embed=species=2",
                "--epochs=30",
                "--name=number");
        train("penguins", "--validation=0", "--epochs=5", "--name=all");
    }

    private static void train(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "train";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        assertThat(shell.run(all).code()).isZero();
    }

    private static Shell.Outcome importance(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "importance";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Shell.Outcome outcome = shell.run(all);
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 80 || json(line));
        return outcome;
    }

    private static boolean json(String line) {
        return line.startsWith("{");
    }

    @Test
    void neither_data_nor_the_run_are_written_over() throws IOException {
        String rows = "y,x\n" + "a,1\nb,2\n".repeat(20);
        Path data = Files.writeString(folder.resolve("own.csv"), rows);
        train(data.toString(), "--target=y", "--epochs=1", "--name=own");
        Path json = folder.resolve("runs/own/run.json");
        byte[] recorded = Files.readAllBytes(json);
        assertThat(importance("own", data.toString(), "--out=" + data).err())
                .contains("own.csv is DATA itself; choose another file");
        assertThat(importance("own", data.toString(), "--out=" + json).err())
                .contains("run.json belongs to the model own; choose another file");
        assertThat(importance("own", "--out=" + json).err())
                .contains("run.json is in the folder of the run itself; choose another file");
        assertThat(importance("own", "--out=" + data).err())
                .contains("own.csv has data of the run own; choose another file");
        assertThat(data).hasContent(rows);
        assertThat(json).hasBinaryContent(recorded);
    }

    @Test
    void columns_are_shown_with_bars_the_most_important_first() {
        Shell.Outcome outcome = importance("two");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        JsonNode json = importance("two", "--json").json();
        assertThat(outcome.out())
                .contains("rows      34 rows held out for validation")
                .contains("each column by itself, 10 times, seed 0");
        List<String> lines =
                outcome.out()
                        .lines()
                        .dropWhile(line -> !line.startsWith("column"))
                        .skip(1)
                        .toList();
        double before = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 3; k++) {
            JsonNode column = json.path("columns").path(k);
            double mean = column.path("worse").path("loss").path("mean").asDouble();
            assertThat(lines.get(k))
                    .startsWith(column.path("column").asString())
                    .contains(Numbers.measure(mean) + " ± ");
            assertThat(mean).isLessThanOrEqualTo(before);
            before = mean;
        }
        assertThat(lines.getFirst()).endsWith("██████");
        assertThat(json.path("row_set").asString()).isEqualTo("VALIDATION");
        assertThat(json.path("columns").path(0).path("worse").path("loss").path("values").size())
                .isEqualTo(10);
    }

    @Test
    void repeats_seed_and_rows_are_heeded() {
        JsonNode json =
                importance("two", "--repeats=3", "--seed=5", "--rows=training", "--json").json();
        assertThat(json.path("rows").asInt()).isEqualTo(299);
        assertThat(json.path("repeats").asInt()).isEqualTo(3);
        JsonNode other = importance("two", "--repeats=3", "--rows=training", "--json").json();
        assertThat(other.path("columns")).isNotEqualTo(json.path("columns"));
        assertThat(importance("two", "--rows=training").out())
                .contains("rows      299 rows it was trained on")
                .contains("what was learned by heart counts, too");
    }

    @Test
    void without_rows_held_out_it_says_so() {
        assertThat(importance("all").out())
                .contains("no rows were held out; train with --validation 0.2, or name DATA")
                .contains("333 rows it was trained on");
        Shell.Outcome refused = importance("all", "--rows=validation");
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err().strip())
                .isEqualTo(
                        "all: has no validation rows, it was trained on all of them; look at"
                                + " training rows, or name a table it has not seen");
    }

    @Test
    void a_model_takes_data_of_its_own() throws IOException {
        Path model = folder.resolve("runs/number/model.rookery");
        Shell.Outcome outcome = importance(model.toString(), "penguins", "--repeats=2");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("333 rows of penguins")
                .contains("r2_score")
                .doesNotContain("held out");
        Path file = folder.resolve("few.csv");
        Files.writeString(
                file, "flipper_length_mm,species,body_mass_g\n190,Adelie,3700\n217,Gentoo,5000\n");
        assertThat(importance("number", file.toString(), "--row=1", "--json").json().path("value"))
                .isNotNull();
        assertThat(importance("number", file.toString(), "--row=1").out())
                .contains("baseline  the mean of these rows")
                .contains("Adelie 50 %");
    }

    @Test
    void a_rows_contributions_add_up() {
        Shell.Outcome outcome = importance("three", "--row=100");
        assertThat(outcome.code()).isZero();
        JsonNode json = importance("three", "--row=100", "--json").json();
        double sum = 0;
        for (JsonNode part : json.path("attributions")) sum += part.path("attribution").asDouble();
        double difference = json.path("value").asDouble() - json.path("baseline_value").asDouble();
        assertThat(sum).isCloseTo(difference, within(1e-3));
        assertThat(json.path("complete").asBoolean()).isTrue();
        assertThat(outcome.out())
                .contains("explained probability of ")
                .contains("baseline  the mean of the training rows")
                .contains("sum ")
                .contains(Numbers.measure(sum));
        assertThat(importance("three", "--row=100", "--class=Chinstrap", "--baseline=4").out())
                .contains("explained probability of Chinstrap: ")
                .contains("baseline  row 4");
        assertThat(importance("three", "--row=100", "--baseline=zero").out())
                .contains("baseline  all inputs 0");
    }

    @Test
    void attributions_are_of_the_rows_asked_for() {
        assertThat(importance("number", "--attributions").out())
                .contains("explained body_mass_g")
                .contains("mean size");
        JsonNode json = importance("number", "--attributions", "--limit=5", "--json").json();
        assertThat(json.path("rows").asInt()).isEqualTo(5);
        assertThat(importance("number", "--attributions", "--limit=5").out())
                .contains("5 of them, evenly spaced (--limit)");
    }

    @Test
    void a_column_is_shown_by_its_values_and_names() {
        assertThat(
                        importance("three", "--column=sex")
                                .out()
                                .lines()
                                .map(line -> line.split(" ")[0]))
                .contains("female", "male", "missing");
        Shell.Outcome outcome = importance("three", "--column=bill_length_mm", "--points=4");
        assertThat(outcome.out())
                .contains("bill_length_mm  Adelie", "Chinstrap", "Gentoo")
                .contains("curves    Adelie: from the least value to the greatest ");
        JsonNode json =
                importance("three", "--column=bill_length_mm", "--points=4", "--curves=3", "--json")
                        .json();
        assertThat(json.path("points").size()).isEqualTo(5); // and a missing value
        assertThat(json.path("curves").size()).isEqualTo(3);
        double sum = 0;
        for (JsonNode mean : json.path("means")) sum += mean.path(2).asDouble();
        assertThat(sum).isCloseTo(1, within(1e-5));
        assertThat(importance("two", "--column=bill_length_mm").out())
                .contains("shown     1 of 2 classes; --json has all");
        assertThat(importance("three", "--column=sex", "--class=Gentoo").out())
                .contains("Gentoo")
                .doesNotContain("Adelie");
    }

    @Test
    void answers_go_to_files() throws IOException {
        Path csv = folder.resolve("a.csv");
        Path svg = folder.resolve("a.svg");
        Path json = folder.resolve("a.json");
        Shell.Outcome outcome =
                importance("three", "--out=" + csv, "--out=" + svg, "--out=" + json);
        assertThat(outcome.out()).contains("wrote     " + csv, "          " + svg);
        assertThat(Files.readAllLines(csv))
                .hasSize(1 + 3 * 2)
                .startsWith("column,measure,worse_by,low,high,deviation");
        assertThat(Files.readString(svg)).contains("<svg", "bill_length_mm");
        assertThat(Files.readString(json)).isEqualTo(importance("three", "--json").out());
        importance("three", "--row=0", "--out=" + csv);
        assertThat(Files.readAllLines(csv))
                .hasSize(4)
                .startsWith("column,value,baseline,contribution");
        importance("three", "--attributions", "--out=" + csv);
        assertThat(Files.readAllLines(csv))
                .hasSize(4)
                .startsWith("column,mean_absolute,largest,largest_row");
        importance("three", "--column=sex", "--curves=2", "--out=" + csv);
        assertThat(Files.readAllLines(csv))
                .hasSize(1 + 3 * 3 * 3)
                .startsWith("row,answer,value,prediction")
                .anyMatch(line -> line.startsWith("mean,Adelie,female,0."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--column=bill_lenght_mm|the model does not look at a column \"bill_lenght_mm\";"
                        + " did you mean bill_length_mm?",
                "--column=island|the model does not look at a column \"island\"; known are"
                        + " bill_length_mm, flipper_length_mm and sex",
                "--row=5000|row 5000: penguins has rows 0 to 343",
                "--row=-1|--row: a row's number, from 0, is wanted, got \"-1\"",
                "--row=0 --class=Adeli|species: no class \"Adeli\"; did you mean Adelie?",
                "--row=0 --baseline=middle|--baseline: mean, zero or a row's number, is wanted, got"
                        + " \"middle\"",
                "--row=0 --baseline=9999|row 9999: penguins has rows 0 to 343",
                "--row=0 --column=sex|pass one of --row, --attributions and --column, or none of"
                        + " them",
                "--row=0 --repeats=3|--repeats: nothing is shuffled here",
                "--column=sex --seed=3|--seed: nothing is shuffled here",
                "--points=3|--points: is for --column",
                "--curves=3|--curves: is for --column",
                "--limit=3|--limit: is for --attributions",
                "--baseline=zero|--baseline: is for --row and --attributions",
                "--class=Adelie|--class: is for --row and --column",
                "--repeats=1|--repeats: a whole number from 2 to 2147483647 is wanted, got \"1\"",
                "--column=sex --points=1|--points: a whole number from 2 to 1001 is wanted, got"
                        + " \"1\"",
                "--out=a.gif|--out: a.gif: a file that ends with .csv, .json, .png, .svg is wanted",
                "--rows=test|unknown rows \"test\"; known are training and validation"
            })
    void wrong_usage_is_one_line(String arguments, String message) {
        String[] all = ("three " + arguments).split(" ");
        Shell.Outcome outcome = importance(all);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err().strip()).isEqualTo(message);
    }

    @Test
    void what_does_not_go_together_is_refused() throws IOException {
        assertThat(importance("three", "penguins", "--rows=training").err().strip())
                .isEqualTo("--rows: rows are those of a run's own data; leave DATA out");
        assertThat(importance("number", "--row=1", "--class=Adelie").err().strip())
                .isEqualTo("class \"Adelie\": the model predicts a number, body_mass_g");
        Path model = folder.resolve("alone.rookery");
        Files.copy(folder.resolve("runs/number/model.rookery"), model);
        assertThat(importance(model.toString()).err().strip())
                .startsWith(model + ": is a model without its run, but this needs DATA;");
        Path text = folder.resolve("text.csv");
        Files.writeString(
                text, "flipper_length_mm,species,body_mass_g\n190,Adelie,heavy\n200,Gentoo,x\n");
        assertThat(importance("number", text.toString()).err().strip())
                .contains(text.getFileName().toString())
                .contains("body_mass_g");
        assertThat(importance("number", text.toString()).code()).isEqualTo(2);
    }
}
