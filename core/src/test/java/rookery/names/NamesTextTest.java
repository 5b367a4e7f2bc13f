package rookery.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.activations.LeakyRelu;
import rookery.activations.Relu;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.names.Shape.Copies;
import rookery.names.Shape.Dot;
import rookery.names.Shape.Everything;
import rookery.names.Shape.Line;
import rookery.names.Shape.Mirrored;
import rookery.names.Shape.Plain;
import rookery.names.Shape.Row;
import rookery.names.Shape.Steps;
import rookery.optimizers.Adam;
import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;
import rookery.schedules.Constant;
import rookery.schedules.CustomLearningRate;
import rookery.schedules.ExponentialDecay;
import rookery.schedules.LearningRate;

import java.util.List;
import java.util.Optional;

class NamesTextTest {

    private static Everything everything(String arguments) {
        return (Everything) Shape.NAMES.get("everything(" + arguments + ")");
    }

    @Test
    void what_is_not_said_is_as_in_the_member_of_the_name() {
        assertThat(Optimizer.NAMES.get("adam")).isEqualTo(new Adam());
        assertThat(Optimizer.NAMES.get("adam()")).isEqualTo(new Adam());
        assertThat(Optimizer.NAMES.get("adam(beta_1=0.8)"))
                .isEqualTo(new Adam(new Constant(0.001), 0.8, 0.999, 1e-7));
        assertThat(Shape.NAMES.get("thick(seed=3)"))
                .isEqualTo(everything("seed=3, line=double_line"));
    }

    @Test
    void arguments_come_by_place_and_by_name() {
        assertThat(Optimizer.NAMES.get("sgd(0.1, momentum=0.9, nesterov=true)"))
                .isEqualTo(new Sgd(0.1, 0.9, true));
        assertThat(Optimizer.NAMES.get(" sgd ( 0.1 , 0.9,\tTrue , ) "))
                .isEqualTo(new Sgd(0.1, 0.9, true));
        assertThat(Optimizer.NAMES.get("sgd 0.1 0.9 nesterov=true"))
                .isEqualTo(new Sgd(0.1, 0.9, true));
    }

