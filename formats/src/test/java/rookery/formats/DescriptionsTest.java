package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.CustomActivation;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.InputException;
import rookery.data.NormalTarget;
import rookery.data.NumberEncoder;
import rookery.data.NumberTarget;
import rookery.data.Scaling;
import rookery.data.TableEncoding;
import rookery.data.TableOptions;
import rookery.data.TargetEncoding;
import rookery.data.Task;
import rookery.kernels.Kernels;
import rookery.layers.Activation;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.optimizers.Sgd;
import rookery.tensor.Panels;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

class DescriptionsTest {

    static List<Family> families() {
        return Family.ALL;
    }

    static List<Record> samples() {
        return DescriptionSamples.ALL;
    }

    @ParameterizedTest
    @MethodSource("families")
    void each_member_of_a_family_has_a_sample_here(Family family) {
        Set<Class<?>> sampled =
                DescriptionSamples.ALL.stream().map(Object::getClass).collect(Collectors.toSet());
        Stream<Class<?>> permitted =
                Stream.of(family.type().getPermittedSubclasses()).filter(c -> !c.isInterface());
        assertThat(permitted).isNotEmpty().allMatch(sampled::contains);
        assertThat(permitted(family)).allMatch(family.members()::containsValue);
    }

    private static Stream<Class<?>> permitted(Family family) {
        return Stream.of(family.type().getPermittedSubclasses()).filter(c -> !c.isInterface());
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_member_read_back_is_equal_to_what_was_written(Record sample) {
        Family family = family(sample);
        String line = JsonWriter.STANDARD.line(sample);
        assertThat(line).startsWith("{\"type\":\"" + family.nameOf(sample) + "\"");
        assertThat((Object) read(line, family.type())).isEqualTo(sample);
    }

    private static Family family(Record sample) {
        return Family.ALL.stream()
                .filter(family -> family.type().isInstance(sample))
                .findFirst()
                .orElseThrow();
    }

    private static <T> T read(String json, Class<T> type) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Json.STANDARD.value("here", Json.STANDARD.tree("here", bytes), type);
    }

    @Test
    void members_have_the_names_keras_gives_them() {
        assertThat(JsonWriter.STANDARD.line(new Dense(16, new Relu())))
                .isEqualTo(
                        "{'type':'dense','units':16,'activation':{'type':'relu','negative_slope':0.0,'max_value':null,'threshold':0.0},'use_bias':true,'kernel_initializer':{'type':'glorot_uniform'},'bias_initializer':{'type':'zeros'},'kernel_regularizer':null,'bias_regularizer':null,'kernel_constraint':null,'bias_constraint':null}"
                                .replace('\'', '"'));
        assertThat(JsonWriter.STANDARD.line(new Sgd()))
                .isEqualTo(
                        "{'type':'sgd','learning_rate':{'type':'constant','rate':0.01},'momentum':0.0,'nesterov':false}"
                                .replace('\'', '"'));
    }

    @Test
    void a_learner_read_back_is_equal() {
        Learner learner =
                Sequential.of(
                                3,
                                new Dense(16, new Relu()),
                                new Dropout(0.1),
                                new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "adam", "accuracy");
        assertThat(read(JsonWriter.STANDARD.line(learner), Learner.class)).isEqualTo(learner);
    }

    @Test
    void a_fit_read_back_is_equal_but_for_data() {
        Fit fit =
                Fit.defaults().epochs(7).batchSize(5).seed(-3).shuffle(false).classWeights(1, 2.5);
        assertThat(read(JsonWriter.STANDARD.line(fit), Fit.class)).isEqualTo(fit);
        Fit full = fit.fullBatch().validationSplit(0.2);
        assertThat(JsonWriter.STANDARD.line(full)).contains("\"batch_size\":\"full\"");
        assertThat(read(JsonWriter.STANDARD.line(full), Fit.class)).isEqualTo(full);
    }

    @Test
    void encodings_and_options_of_a_table_read_back_are_equal() {
        TableEncoding encoding =
                new TableEncoding(
                        new NumberTarget("y", 1, 2),
                        List.of(new NumberEncoder("x", Scaling.STANDARD, 0.1, 0.3, 0.1, false)),
                        List.of("x", "z"));
        assertThat(read(JsonWriter.STANDARD.line(encoding), TableEncoding.class))
                .isEqualTo(encoding);
        TableOptions options =
                TableOptions.defaults()
                        .target("y")
                        .task(Task.REGRESSION)
                        .drop("id")
                        .embed("city")
                        .seed(5);
        assertThat(read(JsonWriter.STANDARD.line(options), TableOptions.class)).isEqualTo(options);
    }

