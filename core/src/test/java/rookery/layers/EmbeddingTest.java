package rookery.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.Trainer;
import rookery.initializers.Constant;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.List;

class EmbeddingTest {

    /** Column 1 has three codes, each of which becomes two numbers. */
    private static final Embedding LAYER = Embedding.of(List.of(1), List.of(3), 2);

    private static final Matrix ROWS = Matrix.of(new float[][] {{5, 0, 7}, {6, 2, 8}, {9, 2, 4}});

    private static Learner learner() {
        return Sequential.of(3, LAYER).compile(new MeanSquaredError(), new Sgd(1));
    }

    private static Model model() {
        Parameters parameters = learner().network().initialParameters(0);
        parameters.setLogical(0, new float[] {10, 11, 20, 21, 30, 31});
        return Model.of(learner(), parameters);
    }

    @Test
    void a_code_becomes_its_numbers_and_other_columns_pass() {
        assertThat(model().predict(ROWS).toRows())
                .isEqualTo(new float[][] {{5, 10, 11, 7}, {6, 30, 31, 8}, {9, 30, 31, 4}});
        assertThat(model().predict(5, 1, 7)).containsExactly(5, 20, 21, 7);
    }

    @Test
    void the_numbers_of_a_code_learn_from_its_rows_alone() {
        Matrix targets = Matrix.of(new float[][] {{5, 4, 11, 7}, {6, 24, 31, 8}, {9, 18, 31, 4}});
        Fit fit = Fit.defaults().shuffle(false).fullBatch().initialModel(model());
        Trainer trainer = learner().trainer(Dataset.of(ROWS, targets), fit);
        trainer.step();
        // dy = 2·(y − t)/4 outputs/3 rows: 6/6 for code 0, (6 + 12)/6 for code 2
        assertThat(trainer.gradients().matrix("embedding/embeddings").toRows())
                .isEqualTo(new float[][] {{1, 0}, {0, 0}, {3, 0}});
        assertThat(trainer.model().weights("embedding/embeddings").toRows())
                .isEqualTo(new float[][] {{9, 11}, {20, 21}, {27, 31}});
    }

    @Test
    void small_gradients_of_a_code_are_not_lost_beside_large_ones() {
        Learner learner =
                Sequential.of(1, Embedding.of(List.of(0), List.of(1), 1)).compile("mse", "sgd");
        Parameters zero = learner.network().initialParameters(0);
        zero.setLogical(0, new float[1]);
        float large = 1 << 24; // plus 1 it is itself, in single precision
        Dataset data =
                Dataset.of(
                        Matrix.of(new float[4][1]),
                        Matrix.of(new float[][] {{-2 * large}, {-2}, {-2}, {0}}));
        Fit fit = Fit.defaults().shuffle(false).fullBatch().initialModel(Model.of(learner, zero));
        Trainer trainer = learner.trainer(data, fit);
        trainer.step();
        // dy = 2·(0 − t)/4 rows
        assertThat(trainer.gradients().logical(0)).containsExactly(large + 2);
    }

    @Test
    void each_column_has_a_tensor_of_its_own() {
        Embedding layer = new Embedding(List.of(0, 2), List.of(4, 50), List.of(3, 33));
        assertThat(Sequential.of(3, layer).parameters())
                .extracting("name", "shape")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("embedding/embeddings", List.of(4, 3)),
                        org.assertj.core.groups.Tuple.tuple(
                                "embedding/embeddings_1", List.of(50, 33)));
        assertThat(layer.outputs(3)).isEqualTo(37);
    }

    @Test
    void what_is_no_code_is_refused_with_its_place() {
        Matrix wrong = Matrix.of(new float[][] {{5, 0, 7}, {6, 3, 8}});
        String message = "embedding: row 1, column 1: expected a code from 0 to 2, got 3.0";
        assertThatThrownBy(() -> model().predict(wrong)).hasMessage(message);
        Dataset data = Dataset.of(wrong, Matrix.of(new float[2][4]));
        assertThatThrownBy(() -> learner().trainer(data, Fit.defaults())).hasMessage(message);
        assertThatThrownBy(() -> model().evaluate(data)).hasMessage(message);
        for (float code : new float[] {-1, 0.5f, Float.NaN, Float.POSITIVE_INFINITY})
            assertThatThrownBy(() -> model().predict(5, code, 7))
                    .hasMessage(
                            "embedding: row 0, column 1: expected a code from 0 to 2, got " + code);
        Learner frozen = Sequential.of(3, new Frozen(LAYER)).compile("mse", "sgd");
        assertThatThrownBy(() -> frozen.initialModel(0).predict(wrong)).hasMessage(message);
    }

    @Test
    void it_stands_first_only() {
        assertThatThrownBy(() -> Sequential.of(3, LAYER, LAYER))
                .hasMessage(
                        "Sequential: embedding takes codes, which only data have; put it first");
        assertThatThrownBy(() -> Sequential.of(3, new Dense(3), new Frozen(LAYER)))
                .hasMessage(
                        "Sequential: embedding takes codes, which only data have; put it first");
        assertThatThrownBy(() -> new Residual(LAYER, new Dense(3)))
                .hasMessage(
                        "Residual: embedding takes codes, which only data have; put it first in the"
                                + " network");
    }

    @Test
    void wrong_arguments_are_refused() {
        assertThatThrownBy(() -> Embedding.of(List.of(), List.of(), 1))
                .hasMessage("Embedding: needs at least one column");
        assertThatThrownBy(() -> Embedding.of(List.of(2, 1), List.of(3, 3), 1))
                .hasMessage("Embedding: columns must be ascending positions from 0, got [2, 1]");
        assertThatThrownBy(() -> Embedding.of(List.of(1), List.of(3, 3), 1))
                .hasMessage("Embedding: sizes must be one for each of the 1 columns, got [3, 3]");
        assertThatThrownBy(() -> Embedding.of(List.of(1), List.of(0), 1))
                .hasMessage("Embedding: sizes must be at least 1, got [0]");
        assertThatThrownBy(() -> Embedding.of(List.of(1), List.of(3), 0))
                .hasMessage("Embedding: dimension must be at least 1, got [0]");
        assertThatThrownBy(() -> Sequential.of(1, LAYER))
                .hasMessage("Embedding: there is no column 1 among 1 inputs");
    }

    @Test
    void its_initializer_can_be_told() {
        Embedding layer = new Embedding(List.of(0), List.of(2), List.of(3), new Constant(0.5));
        Learner learner = Sequential.of(1, layer).compile("mse", "sgd");
        assertThat(learner.initialModel(0).predict(1)).containsExactly(0.5f, 0.5f, 0.5f);
    }
}