    @ParameterizedTest
    @ValueSource(strings = {"learning_rate", "learningRate", "LearningRate", "learningrate"})
    void names_are_compared_without_underscores_and_case(String argument) {
        assertThat(Optimizer.NAMES.get("adam(" + argument + "=0.5)")).isEqualTo(new Adam(0.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Adam", "ADAM", "Adam()", "'adam'", "\"adam\""})
    void a_name_may_be_written_as_keras_writes_the_class(String name) {
        assertThat(Optimizer.NAMES.get(name)).isEqualTo(new Adam());
    }

    @Test
    void members_stand_inside_members() {
        assertThat(
                        Layer.NAMES.get(
                                "dense(64, activation=leaky_relu(0.1),"
                                        + " bias_initializer=constant(1))"))
                .isEqualTo(
                        new Dense(
                                64,
                                new LeakyRelu(0.1),
                                new Dense(1).kernelInitializer(),
                                new rookery.initializers.Constant(1)));
        assertThat(Optimizer.NAMES.get("adam(learning_rate=constant(0.1))"))
                .isEqualTo(new Adam(0.1));
        assertThat(everything("activation='relu'").activation()).isEqualTo(new Relu());
    }

    @ParameterizedTest
    @CsvSource({
        "0.25, 0.25",
        ".25, 0.25",
        "1., 1",
        "-2, -2",
        "+2, 2",
        "1e-3, 0.001",
        "1E3, 1000",
        "inf, Infinity",
        "-inf, -Infinity",
        "nan, NaN",
        "1e999, Infinity"
    })
    void numbers_are_as_in_python(String text, Double value) {
        assertThat(everything("alpha_2=" + text).alpha2()).isEqualTo(value);
    }

    @Test
    void all_types_have_a_spelling() {
        assertThat(everything("seed=-9223372036854775808").seed()).isEqualTo(Long.MIN_VALUE);
        assertThat(everything("seed=1e4").seed()).isEqualTo(10_000);
        assertThat(everything("from_logits=True").fromLogits()).isTrue();
        assertThat(everything("from_logits=false").fromLogits()).isFalse();
        assertThat(everything("title='a, (b) \\' c'").title()).isEqualTo("a, (b) ' c");
        assertThat(everything("title=word").title()).isEqualTo("word");
        assertThat(everything("line='double_line'").line()).isEqualTo(Line.DOUBLE_LINE);
        assertThat(everything("max_value=6").maxValue()).contains(6.0);
        assertThat(everything("max_value=None").maxValue()).isEmpty();
        assertThat(everything("axis=None").axis()).isEmpty();
        assertThat(everything("last=leaky_relu(0.1)").last()).contains(new LeakyRelu(0.1));
    }

    @Test
    void none_is_the_default_where_a_member_is_wanted() {
        assertThat(everything("activation=None").activation()).isEqualTo(new LeakyRelu());
        assertThat(Layer.NAMES.get("dense(3, activation=None)")).isEqualTo(new Dense(3));
    }

    @Test
    void a_schedule_is_a_learning_rate() {
        assertThat(Optimizer.NAMES.get("adam(learning_rate=exponential_decay(0.1, 1e3, 0.9))"))
                .isEqualTo(new Adam().withLearningRate(new ExponentialDecay(0.1, 1000, 0.9)));
        assertThatThrownBy(() -> LearningRate.NAMES.get("exponential_decay"))
                .hasMessageMatching(
                        "exponential_decay needs initial_learning_rate, decay_steps, decay_rate;"
                                + " for example exponential_decay\\(.*, 1000, 0.9\\)");
    }

    @Test
    void lists_have_brackets_or_take_in_what_follows() {
        Steps steps = new Steps(List.of(1, 2), List.of(0.1, 0.2));
        assertThat(Shape.NAMES.get("steps([1, 2], (0.1, 0.2))")).isEqualTo(steps);
        assertThat(Shape.NAMES.get("steps(values=[0.1,0.2,], boundaries=(1,2))")).isEqualTo(steps);
        Row row = new Row(List.of(new Dot(3), new Plain(), new Dot(4)), true);
        assertThat(Shape.NAMES.get("row(3, plain, dot 4, closed=true)")).isEqualTo(row);
        assertThat(Shape.NAMES.get("row([3, plain, dot 4], true)")).isEqualTo(row);
        assertThat(Shape.NAMES.get("row(row(3), row([]))"))
                .isEqualTo(new Row(List.of(new Row(List.of(new Dot(3))), new Row(List.of()))));
    }

    @Test
    void what_is_implied_need_not_be_named() {
        assertThat(Shape.NAMES.get("3")).isEqualTo(new Dot(3));
        assertThat(Layer.NAMES.get("3 relu")).isEqualTo(new Dense(3, new Relu()));
        assertThat(Layer.NAMES.get("leaky_relu(0.1)"))
                .isEqualTo(new rookery.layers.Activation(new LeakyRelu(0.1)));
    }

    @Test
    void what_is_implied_holds_inside_too() {
        Shape thick = new Everything(Line.DOUBLE_LINE);
        assertThat(Shape.NAMES.implied(() -> List.of(thick)).get("row(0.25, 2)"))
                .isEqualTo(
                        new Row(
                                List.of(
                                        Shape.NAMES.get("thick(0.25)"),
                                        Shape.NAMES.get("thick(2)"))));
    }

    @Test
    void extra_arguments_wrap_a_member_in_the_order_of_the_family() {
        Shape both = new Mirrored(new Copies(new Dot(3), 4));
        assertThat(Shape.NAMES.get("dot(3, copies=4, mirrored=true)")).isEqualTo(both);
        assertThat(Shape.NAMES.get("dot(3, mirrored=True, copies=4)")).isEqualTo(both);
        assertThat(Shape.NAMES.get("plain(copies=2)")).isEqualTo(new Copies(new Plain(), 2));
        assertThat(Shape.NAMES.get("plain(copies=None, mirrored=false)")).isEqualTo(new Plain());
    }

    @Test
    void defaults_are_those_of_the_first_member_of_the_class_without_what_is_required() {
        assertThat(Shape.NAMES.defaults(Row.class)).hasToString("{closed=false}");
        assertThat(Shape.NAMES.defaults(Dot.class)).isEmpty();
        assertThat(Shape.NAMES.defaults(Everything.class))
                .containsEntry("alpha2", 0.5)
                .containsEntry("line", Line.SOLID)
                .containsEntry("axis", Optional.of(1))
                .hasSize(11);
        assertThat(Optimizer.NAMES.defaults(Dot.class)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "everything",
                "everything(alpha_2=0.25, title='it\\'s \\\\', max_value=6, axis=None)",
                "everything(alpha_2=1e-7, seed=-4, from_logits=true, line=double_line)",
                "everything(alpha_2=-0.0)",
                "everything(alpha_2=Infinity, activation=leaky_relu(negative_slope=0.1))",
                "everything(learning_rate=0.2, last=relu, parts=[1, plain])",
                "row([row([1], closed=true)])",
                "steps([1], [1000000, 1e22])",
                "copies(mirrored(plain), 3)",
                "plain"
            })
    void a_member_is_written_as_it_is_read(String text) {
        assertThat(Shape.NAMES.textOf(Shape.NAMES.get(text))).isEqualTo(text);
    }

    @Test
    void arguments_may_be_left_out_of_the_text() {
        assertThat(Optimizer.NAMES.textOf(new Sgd(0.5, 0.9, false), "learning_rate"))
                .isEqualTo("sgd(momentum=0.9)");
        assertThat(Layer.NAMES.textOf(new Dense(3, new Relu()), "units"))
                .isEqualTo("dense(activation=relu)");
    }

    /** A schedule of a user's own. */
    private record Half() implements CustomLearningRate {
        @Override
        public double at(long step) {
            return 0.5;
        }
    }

    @Test
    void a_users_own_member_or_part_is_described_by_its_class() {
        assertThat(LearningRate.NAMES.describe(new Half())).isEqualTo("Half");
        assertThat(Optimizer.NAMES.describe(new Sgd().withLearningRate(new Half())))
                .isEqualTo("Sgd");
        assertThat(Optimizer.NAMES.describe(new Sgd(0.5, 0.9, false)))
                .isEqualTo("sgd(learning_rate=0.5, momentum=0.9)");
    }
}
