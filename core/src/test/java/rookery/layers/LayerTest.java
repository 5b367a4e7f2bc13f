package rookery.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Dataset;
import rookery.Families;
import rookery.Fit;
import rookery.GradientCheck;
import rookery.Learner;
import rookery.Model;
import rookery.Samples;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.constraints.MaxNorm;
import rookery.constraints.NonNegative;
import rookery.constraints.UnitNorm;
import rookery.events.Snapshot;
import rookery.initializers.Constant;
import rookery.initializers.GlorotUniform;
import rookery.initializers.Ones;
import rookery.initializers.Zeros;
import rookery.kernels.Kernels;
import rookery.regularizers.L1L2;
import rookery.regularizers.L2;
import rookery.regularizers.Orthogonal;
import rookery.tensor.Matrix;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** What every layer must obey, in a network 6 → layer → dense 3 softmax. */
class LayerTest {

    private static final int INPUTS = 6;

    static Stream<Layer> members() {
        return Stream.of(
                new Dense(7, new Tanh()),
                new Activation(new Tanh()),
                new Dropout(0.3),
                new BatchNormalization(),
                new BatchNormalization(0.9, 0.01, true, false, new Zeros(), new Zeros()),
                new Residual(new Dense(9, new Tanh()), new Dense(INPUTS)),
                new Residual(
                        new Dense(5),
                        new BatchNormalization(),
                        new Residual(new Dense(5, new Tanh())),
                        new Dense(INPUTS)),
                new Frozen(new Dense(7, new Tanh())),
                new Frozen(new BatchNormalization()),
                new Dense(7, new Tanh())
                        .kernelRegularizer(new L1L2(0.01, 0.02))
                        .biasRegularizer(new L2(0.1))
                        .kernelConstraint(new MaxNorm(0.9))
                        .biasConstraint(new NonNegative()),
                new Dense(40, new Tanh()).useBias(false).kernelRegularizer(new Orthogonal()),
                new Residual(
                        new Dense(6, new Tanh())
                                .useBias(false)
                                .kernelRegularizer(new L2())
                                .kernelConstraint(new UnitNorm()),
                        new LayerNormalization()),
                new PRelu(new Constant(0.25)),
                new AlphaDropout(0.2),
                new GaussianDropout(0.2),
                new GaussianNoise(0.3),
                new LayerNormalization(),
                new LayerNormalization(0.1, false, true, new Zeros(), new GlorotUniform()),
                new LayerNormalization(0.1, true, false, new Constant(0.5), new Ones()),
                new RmsNormalization(),
                Embedding.of(List.of(1), List.of(3), 2),
                new Embedding(List.of(0, 2, 5), List.of(4, 70, 9), List.of(1, 40, 3)));
    }

    /** Three classes: around three places; where the layer takes codes, by code. */
    private static Dataset data(Layer layer, int rows, long seed) {
        Dataset clouds = Samples.clouds(rows, INPUTS, seed);
        if (!(layer instanceof Embedding embedding)) return clouds;
        float[] x = clouds.features().values().clone();
        Random random = new Random(seed);
        for (int row = 0; row < rows; row++)
            for (int k = 0; k < embedding.columns().size(); k++)
                x[row * INPUTS + embedding.columns().get(k)] =
                        random.nextInt(embedding.sizes().get(k));
        return Dataset.of(Matrix.wrap(rows, INPUTS, x), clouds.targets());
    }

    @Test
    void every_member_has_a_sample() {
        assertThat(Families.withoutSample(Layer.class, members().toList())).isEmpty();
    }

    private static Learner learner(Layer layer) {
        Dense last = new Dense(3, new Softmax());
        Sequential network =
                layer.takesCodes()
                        ? Sequential.of(INPUTS, layer, last)
                        : Sequential.of(INPUTS, new Dense(INPUTS, new Tanh()), layer, last);
        return network.compile("categorical_crossentropy", "adam", "accuracy");
    }

