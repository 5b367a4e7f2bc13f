package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Learner;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.layers.Dense;
import rookery.losses.CategoricalCrossentropy;
import rookery.optimizers.Adam;
import rookery.optimizers.ExponentialMovingAverage;
import rookery.optimizers.GradientAccumulation;
import rookery.optimizers.Optimizer;
import rookery.optimizers.RmsProp;
import rookery.schedules.Constant;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** What an optimizer remembers comes back from a file. */
class OptimizerSnapshotTest {

    @TempDir Path temporary;

    static Stream<Optimizer> optimizers() {
        Constant η = new Constant(0.01);
        return Stream.concat(
                Optimizer.NAMES.members().values().stream().distinct(),
                Stream.of(
                        new RmsProp(η, 0.9, 0.9, 1e-7, true),
                        new Adam(η, 0.9, 0.999, 1e-7, true),
                        new ExponentialMovingAverage(
                                new GradientAccumulation(new Adam(), 3), 0.9, Optional.of(2))));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void a_run_goes_on_from_a_file_to_the_bit(Optimizer optimizer) {
        Learner learner =
                Sequential.of(2, new Dense(5, new Relu()), new Dense(2, new Softmax()))
                        .compile(new CategoricalCrossentropy(), optimizer);
        Trainer straight = learner.trainer(Samples.data(), Samples.fit());
        run(straight, 7);
        Snapshots snapshots = new Snapshots(temporary);
        snapshots.write(straight.snapshot(), AtomicFile.Durability.PROCESS);
        run(straight, 6);

        Trainer resumed = learner.trainer(Samples.data(), Samples.fit());
        resumed.restore(snapshots.read(7, learner));
        run(resumed, 6);
        assertThat(resumed.model().weightsSha256()).isEqualTo(straight.model().weightsSha256());
        // Slots that are written to later, as an average is, must be there, too.
        for (int k = 0; k < straight.snapshot().state().names().size(); k++)
            assertThat(logical(resumed, k)).isEqualTo(logical(straight, k));
    }

    /** A slot without its padding, which files do not hold. */
    private static float[] logical(Trainer trainer, int slot) {
        var snapshot = trainer.snapshot();
        return snapshot.parameters().over(snapshot.state().slot(slot)).logical(0);
    }

    private static void run(Trainer trainer, int steps) {
        for (int i = 0; i < steps; i++) assertThat(trainer.step()).isFinite();
    }
}
