package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.events.Snapshot;
import rookery.kernels.Kernels;
import rookery.layers.Dense;
import rookery.layers.Frozen;
import rookery.losses.CategoricalCrossentropy;
import rookery.optimizers.Optimizer;

import java.lang.management.ManagementFactory;
import java.util.List;

/** Each optimizer in a training. */
class OptimizerTrainingTest {

    private static final int STEPS = 7;

    private static Trainer trainer(Optimizer optimizer, int batchSize) {
        return Sequential.of(
                        5,
                        new Dense(40, new Relu()),
                        new Frozen(new Dense(12, new Tanh())),
                        new Dense(9, new Tanh()),
                        new Dense(3, new Softmax()))
                .compile(new CategoricalCrossentropy(), optimizer)
                .trainer(Samples.clouds(300, 5, 4), Fit.defaults().batchSize(batchSize).seed(9));
    }

    private static void run(Trainer trainer, int steps) {
        for (int i = 0; i < steps; i++) assertThat(trainer.step()).isFinite();
    }

    @ParameterizedTest
    @MethodSource("rookery.optimizers.OptimizerTest#members")
    void any_kernels_and_threads_give_the_same_bits(Optimizer optimizer) {
        for (int batchSize : new int[] {1, 50}) {
            Trainer one = trainer(optimizer, batchSize);
            one.useKernels(Kernels.scalar());
            one.useThreads(1);
            run(one, STEPS);
            for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best()))
                for (int threads : new int[] {1, 2, 3, 8}) {
                    Trainer other = trainer(optimizer, batchSize);
                    other.useKernels(kernels);
                    other.useThreads(threads);
                    run(other, STEPS);
                    assertThat(other.model().weightsSha256())
                            .as("%s, %d threads", kernels.name(), threads)
                            .isEqualTo(one.model().weightsSha256());
                }
        }
    }

    @ParameterizedTest
    @MethodSource("rookery.optimizers.OptimizerTest#members")
    void what_follows_a_restored_snapshot_is_the_same_to_the_bit(Optimizer optimizer) {
        Trainer straight = trainer(optimizer, 50);
        run(straight, STEPS);
        Snapshot snapshot = straight.snapshot();
        run(straight, STEPS);
        Trainer resumed = trainer(optimizer, 50);
        resumed.restore(snapshot);
        run(resumed, STEPS);
        straight.finish();
        resumed.finish();
        assertThat(resumed.model().weightsSha256()).isEqualTo(straight.model().weightsSha256());
    }

    @ParameterizedTest
    @MethodSource("rookery.optimizers.OptimizerTest#members")
    void no_step_allocates_once_warm(Optimizer optimizer) {
        Trainer trainer = trainer(optimizer, 50);
        trainer.useKernels(Kernels.scalar());
        trainer.useThreads(1);
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 1000 && least > 0; round++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 10; i++) trainer.step();
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes in ten steps").isZero();
    }

    @ParameterizedTest
    @MethodSource("rookery.optimizers.OptimizerTest#members")
    void a_frozen_layer_stays_as_it_was(Optimizer optimizer) {
        Trainer trainer = trainer(optimizer, 50);
        float[] before = trainer.model().parameters().logical(2);
        run(trainer, STEPS);
        trainer.finish();
        assertThat(trainer.model().parameters().logical(2)).isEqualTo(before);
    }
}
