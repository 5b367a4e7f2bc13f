package rookery.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Model;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Softplus;
import rookery.activations.Tanh;
import rookery.activations.Threshold;
import rookery.data.CategoryEncoder;
import rookery.data.CodeEncoder;
import rookery.data.ColumnEncoder;
import rookery.data.NumberColumn;
import rookery.data.NumberEncoder;
import rookery.data.NumberTarget;
import rookery.data.Scaling;
import rookery.data.Table;
import rookery.data.TableEncoding;
import rookery.data.TableModel;
import rookery.data.TextColumn;
import rookery.data.UnknownCategory;
import rookery.layers.Dense;
import rookery.layers.Embedding;
import rookery.layers.Layer;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

class IntegratedGradientsTest {

    /** Columns a and b, standardized by means 10 and 0 and deviations 2 and 5; y in steps of 100. */
    private static TableModel model(Parameters weights, Layer... layers) {
        Sequential network = Sequential.of(2, layers);
        return new TableModel(
                encoding(
                        new NumberEncoder("a", Scaling.STANDARD, 10, 2, 10, false),
                        new NumberEncoder("b", Scaling.STANDARD, 0, 5, 0, false)),
                Model.of(network.compile("mse", "sgd"), weights));
    }

    private static TableEncoding encoding(ColumnEncoder... columns) {
        return new TableEncoding(new NumberTarget("y", 500, 100), List.of(columns), List.of());
    }

    private static Parameters weights(List<float[]> tensors, Layer... layers) {
        Parameters weights = Parameters.zeros(Sequential.of(2, layers).parameters());
        for (int t = 0; t < tensors.size(); t++) weights.setLogical(t, tensors.get(t));
        return weights;
    }

    private static final Table TABLE =
            Table.of(
                    NumberColumn.of("a", 10, 14, 7),
                    NumberColumn.of("b", 0, -5, 20),
                    NumberColumn.of("y", 1, 2, 3));

    private static double attribution(IntegratedGradients gradients, String column) {
        return gradients.attributions().stream()
                .filter(part -> part.column().equals(column))
                .findFirst()
                .orElseThrow()
                .attribution();
    }

    private static IntegratedGradients gradients(TableModel model, int row, Baseline baseline) {
        return Importance.of(model, TABLE).gradients(row, Optional.empty(), baseline);
    }

    /** y = 500 + 100·(3·(a − 10)/2 − 0.5·b/5): from zero to (14, −5) 600 of a and 50 of b. */
    @Test
    void of_a_linear_model_they_are_weight_times_difference() {
        Layer layer = new Dense(1);
        TableModel model =
                model(weights(List.of(new float[] {3, -0.5f}, new float[] {0}), layer), layer);
        IntegratedGradients found = gradients(model, 1, new Baseline.Zero());
        assertThat(attribution(found, "a")).isCloseTo(600, within(1e-4));
        assertThat(attribution(found, "b")).isCloseTo(50, within(1e-4));
        assertThat(found.value()).isCloseTo(1150, within(1e-4));
        assertThat(found.baselineValue()).isEqualTo(500);
        assertThat(found.answer().words()).isEqualTo("y");
        assertThat(found.complete()).isTrue();
        assertThat(found.points()).isEqualTo(33);
        assertThat(found.baseline()).isEqualTo("all inputs 0");
        assertThat(found.attributions().getFirst())
                .isEqualTo(
                        new IntegratedGradients.Attribution(
                                "a", "14", "10", attribution(found, "a")));
        IntegratedGradients back = gradients(model, 0, new Baseline.Row(1));
        assertThat(attribution(back, "a")).isCloseTo(-600, within(1e-4));
        assertThat(back.baseline()).isEqualTo("row 1");
        assertThat(back.attributions().get(1).baselineValue()).isEqualTo("-5");
    }

