package rookery.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Model;
import rookery.Sequential;
import rookery.explain.importance.PermutationImportance.ColumnImportance;
import rookery.explain.importance.PermutationImportance.Worse;
import rookery.layers.Dense;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

class PermutationImportanceTest {

    private static final List<InputColumn> THREE =
            List.of(
                    new InputColumn("a", 0, 1),
                    new InputColumn("b", 1, 1),
                    new InputColumn("c", 2, 1));

    /** y = 3a − 2b + 0·c, without noise. */
    private static Model linear() {
        Sequential network = Sequential.of(3, new Dense(1));
        Parameters weights = Parameters.zeros(network.parameters());
        weights.setLogical(0, new float[] {3, -2, 0});
        return Model.of(network.compile("mse", "sgd", "r2_score"), weights);
    }

    private static Dataset rows(int rows, long seed) {
        Random random = new Random(seed);
        float[] x = new float[rows * 3];
        for (int i = 0; i < x.length; i++) x[i] = (float) random.nextGaussian();
        Matrix features = Matrix.wrap(rows, 3, x);
        return Dataset.of(features, linear().predict(features));
    }

    private static double variance(Dataset data, int column) {
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < data.rows(); i++) mean += data.features().get(i, column) / data.rows();
        for (int i = 0; i < data.rows(); i++) {
            double away = data.features().get(i, column) - mean;
            squares += away * away / data.rows();
        }
        return squares;
    }

    private static PermutationImportance importance(Dataset data, int repeats, long seed) {
        return PermutationImportance.of(
                linear(), data, THREE, RowSet.NAMED, repeats, seed, _ -> {});
    }

    /** A row gets the value of any row, itself among them: the mean of (x_i − x_j)² is 2·Var(x). */
    @Test
    void a_linear_models_squared_error_grows_by_twice_the_variance_times_the_weight_squared() {
        Dataset data = rows(300, 1);
        PermutationImportance importance = importance(data, 400, 2);
        assertThat(importance.columns())
                .extracting(ColumnImportance::column)
                .containsExactly("a", "b", "c");
        double[] weights = {3, -2, 0};
        for (int k = 0; k < 3; k++) {
            double expected = 2 * weights[k] * weights[k] * variance(data, k);
            Worse worse = importance.columns().get(k).worse().get("loss");
            assertThat(worse.mean())
                    .as("column %d", k)
                    .isCloseTo(expected, within(3 * (worse.high() - worse.low()) / 2 + 1e-12));
            assertThat(worse.high() - worse.low()).isLessThanOrEqualTo(0.02 * expected);
        }
        assertThat(importance.columns().get(2).worse().get("r2_score").certain()).isFalse();
        assertThat(importance.measures().get(0).value()).isZero();
        assertThat(importance.measures().get(1).value()).isEqualTo(1);
    }

    /** Of 300 intervals of 95 % some 285 have the true value within: 2·9·Var(a). */
    @Test
    void intervals_hold_what_they_promise() {
        Dataset data = rows(40, 3);
        double expected = 2 * 9 * variance(data, 0);
        long within =
                IntStream.range(0, 300)
                        .mapToObj(seed -> importance(data, 6, seed).columns().getFirst())
                        .map(column -> column.worse().get("loss"))
                        .filter(worse -> worse.low() <= expected && expected <= worse.high())
                        .count();
        assertThat(within).isBetween(274L, 296L);
    }

    @Test
    void the_same_seed_gives_the_same_and_another_seed_another() {
        Dataset data = rows(50, 4);
        assertThat(importance(data, 5, 7)).isEqualTo(importance(data, 5, 7));
        assertThat(importance(data, 5, 8).columns()).isNotEqualTo(importance(data, 5, 7).columns());
    }

    /** Large enough for several threads to share out an evaluation. */
    @Test
    void any_number_of_threads_gives_the_same_bits() {
        Sequential network = Sequential.of(3, new Dense(200), new Dense(200), new Dense(1));
        Model model = network.compile("mse", "sgd", "r2_score").initialModel(5);
        Dataset data = rows(2000, 5);
        List<PermutationImportance> all = new ArrayList<>();
        String before = System.getProperty("rookery.threads");
        try {
            for (String threads : List.of("1", "2", "3")) {
                System.setProperty("rookery.threads", threads);
                all.add(PermutationImportance.of(model, data, THREE, RowSet.NAMED, 2, 1, _ -> {}));
            }
        } finally {
            if (before == null) System.clearProperty("rookery.threads");
            else System.setProperty("rookery.threads", before);
        }
        assertThat(all.get(1)).isEqualTo(all.get(0));
        assertThat(all.get(2)).isEqualTo(all.get(0));
    }

    /** By the orders that scikit-learn shuffled to; its columns are the table's, ours encoded. */
    @Test
    void importances_are_those_of_scikit_learn() {
        Golden golden = Golden.read();
        JsonNode orders = golden.json().get("orders");
        PermutationImportance importance =
                PermutationImportance.of(
                        golden.model().model(),
                        golden.model()
                                .encoding()
                                .dataset(golden.table(), IntStream.range(0, 40).toArray()),
                        InputColumn.of(golden.model().encoding()),
                        RowSet.NAMED,
                        orders.size(),
                        0,
                        (repeat, order) -> {
                            double[] sklearn = Golden.doubles(orders.get(repeat));
                            for (int i = 0; i < order.length; i++) order[i] = (int) sklearn[i];
                        },
                        _ -> {});
        for (ColumnImportance column : importance.columns()) {
            int k = List.of("a", "b", "c").indexOf(column.column());
            JsonNode found = golden.json().get("permutation");
            assertClose(column.worse().get("loss"), found.get("neg_log_loss").get(k));
            assertClose(column.worse().get("accuracy"), found.get("accuracy").get(k));
        }
    }

    private static void assertClose(Worse worse, JsonNode expected) {
        double[] values = Golden.doubles(expected);
        assertThat(worse.values()).hasSize(values.length);
        for (int r = 0; r < values.length; r++)
            assertThat(worse.values().get(r)).isCloseTo(values[r], within(1e-5));
    }

    @Test
    void rows_keep_their_weights() {
        Dataset data = rows(30, 6);
        float[] weights = new float[30];
        weights[4] = 1;
        Worse worse =
                importance(data.withWeights(weights), 3, 0)
                        .columns()
                        .getFirst()
                        .worse()
                        .get("loss");
        Worse all = importance(data, 3, 0).columns().getFirst().worse().get("loss");
        assertThat(worse.values()).isNotEqualTo(all.values());
    }

    @Test
    void progress_counts_columns_times_repeats() {
        List<Long> told = new ArrayList<>();
        PermutationImportance.of(linear(), rows(9, 1), THREE, RowSet.NAMED, 4, 0, told::add);
        assertThat(told).hasSize(12).endsWith(12L);
        assertThat(PermutationImportance.evaluations(3, 4)).isEqualTo(12);
    }

    @Test
    void one_repeat_has_no_interval_and_one_row_no_order() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importance(rows(9, 1), 1, 0))
                .withMessage("importance: needs two repeats and two rows at least, got 1 and 9");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> importance(rows(9, 1).select(0), 2, 0))
                .withMessage("importance: needs two repeats and two rows at least, got 2 and 1");
    }
}
