package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** {@code --embed}: categories as trained numbers. */
class EmbedTest {

    @TempDir Path folder;

    private Shell shell() {
        return new Shell(folder.resolve("runs"));
    }

    /** 120 rows of 12 cities and 5 zip codes; what is learned depends on the city alone. */
    private String csv() throws IOException {
        StringBuilder text = new StringBuilder("size,city,zip,kind\n");
        for (int row = 0; row < 120; row++) {
            int city = row * 7 % 12;
            text.append(
                    String.format(
                            Locale.ROOT,
                            "%d,city %d,%03d,%s%n",
                            row % 10,
                            city,
                            row % 5,
                            city % 3 == 0 ? "yes" : "no"));
        }
        Path file = folder.resolve("cities.csv");
        Files.writeString(file, text);
        return file.toString();
    }

    private Shell.Outcome train(String... options) throws IOException {
        String[] all = new String[options.length + 6];
        all[0] = "train";
        all[1] = csv();
        all[2] = "--target=kind";
        all[3] = "--epochs=60";
        all[4] = "--optimizer=adam";
        all[5] = "--name=cities";
        System.arraycopy(options, 0, all, 6, options.length);
        return shell().run(all);
    }

    @Test
    void cities_become_numbers_that_are_learned() throws IOException {
        Shell.Outcome outcome = train("--embed=city,zip=2", "--learning-rate=0.02", "--json");
        assertThat(outcome.code()).as(outcome.err()).isZero();
        JsonNode json = outcome.json();
        assertThat(json.at("/val_accuracy").asDouble()).as(outcome.out()).isEqualTo(1);
        Shell.Outcome summary = shell().run("summary", "cities", "--json");
        JsonNode layer = summary.json().get("layers").get(0);
        assertThat(layer.get("kind").asString()).isEqualTo("embedding");
        assertThat(layer.get("inputs").asInt()).isEqualTo(3);
        assertThat(layer.get("outputs").asInt()).isEqualTo(1 + 6 + 2);
        assertThat(layer.get("shapes").toString())
                .isEqualTo("{\"embedding/embeddings\":[13,6],\"embedding/embeddings_1\":[6,2]}");
    }

    @Test
    void an_unknown_city_and_a_missing_one_are_predicted_as_code_0() throws IOException {
        assertThat(train("--embed=city,zip").code()).isZero();
        Path rows = folder.resolve("rows.csv");
        Files.writeString(rows, "size,city,zip\n1,Atlantis,001\n1,,001\n1,city 1,001\n");
        Shell.Outcome predicted = shell().run("predict", "cities", rows.toString(), "--json");
        assertThat(predicted.code()).as(predicted.err()).isZero();
        JsonNode answers = predicted.json().get("predictions");
        assertThat(answers.get(0).get("probability")).isEqualTo(answers.get(1).get("probability"));
        assertThat(predicted.json().toString()).contains("city");
    }

    @Test
    void what_cannot_be_embedded_is_refused() throws IOException {
        assertRefused("--embed=kind", "--embed: kind is the target");
        assertRefused("--embed=citi", "no column \"citi\"; did you mean city?");
        assertRefused(
                "--embed=city=0",
                "--embed city=0: a whole number of at least 1 is wanted after =, as city=8");
        assertRefused("--embed=city,city=2", "--embed: city is there twice");
        assertRefused("--embed=city,", "--embed: names of columns are wanted");
    }

    private void assertRefused(String option, String message) throws IOException {
        Shell.Outcome outcome = train(option);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains(message);
    }
}