    /**
     * softplus(u) + softplus(−u), nearly a parabola, of u = a' + b': the path's integral by Simpson's
     * rule over 2,000 parts in double precision.
     */
    @Test
    void of_a_curved_network_they_are_the_integral() {
        Layer[] layers = {new Dense(2, new Softplus()), new Dense(1)};
        Parameters weights =
                weights(
                        List.of(
                                new float[] {1, -1, 2, -2},
                                new float[2],
                                new float[] {1, 1},
                                new float[1]),
                        layers);
        IntegratedGradients found = gradients(model(weights, layers), 2, new Baseline.Row(1));
        double[] from = {2, -1};
        double[] to = {-1.5, 4};
        for (int k = 0; k < 2; k++) {
            double w = k + 1;
            double difference = to[k] - from[k];
            DoubleUnaryOperator slope =
                    t -> {
                        double u =
                                from[0]
                                        + t * (to[0] - from[0])
                                        + 2 * (from[1] + t * (to[1] - from[1]));
                        return w * StrictMath.tanh(u / 2); // σ(u) − σ(−u)
                    };
            assertThat(attribution(found, k == 0 ? "a" : "b"))
                    .isCloseTo(100 * difference * simpson(slope, 2000), within(0.1));
        }
        assertThat(Math.abs(found.gap())).isLessThanOrEqualTo(found.tolerance());
    }

    private static double simpson(DoubleUnaryOperator f, int parts) {
        double sum = f.applyAsDouble(0) + f.applyAsDouble(1);
        for (int k = 1; k < parts; k++)
            sum += (k % 2 == 1 ? 4 : 2) * f.applyAsDouble((double) k / parts);
        return sum / (3 * parts);
    }

    @Test
    void they_are_those_of_pytorch_in_double_precision() {
        Golden golden = Golden.read();
        Importance importance = Importance.of(golden.model(), golden.table());
        for (JsonNode expected : golden.json().get("gradients")) {
            IntegratedGradients found =
                    importance.gradients(
                            expected.get("row").asInt(),
                            Optional.of(expected.get("class").asString()),
                            new Baseline.Mean());
            double[] parts = Golden.doubles(expected.get("parts"));
            for (int k = 0; k < 3; k++)
                assertThat(attribution(found, List.of("a", "b", "c").get(k)))
                        .isCloseTo(parts[k], within(1e-3));
            assertThat(found.complete()).isTrue();
            assertThat(found.answer().words())
                    .isEqualTo("probability of " + expected.get("class").asString());
            assertThat(found.baseline()).isEqualTo("the mean of these rows");
        }
    }

    /** Many kinks on the way: pieces are halved until the sum is complete. */
    @Test
    void kinks_take_more_points() {
        Layer[] layers = {new Dense(64, new Relu()), new Dense(64, new Relu()), new Dense(1)};
        Sequential network = Sequential.of(2, layers);
        TableModel model =
                model(network.compile("mse", "sgd").initialModel(1).parameters(), layers);
        IntegratedGradients found = gradients(model, 2, new Baseline.Row(1));
        assertThat(found.complete()).isTrue();
        assertThat(Math.abs(found.gap())).isLessThanOrEqualTo(found.tolerance());
        assertThat(found.attributions().stream().mapToDouble(part -> part.attribution()).sum())
                .isCloseTo(found.value() - found.baselineValue(), within(found.tolerance() + 1e-9));
        assertThat(found.value() - found.baselineValue()).isNotCloseTo(0, within(1.0));
        assertThat(found.points()).isBetween(100, 2000);
    }

    /** From 2 to −1.5, with a jump from 1 to 0 in between, which no sum meets: it says what is missing. */
    @Test
    void a_jump_is_never_complete() {
        Layer[] layers = {new Dense(1, new Threshold(1, 0)), new Dense(1)};
        Parameters weights =
                weights(
                        List.of(
                                new float[] {1, 0},
                                new float[] {0},
                                new float[] {1},
                                new float[] {0}),
                        layers);
        IntegratedGradients found = gradients(model(weights, layers), 2, new Baseline.Row(1));
        assertThat(found.complete()).isFalse();
        assertThat(found.gap()).isCloseTo(100, within(0.1)); // −100 instead of −200
    }

