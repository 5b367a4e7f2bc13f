package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.activations.LeakyRelu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.data.Scaling;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.optimizers.Adam;
import rookery.optimizers.Sgd;
import rookery.schedules.Constant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code train --config}: a run's description as a recipe, whole or in parts. */
class ConfigTest {

    @TempDir Path folder;

    private Shell.Outcome train(String... arguments) {
        List<String> all = new ArrayList<>(List.of("train"));
        all.addAll(List.of(arguments));
        return new Shell(folder.resolve("runs")).run(all.toArray(String[]::new));
    }

    private String weights(Shell.Outcome outcome) {
        assertThat(outcome.err()).isEmpty();
        return outcome.json().path("weights_sha256").asString();
    }

    private RunDescription description(String run) {
        return new RunFolder(folder.resolve("runs").resolve(run)).read().description();
    }

    private String config(String json) throws IOException {
        Path file = folder.resolve("c.json");
        return "--config=" + Files.writeString(file, json.replace('\'', '"'));
    }

    private String recipe(String run) {
        return "--config=" + folder.resolve("runs").resolve(run).resolve("run.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "penguins --seed=3",
                "penguins --hidden=8 leaky_relu(0.1), dropout 0.2, 4 --activation=tanh --seed=7"
                        + " --optimizer=adam(0.01, beta_1=0.8) --class-weight=balanced"
                        + " --batch-size=16 --target=species",
                "penguins --loss=sparse_categorical_crossentropy --target=sex --scale=minmax"
                        + " --drop=year --missing=impute",
                "penguins --loss=binary_crossentropy --batch-size=full --hidden=none"
                        + " --learning-rate=0.5 --validation=0",
                "waves --patience=1 --optimizer=sgd(0.05, momentum=0.9, nesterov=true)"
            })
    void a_runs_own_file_gives_the_same_weights(String options) {
        List<String> arguments = new ArrayList<>(List.of(options.split(" (?=--)")));
        arguments.addAll(List.of("--epochs=4", "--name=first", "--json"));
        String data = arguments.removeFirst();
        arguments.addAll(List.of(data.split(" ")));
        String first = weights(train(arguments.toArray(String[]::new)));
        assertThat(weights(train(recipe("first"), "--name=again", "--json"))).isEqualTo(first);
        assertThat(description("again")).isEqualTo(description("first"));
        assertThat(weights(train(recipe("first"), "--json", "--seed=99"))).isNotEqualTo(first);
    }

    @Test
    void files_are_read_as_they_were_and_validated_with_the_same() throws IOException {
        String rows = "x;label\n" + "1,5;a\n2;a\n8;b\n9;b\n".repeat(4);
        Path data = Files.writeString(folder.resolve("train.txt"), rows);
        Path other = Files.writeString(folder.resolve("other.txt"), "x;label\n1;a\n9;b\n");
        String first =
                weights(
                        train(
                                data.toString(),
                                "--target=label",
                                "--validation-data=" + other,
                                "--delimiter=;",
                                "--decimal=,",
                                "--epochs=3",
                                "--name=first",
                                "--json"));
        assertThat(weights(train(recipe("first"), "--name=again", "--json"))).isEqualTo(first);
        assertThat(description("again")).isEqualTo(description("first"));
        train(recipe("first"), "--validation=0.25", "--name=part");
        assertThat(description("part").validationData()).isEmpty();
        assertThat(description("part").table().orElseThrow().validation()).isEqualTo(0.25);
        Files.writeString(other, "x;label\n1;a\n9;b\n9;b\n");
        Files.writeString(data, rows + "9;b\n");
        Shell.Outcome changed = train(recipe("first"), "--json");
        assertThat(changed.code()).isZero();
        assertThat(changed.err().lines())
                .hasSize(2)
                .allMatch(line ->
                        line.contains(": is not what the recipe was written for: SHA-256 is ")
                                && line.endsWith("; going on with what is here"));
    }

    @Test
    void options_say_otherwise() {
        train("penguins", "--epochs=2", "--name=base", "--hidden=8", "--seed=5");
        RunDescription base = description("base");
        train(
                recipe("base"),
                "--epochs=3",
                "--batch-size=16",
                "--seed=6",
                "--optimizer=adam",
                "--learning-rate=0.25",
                "--patience=2",
                "--scale=none",
                "--class-weight=balanced",
                "--name=other");
        RunDescription other = description("other");
        assertThat(other.fit().epochs()).isEqualTo(3);
        assertThat(other.fit().batchSize()).isEqualTo(16);
        assertThat(other.fit().seed()).isEqualTo(6);
        assertThat(other.fit().classWeights()).hasSize(2);
        assertThat(other.table().orElseThrow().seed()).isEqualTo(6);
        assertThat(other.table().orElseThrow().scaling()).isEqualTo(Scaling.NONE);
        assertThat(other.table().orElseThrow().features())
                .isEqualTo(base.table().orElseThrow().features());
        assertThat(other.learner().optimizer())
                .isEqualTo(new Adam().withLearningRate(new Constant(0.25)));
        assertThat(other.learner().network()).isEqualTo(base.learner().network());
        assertThat(other.patience()).contains(2);
        train(recipe("base"), "--learning-rate=0.5", "--name=faster");
        assertThat(description("faster").learner().optimizer()).isEqualTo(new Sgd(0.5));
    }

