package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.constraints.MaxNorm;
import rookery.kernels.Kernels;
import rookery.layers.AlphaDropout;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.layers.Embedding;
import rookery.layers.Frozen;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.LayerNormalization;
import rookery.layers.PRelu;
import rookery.layers.Residual;
import rookery.layers.RmsNormalization;
import rookery.regularizers.L2;
import rookery.tensor.Matrix;

import java.lang.management.ManagementFactory;
import java.util.List;

class AllocationTest {

    @ParameterizedTest
    @CsvSource({
        "sgd, 32, best, 1",
        "adam, 32, best, 1",
        "sgd, 2000, best, 1",
        "adam, 1, best, 1",
        "sgd, 32, scalar, 1",
        "adam, 2000, best, 2",
        "muon, 32, best, 2"
    })
    void nothing_is_allocated_per_step_once_warm(
            String optimizer, int batchSize, String kernels, int threads) {
        Learner learner =
                Sequential.of(
                                5,
                                new Dense(16, new Relu()),
                                new Dropout(0.1),
                                new Dense(3, new Softmax()))
                        .compile("categorical_crossentropy", optimizer, "accuracy");
        Dataset data = Samples.clouds(2000, 5, 1);
        Trainer trainer = learner.trainer(data, Fit.defaults().batchSize(batchSize));
        trainer.useKernels(Kernels.named(kernels));
        trainer.useThreads(threads);
        assertNothingIsAllocated(trainer);
    }

    private static void assertNothingIsAllocated(Trainer trainer) {
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        // Warm means compiled: until then vectors are objects. Two epochs of 2,000 rows a round.
        for (int round = 0; round < 4000 && least > 0; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            int steps = 2 * trainer.stepsPerEpoch();
            for (int i = 0; i < steps; i++) trainer.step();
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes in two epochs").isZero();
    }

    @ParameterizedTest
    @CsvSource({"32, best, 1", "1500, best, 2", "32, scalar, 1"})
    void nothing_is_allocated_per_step_with_any_layer(int batchSize, String kernels, int threads) {
        Learner learner =
                Sequential.of(
                                5,
                                Embedding.of(List.of(4), List.of(300), 3),
                                new Dense(8)
                                        .useBias(false)
                                        .kernelRegularizer(new L2())
                                        .kernelConstraint(new MaxNorm()),
                                new BatchNormalization(),
                                new PRelu(),
                                new GaussianNoise(0.1),
                                new Residual(
                                        new LayerNormalization(),
                                        new Dense(8, new Relu()),
                                        new RmsNormalization()),
                                new GaussianDropout(0.1),
                                new AlphaDropout(0.1),
                                new Frozen(new BatchNormalization()),
                                new Dense(3, new Softmax()))
                        .compile("categorical_crossentropy", "adam", "accuracy");
        Dataset clouds = Samples.clouds(2000, 5, 1);
        float[] x = clouds.features().values().clone();
        for (int row = 0; row < 2000; row++) x[row * 5 + 4] = row % 300;
        Dataset data = Dataset.of(Matrix.wrap(2000, 5, x), clouds.targets());
        Trainer trainer = learner.trainer(data, Fit.defaults().batchSize(batchSize));
        trainer.useKernels(Kernels.named(kernels));
        trainer.useThreads(threads);
        assertNothingIsAllocated(trainer);
    }

    @Test
    void predicting_into_an_array_allocates_nothing_once_warm() {
        Predictor predictor = Samples.learner(5, 16).initialModel(1).predictor();
        float[] row = new float[5];
        float[] outputs = new float[3];
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 4000 && least > 0; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) predictor.predict(row, outputs);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes in 1,000 predictions").isZero();
    }
}