    /** The vector of a code is e: attributions are the sums over its two numbers of w·(e − mean e). */
    @Test
    void of_an_embedding_they_are_those_of_its_vectors() {
        Sequential network =
                Sequential.of(2, new Embedding(List.of(0), List.of(3), List.of(2)), new Dense(1));
        Parameters weights = Parameters.zeros(network.parameters());
        weights.setLogical(0, new float[] {9, 9, 1, 2, 3, 6});
        weights.setLogical(1, new float[] {1, 10, 100});
        TableModel model =
                new TableModel(
                        encoding(
                                new CodeEncoder("c", List.of("p", "q"), UnknownCategory.ZEROS),
                                new NumberEncoder("b", Scaling.NONE, 0, 1, 0, false)),
                        Model.of(network.compile("mse", "sgd"), weights));
        Table table =
                Table.of(
                        TextColumn.of("c", "p", "q", "q", "q"),
                        NumberColumn.of("b", 1, 1, 1, 5),
                        NumberColumn.of("y", 1, 2, 3, 4));
        Importance importance = Importance.of(model, table);
        IntegratedGradients found = importance.gradients(0, Optional.empty(), new Baseline.Mean());
        // e(p) = (1, 2), mean e = (2.5, 5): 100 · (1·(−1.5) + 10·(−3)); b: 100 · 100 · (1 − 2)
        assertThat(attribution(found, "c")).isCloseTo(-3150, within(1e-2));
        assertThat(attribution(found, "b")).isCloseTo(-10000, within(1e-2));
        assertThat(found.attributions().get(1).baselineValue()).isEqualTo("q 75 %");
        IntegratedGradients zero = importance.gradients(0, Optional.empty(), new Baseline.Zero());
        assertThat(attribution(zero, "c")).isCloseTo(-7800, within(1e-2)); // 1·(1−9) + 10·(2−9)
    }

    /** Of categories the mean is their shares: 2 of 4 rows are x, so x is 0.5 more than the mean. */
    @Test
    void of_categories_all_inputs_are_added_up() {
        Sequential network = Sequential.of(2, new Dense(1));
        Parameters weights = Parameters.zeros(network.parameters());
        weights.setLogical(0, new float[] {3, -1});
        TableModel model =
                new TableModel(
                        encoding(
                                new CategoryEncoder(
                                        "c", List.of("x", "y"), "x", false, UnknownCategory.ZEROS)),
                        Model.of(network.compile("mse", "sgd"), weights));
        Table table =
                Table.of(TextColumn.of("c", "x", "y", "x", "y"), NumberColumn.of("y", 1, 2, 3, 4));
        IntegratedGradients found =
                Importance.of(model, table).gradients(0, Optional.empty(), new Baseline.Mean());
        assertThat(attribution(found, "c")).isCloseTo(200, within(1e-3)); // 100·(3·½ + (−1)·(−½))
        assertThat(found.attributions().getFirst().value()).isEqualTo("x");
        assertThat(found.attributions().getFirst().baselineValue()).isEqualTo("x 50 %");
    }

    @Test
    void many_rows_are_the_mean_of_their_sizes() {
        Golden golden = Golden.read();
        Importance importance = Importance.of(golden.model(), golden.table());
        MeanAttributions means = importance.meanAttributions(new Baseline.Mean(), 1000, _ -> {});
        double[] sums = new double[3];
        for (int row = 0; row < 40; row++) {
            IntegratedGradients one =
                    importance.gradients(row, Optional.empty(), new Baseline.Mean());
            for (int k = 0; k < 3; k++)
                sums[k] += Math.abs(attribution(one, List.of("a", "b", "c").get(k))) / 40;
        }
        for (MeanAttributions.ColumnAttribution column : means.columns())
            assertThat(column.meanAbsolute())
                    .isCloseTo(sums[List.of("a", "b", "c").indexOf(column.column())], within(1e-4));
        assertThat(means.answer()).isEqualTo("probability of the class predicted");
        assertThat(means.rows()).isEqualTo(40);
        assertThat(means.incomplete()).isZero();
        assertThat(Math.abs(means.largestGap())).isLessThanOrEqualTo(2e-3);
        double largest = means.columns().getFirst().largest();
        int row = means.columns().getFirst().largestRow();
        IntegratedGradients one = importance.gradients(row, Optional.empty(), new Baseline.Mean());
        assertThat(Math.abs(attribution(one, means.columns().getFirst().column())))
                .isCloseTo(largest, within(1e-3));
        MeanAttributions some = importance.meanAttributions(new Baseline.Mean(), 7, _ -> {});
        assertThat(List.of(some.rows(), some.of())).containsExactly(7, 40);
    }

    /** Where softmax is not the last layer's, what comes out is no probability. */
    @Test
    void the_answer_says_what_it_is() {
        Golden golden = Golden.read();
        TableModel model = golden.model();
        Sequential tanh = Sequential.of(5, new Dense(3, new Tanh()));
        Sequential softmax = Sequential.of(5, new Dense(3, new Softmax()));
        assertThat(
                        Arrays.asList(tanh, softmax).stream()
                                .map(network -> network.compile("mse", "sgd").initialModel(1))
                                .map(other -> new TableModel(model.encoding(), other))
                                .map(other -> Answer.of(other).getLast().words()))
                .containsExactly("output for 2", "probability of 2");
    }
}
