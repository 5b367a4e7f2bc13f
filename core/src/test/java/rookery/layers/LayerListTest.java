package rookery.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.activations.LeakyRelu;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.activations.Tanh;
import rookery.initializers.Initializer;

import java.util.List;

class LayerListTest {

    private static List<Layer> parse(String text) {
        return LayerList.parse(text, new Relu());
    }

    @Test
    void numbers_are_dense_layers_with_the_activation_unless_told() {
        assertThat(parse("16")).containsExactly(new Dense(16, new Relu()));
        assertThat(parse("16,8, 4 ,2 tanh"))
                .containsExactly(
                        new Dense(16, new Relu()),
                        new Dense(8, new Relu()),
                        new Dense(4, new Relu()),
                        new Dense(2, new Tanh()));
        assertThat(parse("16 leaky_relu(0.1)")).containsExactly(new Dense(16, new LeakyRelu(0.1)));
    }

    @Test
    void a_layer_that_is_named_has_keras_defaults() {
        assertThat(parse("dense 16, dense(8, tanh), dense(units=4)"))
                .containsExactly(
                        new Dense(16, new Linear()),
                        new Dense(8, new Tanh()),
                        new Dense(4, new Linear()));
    }

    @Test
    void names_have_their_arguments_after_them_or_in_parentheses() {
        assertThat(parse("64 relu, dropout 0.2, dropout(0.3), dropout rate=0.4"))
                .containsExactly(
                        new Dense(64, new Relu()),
                        new Dropout(0.2),
                        new Dropout(0.3),
                        new Dropout(0.4));
    }

    @Test
    void an_activations_name_is_a_layer_of_it() {
        assertThat(parse("dense 8, tanh, leaky_relu 0.1, activation(relu)"))
                .containsExactly(
                        new Dense(8),
                        new Activation(new Tanh()),
                        new Activation(new LeakyRelu(0.1)),
                        new Activation(new Relu()));
    }

    @Test
    void layers_stand_inside_layers_by_the_same_grammar() {
        Layer inner = new Residual(new Dense(8, new Tanh()), new Dropout(0.1));
        assertThat(parse("residual(8, residual(8 tanh, dropout 0.1)), frozen 4"))
                .containsExactly(
                        new Residual(new Dense(8, new Relu()), inner),
                        new Frozen(new Dense(4, new Relu())));
        assertThat(parse("residual([8, dense(8)])"))
                .containsExactly(new Residual(new Dense(8, new Relu()), new Dense(8)));
    }

    @Test
    void members_of_all_families_stand_inside() {
        assertThat(parse("dense(4, kernel_initializer=he_normal), batch_normalization 0.9"))
                .satisfiesExactly(
                        dense ->
                                assertThat(((Dense) dense).kernelInitializer())
                                        .isEqualTo(Initializer.NAMES.get("he_normal")),
                        normal ->
                                assertThat(((BatchNormalization) normal).momentum())
                                        .isEqualTo(0.9));
    }

    @Test
    void none_is_no_layer() {
        assertThat(parse(" none ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    `` | no layers; none says so
                    0 | dense: units must be at least 1, got 0
                    1.5 | layer "1.5", position 1: units: expected a whole number, got 1.5
                    16,x | layer "16,x", position 4: unknown layer "x"; known are dense,
                    16 rellu | layer "16 rellu", position 4: unknown activation "rellu"; did you mean relu
                    64 relu, dropout | layer "64 relu, dropout", position 10: dropout needs rate; for example dropout(0.5)
                    64,,32 | layer "64,,32", position 4: expected a value, got ,
                    64,none | layer "64,none", position 4: unknown layer "none"; known are dense,
                    dropout 1 | dropout: rate must be in [0, 1), got 1.0
                    [64] | layer "[64]", position 1: expected the name of one layer, got [64]
                    """)
    void what_is_no_list_of_layers_is_explained(String text, String message) {
        assertThatThrownBy(() -> parse(text == null ? "" : text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
