package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.callbacks.LearningRateScheduler;
import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Stop;
import rookery.initializers.Initializer;
import rookery.layers.BatchNormalization;
import rookery.layers.CustomLayer;
import rookery.layers.Dense;
import rookery.layers.Frame;
import rookery.layers.Pass;
import rookery.layers.Residual;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Adam;
import rookery.optimizers.Optimizer;
import rookery.regularizers.L2;
import rookery.regularizers.Regularizer;
import rookery.tensor.Matrix;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A loss that is not finite, with layers and optimizers that remember. */
class NotFiniteTest {

    private static final int ROWS = 96;

    /** A dense layer with a regularizer on all it has. */
    private record Penalized(Dense layer, Regularizer regularizer) implements CustomLayer {
        @Override
        public String kind() {
            return "penalized";
        }

        @Override
        public int outputs(int inputs) {
            return layer.outputs(inputs);
        }

        @Override
        public List<ParameterSpec> parameters(int inputs) {
            return layer.parameters(inputs);
        }

        @Override
        public Initializer initializer(ParameterSpec parameter) {
            return layer.initializer(parameter);
        }

        @Override
        public Optional<Regularizer> regularizer(ParameterSpec parameter) {
            return Optional.of(regularizer);
        }

        @Override
        public int kept(int inputs) {
            return layer.kept(inputs);
        }

        @Override
        public int turned(int inputs) {
            return layer.turned(inputs);
        }

        @Override
        public int rows(int inputs) {
            return layer.rows(inputs);
        }

        @Override
        public int statistics(int inputs) {
            return layer.statistics(inputs);
        }

        @Override
        public void forward(Frame frame, Pass pass, int from, int to) {
            layer.forward(frame, pass, from, to);
        }

        @Override
        public void backward(Frame frame, Pass pass, int from, int to) {
            layer.backward(frame, pass, from, to);
        }

        @Override
        public void gradients(Frame frame, Pass pass, int from, int to) {
            layer.gradients(frame, pass, from, to);
        }
    }

    private static Dataset plane() {
        float[] x = new float[ROWS * 2];
        float[] y = new float[ROWS];
        for (int i = 0; i < x.length; i++) x[i] = (i * 37 % 101) / 50f - 1;
        for (int i = 0; i < ROWS; i++) y[i] = x[2 * i] - x[2 * i + 1];
        return Dataset.of(Matrix.wrap(ROWS, 2, x), Matrix.wrap(ROWS, 1, y));
    }

    private static Learner learner(Optimizer optimizer) {
        return Sequential.of(
                        2,
                        new Penalized(new Dense(4), new L2()),
                        new BatchNormalization(),
                        new Residual(new Dense(4), new BatchNormalization()),
                        new Dense(1))
                .compile(new MeanSquaredError(), optimizer);
    }

    private static final Fit IN_ORDER = Fit.defaults().batchSize(32).shuffle(false).epochs(3);

    @Test
    void a_step_whose_loss_is_not_finite_leaves_weights_statistics_and_state_untouched() {
        Trainer trainer = learner(new Adam(0.01)).trainer(plane(), IN_ORDER);
        for (int step = 0; step < 2; step++) assertThat(trainer.step()).isFinite();
        Snapshot before = trainer.snapshot();
        Parameters θ = before.parameters();
        θ.setLogical(θ.specs().size() - 2, new float[] {3e38f, 3e38f, 3e38f, 3e38f});
        trainer.restore(before);
        assertThat(trainer.step()).isNotFinite();
        assertThat(trainer.notFinite().orElseThrow().where()).isEqualTo("dense");
        assertSame(trainer.snapshot(), before);
    }

    @Test
    void so_does_one_that_goes_wrong_in_the_last_part_of_a_large_batch() {
        int rows = 3 * Workspace.SHARD;
        float[] x = new float[rows];
        x[rows - 5] = 3e38f;
        Dataset data = Dataset.of(Matrix.wrap(rows, 1, x), Matrix.wrap(rows, 1, new float[rows]));
        Learner learner =
                Sequential.of(1, new Penalized(new Dense(1), new L2()))
                        .compile(new MeanSquaredError(), new Adam());
        Trainer trainer = learner.trainer(data, Fit.defaults().fullBatch().shuffle(false));
        Snapshot before = trainer.snapshot();
        before.parameters().setLogical(0, new float[] {10});
        trainer.restore(before);
        assertThat(trainer.step()).isNotFinite();
        assertThat(trainer.notFinite().orElseThrow().row()).isEqualTo(rows - 5);
        assertSame(trainer.snapshot(), before);
    }

    @Test
    void looking_ahead_leaves_them_untouched_too() {
        Trainer trainer = learner(new Adam(0.01)).trainer(plane(), IN_ORDER);
        for (int step = 0; step < 2; step++) trainer.step();
        Snapshot before = trainer.snapshot();
        assertThat(trainer.lookAhead()).isEmpty();
        assertSame(trainer.snapshot(), before);
    }

    private static void assertSame(Snapshot after, Snapshot before) {
        assertThat(after.step()).isEqualTo(before.step());
        assertThat(after.parameters().sha256()).isEqualTo(before.parameters().sha256());
        assertThat(after.state().step()).isEqualTo(before.state().step());
        for (int k = 0; k < before.state().names().size(); k++)
            assertThat(after.state().slot(k)).isEqualTo(before.state().slot(k));
    }

    /**
     * The training must come out where it stood a step before the one that failed, with the rates
     * that callbacks have set on the way.
     */
    @Test
    void the_weights_gone_back_to_are_those_that_callbacks_rates_have_led_to() {
        Callback everyEpoch = new LearningRateScheduler((epoch, _) -> 0.01 / (epoch + 1));
        Callback everyStep =
                Callback.onTrainBatchEnd(
                        (step, fitting) -> fitting.setLearningRate(0.01 / (step.step() + 2)));
        for (Callback rates : List.of(everyEpoch, everyStep)) {
            for (int last : new int[] {0, 1, 3, 4, 10}) {
                List<Parameters> weights = new ArrayList<>();
                Callback keep =
                        Callback.onTrainBatchEnd(
                                (_, fitting) -> weights.add(fitting.snapshot().parameters()));
                Callback explode =
                        Callback.onTrainBatchEnd((step, fitting) -> {
                            if (step.step() == last) fitting.setLearningRate(1e300);
                        });
                Learner learner = learner(new Adam(0.01));
                learner.fit(plane(), IN_ORDER.epochs(9), rates, keep);
                Run run = learner.fit(plane(), IN_ORDER.epochs(9), rates, explode);
                assertThat(run.stop().reason()).isEqualTo(Stop.Reason.NOT_FINITE);
                assertThat(run.model().weightsSha256()).isEqualTo(weights.get(last).sha256());
            }
        }
    }
}
