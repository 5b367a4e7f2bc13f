package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.layers.Dense;
import rookery.metrics.ConfusionMatrix;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

class ModelTest {

    private final Model model = Samples.learner(5, 33, 17).initialModel(3);
    private final Matrix rows = Samples.clouds(1100, 5, 4).features();

    @Test
    void a_row_alone_gives_the_same_bits_as_in_a_batch() {
        Matrix all = model.predict(rows);
        assertThat(all.rows()).isEqualTo(1100);
        Predictor predictor = model.predictor();
        for (int row = 0; row < rows.rows(); row++)
            assertThat(predictor.predict(rows.row(row))).isEqualTo(all.row(row));
        assertThat(predictor.predict(rows)).isEqualTo(all);
        assertThat(model.predict(rows.select(1099, 3)).row(1)).isEqualTo(all.row(3));
    }

    @Test
    void many_threads_predict_with_one_model() throws Exception {
        Matrix all = model.predict(rows);
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<Matrix>> answers = new ArrayList<>();
            for (int i = 0; i < 32; i++) answers.add(threads.submit(() -> model.predict(rows)));
            for (Future<Matrix> answer : answers) assertThat(answer.get()).isEqualTo(all);
        }
    }

    @Test
    void no_rows_give_no_predictions() {
        assertThat(model.predict(Matrix.of(0, 5))).isEqualTo(Matrix.of(0, 3));
    }

    @Test
    void rows_of_another_width_are_refused() {
        assertThatThrownBy(() -> model.predict(1, 2))
                .hasMessage("predict: got 2 inputs, but this network has 5");
        assertThatThrownBy(() -> model.predict(Matrix.of(1, 6, new float[6])))
                .hasMessage("predict: got 6 inputs, but this network has 5");
    }

    @Test
    void weights_are_handed_out_as_copies() {
        String sha = model.weightsSha256();
        model.weights("dense/kernel").values()[0] = 99;
        model.parameters().values()[0] = 99;
        assertThat(model.weightsSha256()).isEqualTo(sha);
        assertThat(model.weights("dense_2/bias")).isEqualTo(Matrix.of(1, 3, 0, 0, 0));
    }

    @Test
    void evaluating_in_shards_gives_the_mean_over_all_rows() {
        Dataset all = Samples.clouds(2100, 5, 4);
        double loss = 0;
        double right = 0;
        for (int row = 0; row < 2100; row++) {
            Evaluation one = model.evaluate(all.select(row));
            loss += one.loss();
            right += one.get("accuracy");
        }
        Evaluation evaluation = model.evaluate(all);
        assertThat(evaluation.loss()).isEqualTo(loss / 2100);
        assertThat(evaluation.get("accuracy")).isEqualTo(right / 2100);
    }

    @Test
    void the_rows_weights_count_in_the_loss_and_not_in_the_metrics() {
        Dataset plain = Samples.clouds(40, 5, 4);
        float[] weights = new float[40];
        double loss = 0;
        for (int row = 0; row < 40; row++) {
            weights[row] = row % 3;
            loss += row % 3 * model.evaluate(plain.select(row)).loss();
        }
        Evaluation weighted = model.evaluate(plain.withWeights(weights));
        assertThat(weighted.loss()).isEqualTo(loss / 40);
        assertThat(weighted.get("accuracy")).isEqualTo(model.evaluate(plain).get("accuracy"));
    }

    @Test
    void the_confusion_matrix_counts_what_is_predicted() {
        Dataset data = Samples.clouds(700, 5, 4);
        Matrix outputs = model.predict(data.features());
        long[][] counts = new long[3][3];
        for (int row = 0; row < 700; row++)
            counts[largest(data.targets().row(row))][largest(outputs.row(row))]++;
        ConfusionMatrix matrix = model.confusionMatrix(data);
        assertThat(matrix).isEqualTo(new ConfusionMatrix(counts));
        assertThat(matrix.accuracy()).isEqualTo(model.evaluate(data).get("accuracy"));
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int k = 1; k < values.length; k++) if (values[k] > values[largest]) largest = k;
        return largest;
    }

    @Test
    void numbers_have_no_confusion_matrix() {
        Model regression = Sequential.of(1, new Dense(1)).compile("mse", "sgd").initialModel(1);
        Dataset data = Dataset.of(Matrix.of(2, 1, 1, 2), Matrix.of(2, 1, 0, 7));
        assertThatThrownBy(() -> regression.confusionMatrix(data))
                .hasMessage(
                        "confusion matrix: target row 1, column 0 must be 0 for no or 1 for yes, or"
                                + " between, got 7.0");
    }

    @Test
    void a_value_that_was_not_measured_offers_the_nearest() {
        Evaluation evaluation = model.evaluate(Samples.clouds(3, 5, 1));
        assertThatThrownBy(() -> evaluation.get("acuracy"))
                .hasMessage("evaluation has no \"acuracy\"; did you mean accuracy?");
    }
}
