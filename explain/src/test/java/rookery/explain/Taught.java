package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
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
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Adam;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Small data sets, networks of all kinds of layers, and trainings of them, for tests. */
final class Taught {

    private Taught() {}

    static final int FEATURES = 5;

    /** Codes 0 to 3 in the first two columns, clouds around three places in the others. */
    static Dataset rows(int rows, long seed) {
        return rows(rows, 2, seed);
    }

    static Dataset rows(int rows, float distance, long seed) {
        Random random = new Random(seed);
        float[] x = new float[rows * FEATURES];
        float[] y = new float[rows * 3];
        for (int row = 0; row < rows; row++) {
            int c = row % 3;
            y[row * 3 + c] = 1;
            for (int f = 0; f < FEATURES; f++)
                x[row * FEATURES + f] =
                        f < 2
                                ? random.nextInt(4)
                                : (float) random.nextGaussian() + (f % 3 == c ? distance : 0);
        }
        return Dataset.of(Matrix.wrap(rows, FEATURES, x), Matrix.wrap(rows, 3, y));
    }

    static Stream<Learner> learners() {
        Sequential dense =
                Sequential.of(
                        FEATURES,
                        new Dense(40, new Relu()),
                        new Dense(7, new Sigmoid()).useBias(false),
                        new Dense(3, new Softmax()));
        Sequential normalized =
                Sequential.of(
                        FEATURES,
                        new BatchNormalization(),
                        new Dense(8),
                        new BatchNormalization(),
                        new Activation(new Tanh()),
                        new Residual(new LayerNormalization(), new Dense(8, new Relu())),
                        new Frozen(new Dense(6, new Tanh())),
                        new Frozen(new Residual(new Dense(6), new BatchNormalization())),
                        new RmsNormalization(),
                        new PRelu(),
                        new Dropout(0.2),
                        new Dense(3));
        Sequential embedded =
                Sequential.of(
                        FEATURES,
                        new Embedding(List.of(0, 1), List.of(4, 4), List.of(3, 2)),
                        new Dense(6, new Tanh()),
                        new Dense(3, new Softmax()));
        Sequential embeddedBetween =
                Sequential.of(
                        FEATURES,
                        Embedding.of(List.of(1), List.of(4), 35),
                        new Dense(3, new Softmax()));
        return Stream.of(
                new Learner(dense, new CategoricalCrossentropy(), new Sgd(0.1), List.of()),
                new Learner(normalized, new MeanSquaredError(), new Adam(), List.of()),
                new Learner(embedded, new CategoricalCrossentropy(), new Sgd(0.1), List.of()),
                new Learner(
                        embeddedBetween, new CategoricalCrossentropy(), new Sgd(0.1), List.of()));
    }

    static List<Checkpoint> checkpoints(Learner learner, Dataset training, int steps) {
        Trainer trainer = learner.trainer(training, Fit.defaults().batchSize(16).seed(3));
        List<Checkpoint> checkpoints = new ArrayList<>();
        for (int step = 0; step <= steps; step++) {
            if (step % 5 == 0)
                checkpoints.add(new Checkpoint(step, 0.1 / (1 + step), trainer.model()));
            trainer.step();
        }
        return checkpoints;
    }

    static Teaching teaching(List<Checkpoint> checkpoints, Dataset training, Fit fit) {
        return new Teaching(checkpoints.getLast().model(), checkpoints, training, fit);
    }

    /** |a − b| ≤ tolerance · the largest |b|. */
    static void assertClose(double[] actual, double[] expected, double tolerance) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++)
            assertThat(actual[i])
                    .as("row %d", i)
                    .isCloseTo(expected[i], within(tolerance * largest));
    }
}
