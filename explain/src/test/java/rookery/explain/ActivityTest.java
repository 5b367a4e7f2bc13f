package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Objective;
import rookery.Run;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.HardShrink;
import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.activations.Softplus;
import rookery.activations.Tanh;
import rookery.data.BundledData;
import rookery.data.PreparedTable;
import rookery.data.Scaling;
import rookery.layers.Activation;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Frozen;
import rookery.layers.Residual;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Dice;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.List;
import java.util.function.DoublePredicate;
import java.util.stream.IntStream;

class ActivityTest {

    private static final int INPUTS = 5;

    /** Of the rows of {@link Taught}, trained a little. */
    private static Model trained(Learner learner, Dataset data) {
        Trainer trainer = learner.trainer(data, Fit.defaults().seed(5));
        for (int step = 0; step < 40; step++) trainer.step();
        return trainer.model();
    }

    private static Learner learner(Sequential network) {
        return new Learner(network, new CategoricalCrossentropy(), new Sgd(0.1), List.of());
    }

    /** x·W + b in double, (rows, units). */
    private static double[][] product(double[][] x, Matrix kernel, Matrix bias) {
        double[][] z = new double[x.length][kernel.cols()];
        for (int i = 0; i < x.length; i++)
            for (int j = 0; j < kernel.cols(); j++) {
                z[i][j] = bias.get(0, j);
                for (int k = 0; k < kernel.rows(); k++) z[i][j] += x[i][k] * kernel.get(k, j);
            }
        return z;
    }

    private static double[][] doubles(Matrix matrix) {
        double[][] rows = new double[matrix.rows()][matrix.cols()];
        for (int i = 0; i < rows.length; i++)
            for (int j = 0; j < rows[i].length; j++) rows[i][j] = matrix.get(i, j);
        return rows;
    }

    private interface Function {
        double of(double value);
    }

    private static double[][] map(double[][] values, Function f) {
        return Arrays.stream(values)
                .map(row -> Arrays.stream(row).map(f::of).toArray())
                .toArray(double[][]::new);
    }

