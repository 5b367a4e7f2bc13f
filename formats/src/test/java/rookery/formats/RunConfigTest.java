package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Fit;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.CsvOptions;
import rookery.data.InputException;
import rookery.data.MissingValues;
import rookery.data.Scaling;
import rookery.data.TableOptions;
import rookery.layers.Dense;
import rookery.losses.MeanSquaredError;
import rookery.metrics.MeanAbsoluteError;
import rookery.optimizers.Sgd;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

class RunConfigTest {

    @TempDir Path folder;

    private RunConfig config(String json) throws IOException {
        Path file = folder.resolve("c.json");
        return RunConfig.read(Files.writeString(file, json.replace('\'', '"')));
    }

    @Test
    void a_runs_own_file_is_a_recipe_and_so_is_its_description() throws Exception {
        Path run = golden();
        RunConfig whole = RunConfig.read(run);
        RunDescription description = new RunFolder(run.getParent()).read().description();
        RunConfig part = config(JsonWriter.STANDARD.line(description));
        for (RunConfig config : List.of(whole, part)) {
            RunConfig.Data data = config.data().orElseThrow();
            assertThat(data.source()).isEqualTo("points.csv");
            assertThat(data.sha256()).contains("ab".repeat(32));
            assertThat(config.table(TableOptions.defaults()))
                    .isEqualTo(description.table().orElseThrow());
            assertThat(config.csv(CsvOptions.defaults()))
                    .isEqualTo(description.csv().orElseThrow());
            RunConfig.Learning learning = config.learning();
            assertThat(learning.network().orElseThrow().layers())
                    .isEqualTo(description.learner().network().layers());
            assertThat(learning.network().orElseThrow().inputs()).contains(2);
            assertThat(learning.loss()).contains(description.learner().loss());
            assertThat(learning.optimizer()).contains(description.learner().optimizer());
            assertThat(learning.metrics()).contains(description.learner().metrics());
            assertThat(config.fit(Fit.defaults())).isEqualTo(description.fit());
            assertThat(config.patience()).isEmpty();
        }
    }

    private static Path golden() throws URISyntaxException {
        return Path.of(RunConfigTest.class.getResource("golden/run.json").toURI());
    }

    @Test
    void what_a_recipe_does_not_say_is_left_to_the_reader() throws IOException {
        for (RunConfig config : List.of(RunConfig.none(), config("{}"))) {
            assertThat(config.data()).isEmpty();
            assertThat(config.learning().network()).isEmpty();
            assertThat(config.fit(Fit.defaults().epochs(100)))
                    .isEqualTo(Fit.defaults().epochs(100));
        }
        RunConfig some = config("{'fit':{'batch_size':8},'table':{'scaling':'none'}}");
        assertThat(some.fit(Fit.defaults().epochs(100)))
                .isEqualTo(Fit.defaults().epochs(100).batchSize(8));
        TableOptions complete = TableOptions.defaults().target("y").missing(MissingValues.COMPLETE);
        assertThat(some.table(complete)).isEqualTo(complete.scaling(Scaling.NONE));
    }

    @Test
    void a_recipe_can_be_written_by_hand() throws IOException {
        RunConfig config =
                config(
                        "{'data':'x.csv','patience':3,'csv':{'delimiter':';'},'learner':{'network':'8"
                            + " relu, 2"
                            + " softmax','loss':'mse','optimizer':'sgd(0.1)','metrics':['mae']}}");
        assertThat(config.data())
                .contains(new RunConfig.Data("x.csv", Optional.empty(), Optional.empty()));
        assertThat(config.patience()).contains(3);
        assertThat(config.csv(CsvOptions.defaults().header(false)))
                .isEqualTo(CsvOptions.defaults().delimiter(';').header(false));
        RunConfig.Learning learning = config.learning();
        assertThat(learning.network())
                .contains(
                        new RunConfig.Network(
                                Optional.empty(),
                                List.of(new Dense(8, new Relu()), new Dense(2, new Softmax()))));
        assertThat(learning.loss()).contains(new MeanSquaredError());
        assertThat(learning.optimizer()).contains(new Sgd(0.1));
        assertThat(learning.metrics()).contains(List.of(new MeanAbsoluteError()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | c.json: expected an object, as a run.json is, or its part description",
                "{ | c.json: not JSON, line 1, column 2: ",
                "{'format':'rookery-model','version':1} | c.json: expected a rookery-run document,"
                        + " but it is \"rookery-model\"",
                "{'format':'rookery-run','version':2} | c.json: has version 2 of rookery-run, but",
                "{'format':'rookery-run','version':1} | c.json: \"description\" is missing",
                "{'format':'rookery-run','version':1,'description':{'fit':{'epochs':0}}} | c.json,"
                        + " description, fit: fit: epochs must be at least 1, got 0",
                "{'fit':{'epoch':3}} | c.json, fit.epoch: unknown \"epoch\"; did you mean epochs?",
                "{'fits':{}} | c.json, fits: unknown \"fits\"; did you mean fit?",
                "{'fit':3} | c.json, fit: expected an object",
                "{'fit':{'batch_size':'some'}} | c.json, fit: fit: batch size must be a whole"
                        + " number or \"full\", got some",
                "{'learner':{'optimizer':'adm'}} | c.json, learner.optimizer: unknown optimizer"
                        + " \"adm\"; did you mean adam",
                "{'learner':{'network':'8 rel'}} | c.json, learner.network.layers: layer \"8 rel\","
                        + " position 3: unknown activation \"rel\"; did you mean relu",
                "{'learner':{'network':{'inputs':2}}} | c.json, learner.network.layers: \"layers\""
                        + " is missing",
                "{'table':{'target':'y','validation':2}} | c.json, table: validation must be in [0,"
                        + " 1), got 2.0",
                "{'data':{}} | c.json, data.source: \"source\" is missing",
                "{'patience':'3'} | c.json, patience: expected a whole number, got text"
            })
    void what_is_wrong_is_told_with_its_place(String json, String message) {
        assertThatThrownBy(() -> config(json))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(folder + "/" + message);
    }

    @Test
    void a_file_that_is_not_there_is_told() {
        assertThatThrownBy(() -> RunConfig.read(folder.resolve("none.json")))
                .isInstanceOf(InputException.class)
                .hasMessage(folder.resolve("none.json") + ": could not be read: no such file");
    }
}