    @ParameterizedTest
    @MethodSource("members")
    void gradients_are_those_of_the_loss(Layer layer) {
        GradientCheck check = GradientCheck.of(learner(layer), data(layer, 70, 2), 3);
        assertThat(check.passed()).as(check.toString()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("members")
    void bits_do_not_depend_on_kernels_and_threads(Layer layer) {
        String expected = train(layer, Kernels.scalar(), 1);
        for (int threads : new int[] {1, 2, 3, 8})
            assertThat(train(layer, Kernels.best(), threads)).isEqualTo(expected);
    }

    /** Batches of a shard and a half, and the rest. */
    private static String train(Layer layer, Kernels kernels, int threads) {
        Trainer trainer =
                learner(layer)
                        .trainer(data(layer, 2100, 4), Fit.defaults().batchSize(1500).seed(9));
        trainer.useKernels(kernels);
        trainer.useThreads(threads);
        for (int i = 0; i < 6; i++) assertThat(trainer.step()).isFinite();
        return trainer.model().weightsSha256();
    }

    @ParameterizedTest
    @MethodSource("members")
    void what_follows_a_snapshot_is_the_same_after_a_restore(Layer layer) {
        Dataset data = data(layer, 100, 4);
        Trainer trainer = learner(layer).trainer(data, Fit.defaults().batchSize(40));
        for (int i = 0; i < 4; i++) trainer.step();
        Snapshot snapshot = trainer.snapshot();
        for (int i = 0; i < 4; i++) trainer.step();
        Trainer other = learner(layer).trainer(data, Fit.defaults().batchSize(40));
        other.restore(snapshot);
        for (int i = 0; i < 4; i++) other.step();
        assertThat(other.model().weightsSha256()).isEqualTo(trainer.model().weightsSha256());
    }

    @ParameterizedTest
    @MethodSource("members")
    void a_row_alone_is_predicted_as_among_others(Layer layer) {
        Model model = trained(layer);
        Matrix rows = data(layer, 45, 8).features();
        Matrix all = model.predict(rows);
        for (int row = 0; row < rows.rows(); row++)
            assertThat(model.predict(rows.row(row))).isEqualTo(all.row(row));
    }

    private static Model trained(Layer layer) {
        Dataset data = data(layer, 100, 4);
        return learner(layer).fit(data, Fit.defaults().epochs(3)).model();
    }

    /** Without those that draw, too: their numbers are others at other places of a batch. */
    static Stream<Layer> membersWhoseRowsAreOnTheirOwn() {
        List<Class<?>> drawing =
                List.of(
                        Dropout.class,
                        AlphaDropout.class,
                        GaussianDropout.class,
                        GaussianNoise.class);
        return members()
                .filter(layer -> !couplesRows(layer) && !drawing.contains(layer.getClass()));
    }

    private static boolean couplesRows(Layer layer) {
        return layer instanceof Residual block
                ? block.layers().stream().anyMatch(LayerTest::couplesRows)
                : layer.couplesRows(); // not if it is frozen
    }

    /** The mean of the gradients of batches of one row is the gradient of the batch of them. */
    @ParameterizedTest
    @MethodSource("membersWhoseRowsAreOnTheirOwn")
    void a_batch_is_the_mean_of_its_rows_unless_rows_are_coupled(Layer layer) {
        Dataset data = data(layer, 40, 4);
        float[] batch = gradients(layer, data);
        double[] mean = new double[batch.length];
        for (int row = 0; row < data.rows(); row++) {
            float[] one = gradients(layer, data.select(row));
            for (int i = 0; i < mean.length; i++) mean[i] += one[i] / (double) data.rows();
        }
        double rms = 0;
        for (float g : batch) rms += g * (double) g / batch.length;
        rms = Math.sqrt(rms);
        for (int i = 0; i < mean.length; i++)
            assertThat(Math.abs(batch[i] - mean[i]))
                    .isLessThanOrEqualTo(1e-5 * Math.max(Math.abs(mean[i]), rms));
    }

    private static float[] gradients(Layer layer, Dataset data) {
        Fit fit = Fit.defaults().fullBatch().shuffle(false).seed(5);
        Trainer trainer = learner(layer).trainer(data, fit);
        trainer.step();
        return trainer.gradients().values();
    }

    @Test
    void a_frozen_layer_stays_as_it_is_and_the_others_learn() {
        Learner learner = learner(new Frozen(new Dense(7, new Tanh())));
        Model before = learner.initialModel(0);
        Model after = learner.fit(Samples.clouds(100, INPUTS, 4), Fit.defaults().seed(0)).model();
        assertThat(after.weights("dense_1/kernel")).isEqualTo(before.weights("dense_1/kernel"));
        assertThat(after.weights("dense/kernel")).isNotEqualTo(before.weights("dense/kernel"));
        assertThat(after.weights("dense_2/bias")).isNotEqualTo(before.weights("dense_2/bias"));
    }

    @Test
    void weights_of_a_model_fit_the_network_with_frozen_layers() {
        Model model = trained(new Dense(7, new Tanh()));
        Fit fit = Fit.defaults().initialModel(model);
        Model tuned =
                learner(new Frozen(new Dense(7, new Tanh())))
                        .fit(Samples.clouds(100, INPUTS, 4), fit)
                        .model();
        assertThat(tuned.weights("dense_1/kernel")).isEqualTo(model.weights("dense_1/kernel"));
    }

    @Test
    void moving_statistics_follow_the_batches_and_serve_in_inference() {
        Sequential network =
                Sequential.of(1, new BatchNormalization(0.5, 1e-3, true, true, new Zeros(), one()));
        Learner learner = network.compile("mse", "sgd");
        Matrix x = Matrix.of(new float[][] {{1}, {3}});
        Dataset data = Dataset.of(x, x);
        Model model = learner.fit(data, Fit.defaults().epochs(2)).model();
        // mean 2 and variance 1: 0 → 1 → 1.5 and 1 → 1 → 1
        assertThat(model.weights("batch_normalization/moving_mean").get(0, 0)).isEqualTo(1.5f);
        assertThat(model.weights("batch_normalization/moving_variance").get(0, 0)).isEqualTo(1f);
    }

    private static rookery.initializers.Initializer one() {
        return new Constant(1);
    }

    @Test
    void a_batch_that_cannot_lie_in_memory_is_refused() {
        float[] x = new float[3_000_000];
        Dataset data = Dataset.of(Matrix.wrap(x.length, 1, x), Matrix.wrap(x.length, 1, x));
        Learner learner =
                Sequential.of(
                                1,
                                new Dense(2000, new Relu()),
                                new BatchNormalization(),
                                new Dense(1))
                        .compile("mse", "sgd");
        assertThatThrownBy(() -> learner.trainer(data, Fit.defaults().fullBatch()))
                .hasMessageMatching(
                        "this network couples the rows of a batch, so that a batch lies in memory"
                                + " as a whole: 3000000 rows need \\d+ MiB, the JVM has \\d+ MiB\\."
                                + " Make the batch smaller, or the heap larger \\(-Xmx\\)\\.");
    }

    @Test
    void wrong_arguments_are_refused() {
        assertThatThrownBy(() -> new Residual(List.of()))
                .hasMessage("Residual: needs at least one layer");
        assertThatThrownBy(() -> new LayerNormalization(0, true, true, new Zeros(), new Ones()))
                .hasMessage("LayerNormalization: epsilon must be positive and finite, got 0.0");
        assertThatThrownBy(() -> new RmsNormalization(Double.NaN))
                .hasMessage("RmsNormalization: epsilon must be positive and finite, got NaN");
        assertThatThrownBy(() -> new AlphaDropout(1))
                .hasMessage("AlphaDropout: rate must be in [0, 1), got 1.0");
        assertThatThrownBy(() -> new GaussianDropout(-0.1))
                .hasMessage("GaussianDropout: rate must be in [0, 1), got -0.1");
        assertThatThrownBy(() -> new GaussianNoise(-1))
                .hasMessage("GaussianNoise: stddev must be at least 0 and finite, got -1.0");
        assertThatThrownBy(() -> new PRelu(null)).hasMessage("PRelu: alphaInitializer");
        assertThatThrownBy(() -> new Dense(0)).hasMessage("Dense: units must be at least 1, got 0");
        assertThatThrownBy(() -> Sequential.of(4, new Residual(new Dense(3))))
                .hasMessage("residual: the block must have as many outputs as inputs, got 3 for 4");
        assertThatThrownBy(() ->
                        new BatchNormalization(
                                1, 1e-3, true, true, new Zeros(), new GlorotUniform()))
                .hasMessage("BatchNormalization: momentum must be in [0, 1), got 1.0");
        assertThatThrownBy(() ->
                        new BatchNormalization(
                                0.9, 0, true, true, new Zeros(), new GlorotUniform()))
                .hasMessage("BatchNormalization: epsilon must be positive and finite, got 0.0");
    }
}