    private static double[][] softmax(double[][] z) {
        double[][] q = map(z, StrictMath::exp);
        for (double[] row : q) {
            double sum = Arrays.stream(row).sum();
            for (int k = 0; k < row.length; k++) row[k] /= sum;
        }
        return q;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static double std(double[] values) {
        double mean = mean(values);
        return Math.sqrt(
                Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / values.length);
    }

    private static double[] column(double[][] values, int k) {
        return Arrays.stream(values).mapToDouble(row -> row[k]).toArray();
    }

    private static double[] all(double[][] values) {
        return Arrays.stream(values).flatMapToDouble(Arrays::stream).toArray();
    }

    private static double share(double[] values, DoublePredicate on) {
        return (double) Arrays.stream(values).filter(on).count() / values.length;
    }

    private static void assertUnits(
            LayerActivity layer, double[][] y, double[][] on, double tolerance) {
        assertThat(layer.units()).hasSize(y[0].length);
        for (int u = 0; u < y[0].length; u++) {
            UnitActivity unit = layer.units().get(u);
            assertThat(unit.unit()).isEqualTo(u);
            assertThat(unit.on()).isEqualTo(share(column(on, u), v -> v > 0));
            assertThat(unit.mean()).isCloseTo(mean(column(y, u)), within(tolerance));
            assertThat(unit.std()).isCloseTo(std(column(y, u)), within(tolerance));
        }
        assertThat(layer.on()).isCloseTo(share(all(on), v -> v > 0), within(1e-12));
        assertThat(layer.mean()).isCloseTo(mean(all(y)), within(tolerance));
        assertThat(layer.std()).isCloseTo(std(all(y)), within(tolerance));
    }

    /** relu, sigmoid, tanh and softmax, all of it again in plain loops, in double. */
    private static final class Plain {
        final double[][] x;
        final double[][] z0;
        final double[][] y0;
        final double[][] z1;
        final double[][] y1;
        final double[][] z2;
        final double[][] y2;
        final double[][] q;

        Plain(Model model, Dataset data) {
            x = doubles(data.features());
            z0 = product(x, model.weights("dense/kernel"), model.weights("dense/bias"));
            y0 = map(z0, v -> Math.max(v, 0));
            z1 = product(y0, model.weights("dense_1/kernel"), model.weights("dense_1/bias"));
            y1 = map(z1, v -> 1 / (1 + StrictMath.exp(-v)));
            z2 = product(y1, model.weights("dense_2/kernel"), model.weights("dense_2/bias"));
            y2 = map(z2, StrictMath::tanh);
            q =
                    softmax(
                            product(
                                    y2,
                                    model.weights("dense_3/kernel"),
                                    model.weights("dense_3/bias")));
        }
    }

    /** More rows than a block. */
    private static final Dataset DATA = Taught.rows(1500, 1);

    /** Sigmoid and tanh see large numbers, so that some units are saturated on some rows. */
    private static Model fourLayers() {
        Learner learner =
                learner(
                        Sequential.of(
                                INPUTS,
                                new Dense(33, new Relu()),
                                new Dense(4, new Sigmoid()),
                                new Dense(6, new Tanh()),
                                new Dense(3, new Softmax())));
        Parameters weights = trained(learner, DATA).parameters();
        for (String kernel : List.of("dense_1/kernel", "dense_2/kernel")) {
            int k = weights.indexOf(kernel);
            float[] values = weights.logical(k);
            for (int i = 0; i < values.length; i++) values[i] *= 3;
            weights.setLogical(k, values);
        }
        return Model.of(learner, weights);
    }

    @Test
    void figures_of_units_are_those_of_plain_loops() {
        Model model = fourLayers();
        Plain plain = new Plain(model, DATA);
        Activity activity = Activity.of(model, DATA);
        assertThat(activity.rows()).isEqualTo(1500);
        assertThat(activity.loss()).isEqualTo(model.evaluate(DATA).loss());
        assertThat(activity.step()).isEmpty();
        List<LayerActivity> layers = activity.layers();
        assertThat(layers.stream().map(LayerActivity::name))
                .containsExactly("dense", "dense_1", "dense_2", "dense_3");
        assertThat(layers.stream().map(LayerActivity::activation))
                .containsExactly("relu", "sigmoid", "tanh", "softmax");
        assertThat(layers.stream().map(LayerActivity::onWhere))
                .containsExactly("y > 0", "z > 0", "z > 0", "y is its row's largest");
        assertUnits(layers.get(0), plain.y0, plain.z0, 1e-5);
        assertUnits(layers.get(1), plain.y1, plain.z1, 1e-5);
        assertUnits(layers.get(2), plain.y2, plain.z2, 1e-5);
        assertUnits(layers.get(3), plain.q, largest(plain.q), 1e-5);
        assertThat(layers.get(0).saturated()).isEmpty();
        assertThat(layers.get(1).saturated().orElseThrow()).isBetween(0.01, 0.99);
        assertThat(layers.get(2).saturated().orElseThrow()).isBetween(0.01, 0.99);
        assertThat(layers.get(1).saturated())
                .hasValueSatisfying(part ->
                        assertThat(part)
                                .isCloseTo(
                                        share(all(plain.y1), v -> Math.abs(2 * v - 1) > 0.99),
                                        within(1e-12)));
        assertThat(layers.get(2).saturated())
                .hasValueSatisfying(part ->
                        assertThat(part)
                                .isCloseTo(
                                        share(all(plain.y2), v -> Math.abs(v) > 0.99),
                                        within(1e-12)));
    }

    /** 1 for the largest of a row, else 0. */
    private static double[][] largest(double[][] q) {
        return Arrays.stream(q)
                .map(row -> {
                    double max = Arrays.stream(row).max().orElseThrow();
                    return Arrays.stream(row).map(v -> v == max ? 1 : 0).toArray();
                })
                .toArray(double[][]::new);
    }

    @Test
    void gradients_are_those_of_plain_loops() {
        Model model = fourLayers();
        Plain plain = new Plain(model, DATA);
        List<LayerActivity> layers = Activity.of(model, DATA).layers();
        double[][] targets = doubles(DATA.targets());
        double[][] δ3 = new double[1500][3];
        for (int i = 0; i < 1500; i++)
            for (int k = 0; k < 3; k++) δ3[i][k] = plain.q[i][k] - targets[i][k];
        double[][] δ2 = back(δ3, model.weights("dense_3/kernel"), map(plain.y2, v -> 1 - v * v));
        double[][] δ1 = back(δ2, model.weights("dense_2/kernel"), map(plain.y1, v -> v * (1 - v)));
        double[][] δ0 =
                back(δ1, model.weights("dense_1/kernel"), map(plain.z0, v -> v > 0 ? 1 : 0));
        assertGradients(layers.get(3), plain.y2, δ3, model.weights("dense_3/kernel"));
        assertGradients(layers.get(2), plain.y1, δ2, model.weights("dense_2/kernel"));
        assertGradients(layers.get(1), plain.y0, δ1, model.weights("dense_1/kernel"));
        assertGradients(layers.get(0), plain.x, δ0, model.weights("dense/kernel"));
    }

    /** δ of the layer below: δ·Wᵀ ⊙ slope. */
    private static double[][] back(double[][] δ, Matrix kernel, double[][] slope) {
        double[][] below = new double[δ.length][kernel.rows()];
        for (int i = 0; i < δ.length; i++)
            for (int k = 0; k < kernel.rows(); k++) {
                for (int j = 0; j < kernel.cols(); j++) below[i][k] += δ[i][j] * kernel.get(k, j);
                below[i][k] *= slope[i][k];
            }
        return below;
    }

    private static double norm(double[] values) {
        return Math.sqrt(Arrays.stream(values).map(v -> v * v).sum());
    }

    private static void assertGradients(
            LayerActivity layer, double[][] x, double[][] δ, Matrix kernel) {
        int n = δ.length;
        double[][] dW = new double[kernel.rows()][kernel.cols()];
        double[] db = new double[kernel.cols()];
        for (int i = 0; i < n; i++)
            for (int j = 0; j < kernel.cols(); j++) {
                db[j] += δ[i][j] / n;
                for (int k = 0; k < kernel.rows(); k++) dW[k][j] += x[i][k] * δ[i][j] / n;
            }
        double expected = norm(all(δ)) / Math.sqrt(n);
        assertThat(layer.gradient()).isCloseTo(expected, within(1e-5 * expected));
        LayerActivity.Tensor first = layer.tensors().get(0);
        assertThat(first.name()).isEqualTo(layer.name() + "/kernel");
        assertThat(first.weight()).isCloseTo(norm(all(doubles(kernel))), within(1e-9));
        assertThat(first.gradient()).isCloseTo(norm(all(dW)), within(1e-4 * norm(all(dW))));
        LayerActivity.Tensor second = layer.tensors().get(1);
        assertThat(second.name()).isEqualTo(layer.name() + "/bias");
        assertThat(second.gradient()).isCloseTo(norm(db), within(1e-4 * norm(all(dW))));
    }

    /** The lecture's compile line on raw millimetres: what it learned is the classes' frequencies. */
    @Test
    void raw_penguins_with_sgd_leave_units_dead() {
        PreparedTable penguins =
                PreparedTable.of(
                        BundledData.PENGUINS.table(),
                        BundledData.PENGUINS.options().scaling(Scaling.NONE));
        Run run =
                Sequential.of(3, new Dense(16, new Relu()), new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "sgd", "accuracy")
                        .fit(penguins.training(), Fit.defaults().epochs(100).seed(0));
        Activity activity = Activity.of(run.model(), penguins.training());
        LayerActivity hidden = activity.layers().getFirst();
        Matrix kernel = run.model().weights("dense/kernel");
        Matrix bias = run.model().weights("dense/bias");
        double[][] z = product(doubles(penguins.training().features()), kernel, bias);
        List<Integer> dead =
                IntStream.range(0, 16)
                        .filter(u -> Arrays.stream(column(z, u)).allMatch(v -> v <= 0))
                        .boxed()
                        .toList();
        assertThat(hidden.dead()).isEqualTo(dead);
        assertThat(dead).hasSizeGreaterThanOrEqualTo(4);
        assertThat(hidden.linear()).isTrue();
        assertThat(hidden.units().get(dead.getFirst()).std()).isZero();
        PreparedTable scaled =
                PreparedTable.of(BundledData.PENGUINS.table(), BundledData.PENGUINS.options());
        Run cured =
                run.model().learner().fit(scaled.training(), Fit.defaults().epochs(100).seed(0));
        assertThat(Activity.of(cured.model(), scaled.training()).layers().getFirst().linear())
                .isFalse();
    }

    private static Sequential manyKinds() {
        return Sequential.of(
                INPUTS,
                new Dense(6),
                new BatchNormalization(),
                new Activation(new Softplus()),
                new Dropout(0.2),
                new Residual(new Dense(6, new HardShrink(0.5))),
                new Frozen(new Dense(4, new Relu())),
                new Dense(3, new Softmax()));
    }

    @Test
    void blocks_are_shown_as_their_layers_and_their_sum_and_what_rests_is_not() {
        Dataset data = Taught.rows(90, 1);
        Model model = trained(learner(manyKinds()), data);
        List<LayerActivity> layers = Activity.of(model, data).layers();
        assertThat(layers.stream().map(layer -> layer.name() + " " + layer.kind()))
                .containsExactly(
                        "dense dense",
                        "batch_normalization batch_normalization",
                        "activation activation",
                        "residual/dense dense",
                        "residual residual",
                        "dense_1 dense",
                        "dense_2 dense");
        assertThat(layers.stream().map(LayerActivity::onWhere).limit(6))
                .containsExactly("y > 0", "y > 0", "z > 0", "y ≠ 0", "y > 0", "y > 0");
        assertThat(layers.get(5).frozen()).isTrue();
        assertThat(layers.get(5).tensors()).isEmpty();
        assertThat(layers.get(1).tensors().stream().map(LayerActivity.Tensor::name))
                .containsExactly("batch_normalization/gamma", "batch_normalization/beta");
        for (int u = 0; u < 6; u++)
            assertThat(layers.get(2).units().get(u).on())
                    .as("softplus is on where what it takes is above 0")
                    .isEqualTo(layers.get(1).units().get(u).on());
    }

    @Test
    void tensors_gradients_are_those_of_the_objective() {
        Dataset data = Taught.rows(90, 1);
        Model model = trained(learner(manyKinds()), data);
        Objective objective = Objective.inInference(model, data, Fit.defaults());
        objective.lossAndGradients();
        for (LayerActivity layer : Activity.of(model, data).layers())
            for (LayerActivity.Tensor tensor : layer.tensors()) {
                double expected = norm(all(doubles(objective.gradients().matrix(tensor.name()))));
                assertThat(tensor.gradient())
                        .as(tensor.name())
                        .isCloseTo(expected, within(1e-5 * expected + 1e-9));
            }
    }

    @Test
    void a_loss_of_the_batch_as_a_whole_has_no_gradient_of_a_row() {
        Dataset data = Taught.rows(40, 1);
        Learner learner =
                new Learner(
                        Sequential.of(INPUTS, new Dense(3, new Softmax())),
                        new Dice(),
                        new Sgd(0.1),
                        List.of());
        LayerActivity only = Activity.of(trained(learner, data), data).layers().getFirst();
        assertThat(only.gradient()).isNaN();
        assertThat(only.tensors().getFirst().gradient()).isNaN();
        assertThat(only.on()).isCloseTo(1.0 / 3, within(1e-12));
    }
}
