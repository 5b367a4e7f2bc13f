package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.CsvOptions;
import rookery.data.InputException;
import rookery.data.Scaling;
import rookery.data.TableOptions;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Layer;
import rookery.losses.MeanSquaredError;
import rookery.metrics.BinaryAccuracy;
import rookery.metrics.MeanAbsoluteError;
import rookery.optimizers.Adam;
import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;
import rookery.schedules.Constant;
import rookery.schedules.LearningRate;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** JSON that leaves out what has a default, or says in a text what else were an object. */
class ShorthandTest {

    private static <T> T read(String json, Class<T> type) {
        byte[] bytes = json.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return Json.STANDARD.value("here", Json.STANDARD.tree("here", bytes), type);
    }

    @Test
    void what_is_not_there_is_the_members_default() {
        assertThat(read("{'type':'adam','beta1':0.8}", Optimizer.class))
                .isEqualTo(new Adam(new Constant(0.001), 0.8, 0.999, 1e-7));
        assertThat(read("{'type':'adam'}", Optimizer.class)).isEqualTo(new Adam());
        assertThat(read("{'type':'dense','units':3,'activation':{'type':'relu'}}", Layer.class))
                .isEqualTo(new Dense(3, new Relu()));
    }

    static List<Family> families() {
        return Family.ALL.stream().filter(family -> family.names().isPresent()).toList();
    }

    /** So that a file of today is read when members have got more arguments. */
    @ParameterizedTest
    @MethodSource("families")
    void all_members_are_read_without_what_has_a_default(Family family) {
        family.names().orElseThrow().members().values().stream()
                .map(Record.class::cast)
                .forEach(member -> {
                    ObjectNode object = (ObjectNode) Json.STANDARD.tree(member);
                    Map<String, Object> defaults =
                            family.names().orElseThrow().defaults(member.getClass());
                    defaults.keySet().forEach(name -> object.remove(Family.snakeCase(name)));
                    assertThat(object.size() - 1)
                            .isEqualTo(
                                    member.getClass().getRecordComponents().length
                                            - defaults.size());
                    JsonNode full = Json.STANDARD.tree(read(object.toString(), family.type()));
                    defaults.forEach((name, value) ->
                            assertThat(full.get(Family.snakeCase(name)))
                                    .isEqualTo(Json.STANDARD.tree(value)));
                });
    }

    @Test
    void a_text_or_a_number_stands_for_a_member() {
        assertThat(read("'adam(beta_1=0.8)'", Optimizer.class))
                .isEqualTo(new Adam(new Constant(0.001), 0.8, 0.999, 1e-7));
        assertThat(read("0.25", LearningRate.class)).isEqualTo(new Constant(0.25));
        assertThat(read("{'type':'sgd','learning_rate':0.5}", Optimizer.class))
                .isEqualTo(new Sgd(0.5));
        assertThat(read("{'type':'dense','units':3,'activation':'relu'}", Layer.class))
                .isEqualTo(new Dense(3, new Relu()));
    }

    @Test
    void a_learner_can_be_written_by_hand() {
        Learner expected =
                Sequential.of(
                                2,
                                new Dense(8, new Relu()),
                                new Dropout(0.2),
                                new Dense(2, new Softmax()))
                        .compile(
                                new MeanSquaredError(),
                                new Sgd(0.1),
                                new MeanAbsoluteError(),
                                new BinaryAccuracy(0.7));
        String rest =
                "'loss':'mse','optimizer':'sgd(0.1)','metrics':['mae',{'type':'binary_accuracy','threshold':0.7}]}";
        assertThat(
                        read(
                                "{'network':{'inputs':2,'layers':'8 relu, dropout 0.2, 2 softmax'},"
                                        + rest,
                                Learner.class))
                .isEqualTo(expected);
        assertThat(
                        read(
                                "{'network':{'inputs':2,'layers':['8"
                                    + " relu','dropout(0.2)',{'type':'dense','units':2,'activation':'softmax'}]},"
                                        + rest,
                                Learner.class))
                .isEqualTo(expected);
    }

    @Test
    void settings_of_fit_table_and_files_have_their_defaults() {
        assertThat(read("{}", Fit.class)).isEqualTo(Fit.defaults());
        assertThat(read("{'epochs':5,'batch_size':'full'}", Fit.class))
                .isEqualTo(Fit.defaults().epochs(5).fullBatch());
        assertThat(read("{'target':'y','scaling':'minmax'}", TableOptions.class))
                .isEqualTo(TableOptions.defaults().target("y").scaling(Scaling.MINMAX));
        assertThat(read("{'header':false}", CsvOptions.class))
                .isEqualTo(CsvOptions.defaults().header(false));
    }

    @Test
    void a_users_own_member_can_be_named_too() {
        CustomMembers swish = CustomMembers.none().with("swish", DescriptionsTest.Swish.class);
        Json json = Json.with(swish);
        byte[] bytes =
                "{\"type\":\"activation\",\"activation\":\"swish\"}"
                        .getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> json.value("here", json.tree("here", bytes), Layer.class))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("here, activation")
                .hasMessageContaining("\"beta\" is missing");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'network':{'inputs':2,'layers':'8 relu, dropot 0.2'}} | here, network.layers:"
                        + " layer \"8 relu, dropot 0.2\", position 9: unknown layer \"dropot\"; did"
                        + " you mean dropout?",
                "{'network':{'inputs':2,'layers':['8 relu','dropout']}} | here, network.layers[1]:"
                        + " dropout needs rate; for example dropout(0.5)",
                "{'network':{'inputs':2,'layers':[{'type':'dense','activation':'relu'}]}} | here,"
                        + " network.layers[0].units: \"units\" is missing",
                "{'network':{'inputs':2,'layers':[{'type':'dense','units':4,'unts':4}]}} | here,"
                        + " network.layers[0].unts: unknown \"unts\"; did you mean units?",
                "{'network':{'inputs':2,'layers':'2'},'loss':'mse'} | here, optimizer:"
                        + " \"optimizer\" is missing",
                "{'loss':'mse','optimizer':'adam(beta=1)'} | here, optimizer: optimizer"
                        + " \"adam(beta=1)\", position 6: adam has no argument \"beta\"; did you"
                        + " mean beta_1 or beta_2?",
                "{'optimizer':{'type':'adam','learning_rate':'fast'}} | here,"
                        + " optimizer.learning_rate: unknown learning rate \"fast\"; ",
                "{'optimizer':{'type':'adam','learning_rate':true}} | here,"
                        + " optimizer.learning_rate",
                "{'optimizer':{'type':'adam','learning_rate':-1}} | here, optimizer.learning_rate:"
                        + " learning rate must be positive and finite, got -1.0",
                "{'metrics':'accuracy'} | here"
            })
    void what_is_wrong_is_told_with_its_place(String json, String message) {
        assertThatThrownBy(() -> read(json, Learner.class))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(message);
    }
}
