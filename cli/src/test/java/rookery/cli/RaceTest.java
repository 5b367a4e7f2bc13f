package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.cli.Shell.Outcome;
import rookery.explain.race.Racer;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

class RaceTest {

    @TempDir private Path folder;

    private static Outcome race(String... arguments) {
        return Shell.bare(
                Stream.concat(Stream.of("race"), Stream.of(arguments)).toArray(String[]::new));
    }

    @Test
    void all_twelve_stand_in_the_table_no_line_wider_than_a_console() {
        Outcome race =
                race("penguins", "--epochs=2", "--tune=3", "--tune-epochs=1", "--landscape=5");
        assertThat(race.code()).as(race.err()).isZero();
        for (String name : Racer.USUAL.split(","))
            assertThat(race.out()).containsPattern("(?m)^ ?\\d+  " + name + " ");
        assertThat(race.out())
                .contains("tuned: each tried 3 rates from 1e-04 to 10 for 1 epoch from 2 starts")
                .contains("3 (seeds 0, 1, 2), 2 epochs each")
                .contains("a gd, b online, c minibatch");
        assertThat(race.out().lines()).allMatch(line -> line.length() <= Console.WIDTH);
    }

    @Test
    void json_has_each_measurement_and_null_where_a_racer_diverged() {
        Outcome race =
                race(
                        "waves",
                        "--optimizers=sgd(1e20),adam@16",
                        "--learning-rate=adam@16=0.01",
                        "--epochs=2",
                        "--seeds=2",
                        "--seed=7",
                        "--json");
        assertThat(race.code()).as(race.err()).isZero();
        JsonNode json = race.json();
        assertThat(json.at("/data").asString()).isEqualTo("waves");
        assertThat(json.at("/seeds")).extracting(JsonNode::asLong).containsExactly(7L, 8L);
        assertThat(json.at("/tuning").isNull()).isTrue();
        assertThat(json.at("/finished").asBoolean()).isTrue();
        JsonNode diverged = json.at("/entries/0");
        assertThat(diverged.at("/final_loss/median").isNull()).isTrue();
        assertThat(diverged.at("/descents/0/divergence/step").asLong()).isPositive();
        JsonNode adam = json.at("/entries/1");
        assertThat(adam.at("/name").asString()).isEqualTo("adam@16");
        assertThat(adam.at("/rate/source").asString()).isEqualTo("GIVEN");
        assertThat(adam.at("/rate/text").asString()).isEqualTo("0.01");
        assertThat(adam.at("/batch_size").asInt()).isEqualTo(16);
        assertThat(adam.at("/rank").asInt()).isEqualTo(1);
        JsonNode laps = adam.at("/descents/1/laps");
        assertThat(laps.get(laps.size() - 1).at("/gradient_evaluations").asLong())
                .isEqualTo(2L * json.at("/training_rows").asLong());
        assertThat(laps.get(0).at("/seconds").asDouble()).isZero();
        assertThat(laps.get(1).at("/seconds").asDouble()).isPositive();
        assertThat(laps.get(0).at("/validation_loss").asDouble()).isPositive();
        assertThat(json.at("/landscape/trails")).hasSize(2);
    }

    @Test
    void files_have_the_numbers_and_the_names_of_all_racers() throws IOException {
        List<String> arguments =
                new ArrayList<>(
                        List.of("penguins", "--optimizers=gd,adam", "--epochs=3", "--tune=0"));
        for (String ending : RaceFiles.ENDINGS) arguments.add("--out=" + out(ending));
        arguments.add("--landscape=5");
        Outcome race = race(arguments.toArray(String[]::new));
        assertThat(race.code()).as(race.err()).isZero();
        assertThat(race.out()).contains("the optimizers' usual ones");
        List<String> csv = Files.readAllLines(out("csv"));
        assertThat(csv.getFirst())
                .isEqualTo(
                        "racer,batch_size,learning_rate,seed,epoch,step,gradient_evaluations,seconds,loss,validation_loss");
        JsonNode json = JsonMapper.shared().readTree(Files.readString(out("json")));
        JsonNode laps = json.at("/entries/1/descents/2/laps");
        JsonNode lap = laps.get(laps.size() - 1);
        assertThat(csv.getLast())
                .startsWith("adam,32,0.001,2,3,30,897,")
                .endsWith(
                        ","
                                + lap.at("/loss").asDouble()
                                + ","
                                + lap.at("/validation_loss").asDouble());
        assertThat(Files.readString(out("svg")))
                .contains("loss against epochs", "loss against gradient evaluations")
                .contains("loss against wall time", "paths from the first start")
                .contains("gd ends at 3 with", "adam ends at 3 with");
        assertThat(Files.readString(out("html"))).contains("Race on penguins", "gd", "adam");
        assertThat(Files.readAllBytes(out("png"))).startsWith(0x89, 'P', 'N', 'G');
    }

    private Path out(String ending) {
        return folder.resolve("race." + ending);
    }

    @Test
    void a_rate_for_all_leaves_those_with_their_own_alone() {
        Outcome race =
                race(
                        "moons",
                        "--optimizers=gd,sgd(0.5),adam",
                        "--learning-rate=0.2",
                        "--learning-rate=adam=cosine_decay(0.1, alpha=0.5, decay_steps=20)",
                        "--epochs=1",
                        "--seeds=1",
                        "--json");
        assertThat(race.code()).as(race.err()).isZero();
        assertThat(race.json().at("/entries"))
                .extracting(entry -> entry.at("/rate/text").asString())
                .containsExactly("0.2", "0.5", "cosine_decay(0.1, 20, alpha=0.5)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
                    --optimizers=adamm; did you mean adam
                    --optimizers=gd,gd; gd is there twice
                    --learning-rate=sgd=0.1; --learning-rate: sgd does not take part; did you mean
                    --learning-rate=fast; unknown learning rate "fast"
                    --learning-rate=-1; learning rate must be positive
                    --epochs=0; --epochs: a whole number from 1
                    --seeds=0; --seeds: a whole number of starts from 1 on is wanted, got "0"
                    --tune=1; --tune: a whole number of learning rates from 2 on, or 0, is wanted
                    --tune-epochs=0; --tune-epochs: a whole number from 1 on is wanted
                    --target-loss=NaN; --target-loss: a number is wanted, got "NaN"
                    --landscape=1; --landscape: a whole number of points from 2 on, or 0,
                    --batch-size=none; --batch-size: a whole number of rows
                    --class-weight=some; --class-weight: balanced is known
                    --out=race.txt; a file that ends with
                    --optimizer=adam; unknown option --optimizer; did you mean --optimizers
                    """)
    void wrong_input_is_told_in_a_line(String option, String message) {
        Outcome race = race("penguins", option);
        assertThat(race.code()).isEqualTo(Problems.WRONG_USAGE);
        assertThat(race.err().lines()).hasSize(1);
        assertThat(race.err()).contains(message);
        assertThat(race.out()).isEmpty();
    }

    @Test
    void two_rates_for_one_are_refused() {
        assertThat(race("moons", "--optimizers=sgd(0.1)", "--learning-rate=sgd(0.1)=0.2").err())
                .contains("sgd(0.1) has one already");
        assertThat(race("moons", "--learning-rate=0.1", "--learning-rate=0.2").err())
                .contains("there are two for all");
        assertThat(race("moons", "--tune=0", "--tune-epochs=3").err())
                .contains("--tune 0 tries none");
    }
}
