package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.layers.Activation;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Embedding;
import rookery.layers.Frozen;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Residual;
import rookery.layers.RmsNormalization;
import rookery.tensor.Matrix;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

class InputGradientsTest {

    private static final int INPUTS = 5;
    private static final int OUTPUTS = 3;

    /** Each layer once as the first one, whose inputs' gradient training never needs. */
    static Stream<Sequential> networks() {
        return Stream.of(
                network(new Dense(7, new Tanh())),
                network(new BatchNormalization(), new Dense(7, new Tanh())),
                network(new LayerNormalization(), new Dense(7, new Sigmoid())),
                network(new RmsNormalization(), new Dense(7, new Sigmoid())),
                network(new Activation(new Tanh()), new Dropout(0.5)),
                network(new Dropout(0.5), new Dense(4, new Tanh())),
                network(new PRelu(), new Dense(7, new Tanh())),
                network(new Frozen(new Dense(6, new Tanh())), new Dense(5, new Sigmoid())),
                network(new Residual(new Dense(4, new Tanh()), new Dense(INPUTS))),
                Sequential.of(
                        INPUTS,
                        new Dense(6, new Sigmoid()),
                        new Dense(OUTPUTS),
                        new Activation(new Softmax())),
                Sequential.of(INPUTS, new Dense(OUTPUTS)));
    }

    private static Sequential network(rookery.layers.Layer first, rookery.layers.Layer... then) {
        List<rookery.layers.Layer> layers = new java.util.ArrayList<>(List.of(first));
        layers.addAll(List.of(then));
        layers.add(new Dense(OUTPUTS, new Softmax()));
        return Sequential.of(INPUTS, layers.toArray(rookery.layers.Layer[]::new));
    }

    private static Matrix rows(int rows, long seed) {
        Random random = new Random(seed);
        float[] values = new float[rows * INPUTS];
        for (int i = 0; i < values.length; i++) {
            float value = (float) random.nextGaussian();
            values[i] = value + Math.copySign(0.1f, value); // no kink of prelu within a difference
        }
        return Matrix.wrap(rows, INPUTS, values);
    }

    /** f(x + h) − f(x − h) over 2h, for each input; h = 1/128 is an exact float. */
    @ParameterizedTest
    @MethodSource("networks")
    void gradients_are_differences_of_outputs(Sequential network) {
        Model model = network.compile("categorical_crossentropy", "sgd").initialModel(3);
        Matrix x = rows(37, 4);
        InputGradients gradients = model.inputGradients();
        assertThat(gradients.features(x)).isEqualTo(x);
        assertThat(gradients.begin(INPUTS)).isEqualTo(INPUTS);
        float h = 1f / 128;
        for (int k = 0; k < OUTPUTS; k++) {
            InputGradients.Gradients found = gradients.of(x, k);
            assertThat(found.outputs()).isEqualTo(model.predict(x));
            for (int i = 0; i < INPUTS; i++) {
                Matrix above = model.predict(moved(x, i, h));
                Matrix below = model.predict(moved(x, i, -h));
                for (int row = 0; row < x.rows(); row++) {
                    double slope = ((double) above.get(row, k) - below.get(row, k)) / (2 * h);
                    assertThat(found.gradients().get(row, i))
                            .as("row %d, input %d, output %d", row, i, k)
                            .isCloseTo((float) slope, within(3e-3f));
                }
            }
        }
    }

    private static Matrix moved(Matrix x, int input, float by) {
        float[] values = x.values().clone();
        for (int at = input; at < values.length; at += x.cols()) values[at] += by;
        return Matrix.wrap(x.rows(), x.cols(), values);
    }

    @Test
    void a_linear_networks_gradients_are_its_weights() {
        Model model = Sequential.of(2, new Dense(2)).compile("mse", "sgd").initialModel(1);
        InputGradients.Gradients found = model.inputGradients().of(Matrix.of(2, 2, 1, 2, 3, 4), 1);
        float w0 = model.weights("dense/kernel").get(0, 1);
        float w1 = model.weights("dense/kernel").get(1, 1);
        assertThat(found.gradients()).isEqualTo(Matrix.of(2, 2, w0, w1, w0, w1));
    }

    /** Of input 0 three numbers, of input 1 itself, of input 2 two. */
    @Test
    void codes_have_the_gradients_of_their_vectors() {
        Sequential network =
                Sequential.of(
                        3,
                        new Embedding(List.of(0, 2), List.of(4, 3), List.of(3, 2)),
                        new Dense(1));
        Model model = network.compile("mse", "sgd").initialModel(1);
        InputGradients gradients = model.inputGradients();
        assertThat(gradients.afterEmbedding()).isTrue();
        assertThat(List.of(0, 1, 2, 3)).map(gradients::begin).containsExactly(0, 3, 4, 6);
        Matrix features = gradients.features(Matrix.of(1, 3, 2, 0.5f, 1));
        Matrix first = model.weights("embedding/embeddings");
        Matrix second = model.weights("embedding/embeddings_1");
        assertThat(features)
                .isEqualTo(
                        Matrix.of(
                                1,
                                6,
                                first.get(2, 0),
                                first.get(2, 1),
                                first.get(2, 2),
                                0.5f,
                                second.get(1, 0),
                                second.get(1, 1)));
        InputGradients.Gradients found = gradients.of(features, 0);
        assertThat(found.outputs()).isEqualTo(model.predict(Matrix.of(1, 3, 2, 0.5f, 1)));
        for (int i = 0; i < 6; i++)
            assertThat(found.gradients().get(0, i))
                    .isEqualTo(model.weights("dense/kernel").get(i, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> gradients.features(Matrix.of(1, 3, 9, 0, 0)))
                .withMessageContaining("expected a code from 0 to 3, got 9.0");
    }

    @Test
    void many_rows_give_the_bits_of_each_alone() {
        Model model =
                network(new Dense(7, new Tanh()))
                        .compile("categorical_crossentropy", "sgd")
                        .initialModel(2);
        Matrix x = rows(2100, 5);
        InputGradients.Gradients all = model.inputGradients().of(x, 2);
        for (int row : List.of(0, 31, 32, 1023, 1024, 2099)) {
            InputGradients.Gradients alone = model.inputGradients().of(x.select(row), 2);
            assertThat(alone.gradients()).isEqualTo(all.gradients().select(row));
            assertThat(alone.outputs()).isEqualTo(all.outputs().select(row));
        }
    }

    @Test
    void what_does_not_fit_is_refused() {
        Model model = Sequential.of(2, new Dense(2)).compile("mse", "sgd").initialModel(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.inputGradients().of(Matrix.of(1, 3, 1, 2, 3), 0))
                .withMessage("gradient: got 3 features, but this network has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.inputGradients().features(Matrix.of(1, 3, 1, 2, 3)))
                .withMessage("gradient: got 3 inputs, but this network has 2");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.inputGradients().of(Matrix.of(1, 2, 1, 2), 2))
                .withMessage("gradient: no output 2 of 2");
        Model codes =
                Sequential.of(1, new Embedding(List.of(0), List.of(3), List.of(2)))
                        .compile("mse", "sgd")
                        .initialModel(1);
        assertThatIllegalArgumentException()
                .isThrownBy(codes::inputGradients)
                .withMessage(
                        "gradient: this network is an embedding alone, and codes have no gradient");
    }
}