    @Test
    void another_network_needs_its_layers() {
        train("penguins", "--epochs=1", "--name=base", "--hidden=8");
        train(recipe("base"), "--hidden=4, dropout 0.1", "--activation=tanh", "--name=other");
        assertThat(description("other").learner().network().layers())
                .containsExactly(
                        new Dense(4, new Tanh()), new Dropout(0.1), new Dense(2, new Softmax()));
        refuses(
                "--activation: the network is that of FILE, description; pass --hidden, too, for"
                        + " another",
                recipe("base"),
                "--activation=tanh");
        refuses(
                "FILE, description: its network has 2 outputs, but these data, features and loss"
                        + " need 3; pass --hidden for another network",
                recipe("base"),
                "--target=species");
        refuses(
                "FILE, description: its network has 3 inputs, but these data, features and loss"
                        + " need 1; pass --hidden for another network",
                recipe("base"),
                "--features=year");
        refuses(
                "FILE, description: its network has 2 outputs, but these data, features and loss"
                        + " need 1; pass --hidden for another network",
                recipe("base"),
                "--loss=binary_crossentropy");
    }

    private void refuses(String message, String... arguments) {
        Shell.Outcome outcome = train(arguments);
        assertThat(outcome.err().strip().replaceAll("\\S*/(run|c).json", "FILE"))
                .isEqualTo(message);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void another_table_can_be_learned_in_the_same_way() throws IOException {
        String rows = "x,y\n" + "1,a\n2,a\n8,b\n9,b\n".repeat(4);
        Path data = Files.writeString(folder.resolve("t.csv"), rows);
        String way = "{'data':'penguins','learner':{'optimizer':'adam(0.5)'},'fit':{'epochs':2}}";
        Shell.Outcome outcome = train(data.toString(), "--target=y", config(way), "--name=mine");
        assertThat(outcome.err()).isEmpty();
        assertThat(description("mine").data().orElseThrow().source()).isEqualTo(data.toString());
        assertThat(description("mine").learner().optimizer()).isEqualTo(new Adam(0.5));
        assertThat(description("mine").fit().epochs()).isEqualTo(2);
    }

    @Test
    void what_a_short_recipe_leaves_out_is_as_without_one() throws IOException {
        String epochs = weights(train("penguins", "--epochs=5", "--json"));
        assertThat(weights(train("penguins", config("{'fit':{'epochs':5}}"), "--json")))
                .isEqualTo(epochs);
        train("penguins", config("{'fit':{'batch_size':300}}"), "--name=batches");
        assertThat(description("batches").fit().epochs()).isEqualTo(100);
        train(config("{'data':'penguins','table':{'scaling':'none'}}"), "--epochs=1", "--name=raw");
        assertThat(description("raw").table().orElseThrow().target()).isEqualTo("species=Adelie");
        assertThat(description("raw").table().orElseThrow().scaling()).isEqualTo(Scaling.NONE);
    }

    @Test
    void a_network_by_hand_has_its_outputs_and_takes_its_inputs_from_the_data() throws IOException {
        String json =
                "{'data':'penguins','learner':{'network':'8 leaky_relu(0.1), 2 softmax',"
                        + "'metrics':['accuracy','categorical_accuracy']},'fit':{'epochs':1}}";
        Shell.Outcome outcome = train(config(json), "--name=mine", "--json");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.json().propertyNames()).contains("accuracy", "categorical_accuracy");
        assertThat(description("mine").learner().network().layers())
                .containsExactly(new Dense(8, new LeakyRelu(0.1)), new Dense(2, new Softmax()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {} | DATA is missing; see rookery train --help
                    {'data':'pengins'} | pengins: no such file, and no bundled data set; did you mean penguins?
                    {'data':'waves','table':{'target_form':'one_hot'},'learner':{'loss':'gaussian_nll'}} | FILE: gaussian_nll does not fit regression of height: it needs two outputs, but the target_form of the table asks for one; pass it with the target_form normal, or without any
                    {'data':'waves','table':{'target_form':'normal'},'learner':{'loss':'mse'}} | FILE: mean_squared_error does not fit regression of height: 2 outputs would need 2 target columns, but there are 1; pass gaussian_nll
                    {'data':'waves','table':{'target_form':'normal'},'learner':{'loss':'hinge'}} | FILE: hinge does not fit regression of height; pass gaussian_nll
                    {'data':'waves','learner':{'loss':'gaussian_nll','network':'1'}} | FILE: its network has 1 outputs, but these data, features and loss need 2; pass --hidden for another network
                    {'data':'waves','learner':{'loss':'categorical_crossentropy'}} | FILE: categorical_crossentropy does not fit regression of height; pass mean_squared_error
                    {'data':'penguins','learner':{'network':{'inputs':4,'layers':'2 softmax'}}} | FILE: its network has 4 inputs, but these data, features and loss need 3; pass --hidden for another network
                    {'data':'penguins','patience':-1} | FILE: patience must be at least 0 epochs, got -1
                    {'dta':'penguins'} | FILE, dta: unknown "dta"; did you mean data?
                    """)
    void what_is_wrong_in_a_recipe_is_explained(String json, String message) throws IOException {
        refuses(message, config(json));
    }
}
