package rookery.explain;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.constraints.MaxNorm;
import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.formats.Replay;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunStore;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Residual;
import rookery.losses.CategoricalCrossentropy;
import rookery.optimizers.Optimizer;
import rookery.regularizers.L2;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

/**
 * A recorded training that was watched step by step as it went on, by others than what is tested: a callback
 * kept weights and optimizer state after each step, a second trainer the gradients before it.
 */
record Watched(
        Learner learner,
        Dataset data,
        Fit fit,
        Replay replay,
        List<Snapshot> snapshots,
        List<Parameters> gradients) {

    static final int FEATURES = 4;

    /** Three clouds of points, one-hot; rows have the numbers 100, 101 … */
    static Dataset clouds(int rows, long seed) {
        Random random = new Random(seed);
        float[] x = new float[rows * FEATURES];
        float[] y = new float[rows * 3];
        int[] numbers = new int[rows];
        for (int row = 0; row < rows; row++) {
            numbers[row] = 100 + row;
            y[row * 3 + row % 3] = 1;
            for (int f = 0; f < FEATURES; f++)
                x[row * FEATURES + f] = (float) random.nextGaussian() + (f == row % 3 ? 1f : 0f);
        }
        return Dataset.of(Matrix.wrap(rows, FEATURES, x), Matrix.wrap(rows, 3, y))
                .withRowNumbers(numbers);
    }

    static Learner learner(Sequential network, String optimizer) {
        return network.compile(new CategoricalCrossentropy(), Optimizer.NAMES.get(optimizer));
    }

    /** Relu with a penalty, a constraint and dropout; momentum. */
    static Learner plain() {
        return learner(
                Sequential.of(
                        FEATURES,
                        new Dense(40, new Relu()).kernelRegularizer(new L2(0.01)),
                        new Dropout(0.2),
                        new Dense(6, new Tanh()).kernelConstraint(new MaxNorm(1)),
                        new Dense(3, new Softmax())),
                "sgd(0.05, momentum=0.9, nesterov=true)");
    }

    /** What is not dense; clipped Adam. */
    static Learner normalized() {
        return learner(
                Sequential.of(
                        FEATURES,
                        new Dense(7),
                        new LayerNormalization(),
                        new PRelu(),
                        new Dense(3, new Softmax())),
                "adam(0.01, clipnorm=0.1)");
    }

    /** Rows coupled, in a residual block, too; RMSprop. */
    static Learner coupled() {
        return learner(
                Sequential.of(
                        FEATURES,
                        new Dense(8, new Tanh()),
                        new BatchNormalization(),
                        new Residual(
                                new Dense(5, new Relu()), new BatchNormalization(), new Dense(8)),
                        new Dense(3, new Softmax())),
                "rmsprop(0.01, centered=true)");
    }

    static Stream<Learner> learners() {
        return Stream.of(plain(), normalized(), coupled());
    }

    static Watched training(Path runs, Learner learner) {
        Dataset data = clouds(90, 1);
        Fit fit = Fit.defaults().epochs(30).batchSize(40).seed(5).classWeights(1, 0.5, 2);
        List<Snapshot> snapshots = new ArrayList<>();
        RunFolder folder = new RunStore(runs).create("clouds");
        RunDescription description = RunDescription.of(learner, fit);
        try (RunRecorder recorder =
                RunRecorder.begin(folder, description, data, Optional.empty())) {
            Callback first = Callback.onTrainBegin((_, t) -> snapshots.add(t.snapshot()));
            Callback each = Callback.onTrainBatchEnd((_, t) -> snapshots.add(t.snapshot()));
            recorder.finish(learner.fit(data, fit, recorder, first, each));
        }
        List<Parameters> gradients = new ArrayList<>();
        Trainer second = learner.trainer(data, fit);
        for (int step = 0; step < snapshots.size() - 1; step++) {
            second.lossAndGradients();
            gradients.add(second.gradients());
            second.step();
        }
        Replay replay = Replay.of(folder, data, Optional.empty());
        return new Watched(learner, data, fit, replay, snapshots, gradients);
    }

    int steps() {
        return gradients.size();
    }

    Why why(int step) {
        return Why.of(replay, step);
    }
}