    /** Model files of regressions from before there were distributions. */
    @Test
    void a_number_to_be_predicted_is_written_as_it_ever_was() {
        String json = "{\"type\":\"number\",\"column\":\"y\",\"mean\":1.0,\"deviation\":2.0}";
        NumberTarget target = new NumberTarget("y", 1, 2);
        assertThat(JsonWriter.STANDARD.line(target)).isEqualTo(json);
        assertThat(read(json, TargetEncoding.class)).isEqualTo(target);
        String normal = json.replace("number", "normal");
        assertThat(read(normal, TargetEncoding.class)).isEqualTo(new NormalTarget("y", 1, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'dense','units':0,'activation':{'type':'tanh'},'kernel_initializer':{'type':'zeros'},'bias_initializer':{'type':'zeros'}}"
                    + " | here: Dense: units must be at least 1, got 0",
                "{'type':'dropot','rate':0.5} | here: unknown layer \"dropot\"; did you mean"
                        + " dropout?",
                "{'type':'java.lang.Thread'} | here: unknown layer \"java.lang.Thread\"; known are"
                        + " dense, embedding, activation, prelu, dropout, alpha_dropout,"
                        + " gaussian_dropout, gaussian_noise, batch_normalization,"
                        + " layer_normalization, rms_normalization, residual and frozen",
                "{'type':'Dropout','rate':0.5} | here: unknown layer \"Dropout\"; did you mean"
                        + " dropout, alpha_dropout or gaussian_dropout?",
                "{'rate':0.5} | here: \"type\" is missing",
                "{'type':'dropout'} | here, rate: \"rate\" is missing",
                "{'type':'dropout','rate':null} | here, rate: expected a number",
                "{'type':'dropout','rate':'0.5'} | here, rate: expected a number, got text",
                "{'type':'dropout','rate':0.5,'rat':1} | here, rat: unknown \"rat\"; did you mean"
                        + " rate?",
                "{'type':'dropout','rate':0.5,'rate':0.5} | here: not JSON",
                "{'type':'dropout','rate':0.5} [] | here: something follows after its end",
                "{'type':'dropout','rate':0.5 | here: not JSON, line 1",
                "{'type':'dropout','rate':1e999} | here: Dropout: rate must be in [0, 1), got"
                        + " Infinity",
                "{'type':'activation','activation':{'type':'dense'}} | here, activation: unknown"
                        + " activation \"dense\"",
                "[] | here",
                "true | here",
                "0 | here: dense: units must be at least 1, got 0",
                "'dropout' | here: dropout needs rate; for example dropout(0.5)"
            })
    void what_is_wrong_in_a_file_is_told(String json, String message) {
        assertThatThrownBy(() -> read(json, rookery.layers.Layer.class))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("here")
                .hasMessageContaining(message);
    }

    @Test
    void a_whole_number_is_not_read_from_a_fraction() {
        assertThatThrownBy(() -> read("{'inputs':3.5,'layers':[]}", Sequential.class))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("here, inputs: ");
    }

    @Test
    void limits_hold_against_hostile_documents() {
        byte[] nested = "[".repeat(100).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Json.STANDARD.tree("here", nested))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("here: too large: ");
        byte[] digits = "1".repeat(1000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> Json.STANDARD.tree("here", digits))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("here: too large: ");
        assertThatThrownBy(() -> Json.STANDARD.tree("here", new byte[Json.MAX_BYTES + 1]))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("more than");
    }

    record Swish(double beta) implements CustomActivation {
        @Override
        public void forward(Kernels kernels, Panels z, Panels y, int from, int to) {}

        @Override
        public void backward(Kernels kernels, Panels z, Panels y, Panels d, int from, int to) {}
    }

    @Test
    void a_users_own_member_is_read_if_it_is_registered() {
        CustomMembers swish = CustomMembers.none().with("swish", Swish.class);
        Json json = Json.with(swish);
        Activation layer = new Activation(new Swish(1.5));
        String line = JsonWriter.with(swish).line(layer);
        assertThat(line).contains("{\"type\":\"swish\",\"beta\":1.5}");
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        assertThat(json.value("here", json.tree("here", bytes), rookery.layers.Layer.class))
                .isEqualTo(layer);
        assertThatThrownBy(() -> read(line, rookery.layers.Layer.class))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("unknown activation \"swish\"");
    }

    @Test
    void a_users_own_member_is_not_written_without_a_name() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> JsonWriter.STANDARD.line(new Activation(new Swish(1))))
                .withMessageContaining("Register it");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomMembers.none().with("relu", Swish.class))
                .withMessageContaining("another activation has this name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> CustomMembers.none().with("text", Fit.class))
                .withMessageContaining("implements none");
    }
}
