package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.events.Callback;
import rookery.events.TrainingEvent.StepEnded;
import rookery.explain.Steps.Range;
import rookery.explain.Steps.Step;
import rookery.formats.Replay;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunStore;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;
import rookery.regularizers.L2;
import rookery.tensor.Matrix;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

class StepsTest {

    @TempDir Path runs;

    /** Rows know their numbers in the table, of which 11 are left out. */
    private static final Dataset PENGUINS =
            PreparedTable.of(BundledData.PENGUINS.table(), BundledData.PENGUINS.options())
                    .training();

    private final List<StepEnded> seen = new ArrayList<>();

    private Replay record(Learner learner, Dataset data, Fit fit) {
        RunFolder folder = new RunStore(runs).create("steps");
        RunDescription description = RunDescription.of(learner, fit);
        Callback witness = Callback.onTrainBatchEnd((step, _) -> seen.add(step));
        try (RunRecorder recorder =
                RunRecorder.begin(folder, description, data, Optional.empty())) {
            Run run = learner.fit(data, fit, recorder, witness);
            recorder.finish(run);
        }
        return Replay.of(folder, data, Optional.empty());
    }

    private static Sequential network() {
        return Sequential.of(
                3,
                new Dense(16, new Relu()).kernelRegularizer(new L2(0.01)),
                new BatchNormalization(),
                new Dropout(0.3),
                new Dense(2, new Softmax()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd", "sgd(0.1, momentum=0.9)", "adam(0.01, clipnorm=0.1)"})
    void losses_rates_and_rows_are_those_that_training_had_to_the_bit(String optimizer) {
        Learner learner = network().compile("categorical_crossentropy", optimizer);
        Fit fit = Fit.defaults().epochs(4).seed(5);
        Replay replay = record(learner, PENGUINS, fit);
        List<Step> steps = Steps.of(replay, new Range(7, 25), 100, _ -> {}).steps();
        Trainer training = learner.trainer(PENGUINS, fit);
        for (int k = 0; k < 7; k++) training.step();
        assertThat(steps).hasSize(19);
        for (Step step : steps) {
            StepEnded was = seen.get((int) step.step());
            assertThat(step.epoch()).isEqualTo(was.epoch());
            assertThat(step.lossBefore()).isEqualTo(was.loss());
            assertThat(step.learningRate()).isEqualTo(was.learningRate());
            assertThat(step.rows())
                    .isEqualTo(
                            Arrays.stream(training.nextRows())
                                    .mapToObj(PENGUINS::rowNumber)
                                    .toList());
            training.step();
        }
    }

    @Test
    void with_one_batch_and_nothing_drawn_the_loss_after_is_the_next_loss_before() {
        Learner learner =
                Sequential.of(3, new Dense(8, new Relu()), new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "adam");
        Replay replay =
                record(learner, PENGUINS, Fit.defaults().epochs(6).fullBatch().shuffle(false));
        List<Step> steps = Steps.of(replay, new Range(0, 5), 6, _ -> {}).steps();
        for (int k = 0; k < 5; k++) {
            assertThat(steps.get(k).lossAfter()).isEqualTo(steps.get(k + 1).lossBefore());
            assertThat(steps.get(k).actualChange())
                    .isEqualTo(steps.get(k).lossAfter() - steps.get(k).lossBefore());
        }
    }

    @Test
    void plain_descent_moves_by_rate_times_gradient_and_a_parabola_is_predicted_exactly() {
        Learner learner =
                Sequential.of(3, new Dense(2, new Linear()))
                        .compile("mean_squared_error", "sgd(0.2)");
        Replay replay = record(learner, PENGUINS, Fit.defaults().epochs(2));
        Hessian start = Hessian.of(replay.at(0).model(), batch(replay, 0), Fit.defaults());
        Steps steps = Steps.of(replay, Range.ofEpoch(replay, 0), 100, _ -> {});
        for (Step step : steps.steps()) {
            assertThat(step.updateNorm())
                    .isCloseTo(0.2 * step.gradientNorm(), within(1e-6 * step.gradientNorm()));
            assertThat(step.predictedChange())
                    .isCloseTo(step.actualChange(), within(1e-6 + 1e-4 * step.gradientNorm()));
        }
        double square = Vectors.dot(start.gradient(), start.gradient());
        double curved = Vectors.dot(start.gradient(), start.times(start.gradient()).values());
        assertThat(steps.steps().getFirst().predictedChange())
                .isCloseTo(-0.2 * square + 0.02 * curved, within(1e-4 * square));
        double alpha = 0.2 * curved / square - 1; // 0 if the rate is gᵀg / gᵀHg
        assertThat(steps.steps().getFirst().alpha().orElseThrow()).isCloseTo(alpha, within(1e-3));
    }

    private static Dataset batch(Replay replay, long step) {
        return replay.training().select(replay.at(step).nextRows());
    }

    @Test
    void the_prediction_sees_the_curvature_and_not_the_gradient_alone() {
        Learner learner =
                Sequential.of(1, new Dense(1).useBias(false))
                        .compile("mean_squared_error", "sgd(0.75)");
        Dataset row = Dataset.of(Matrix.of(new float[][] {{1}}), Matrix.of(new float[][] {{8}}));
        Step step =
                Steps.of(
                                record(learner, row, Fit.defaults().epochs(1)),
                                new Range(0, 0),
                                1,
                                _ -> {})
                        .steps()
                        .getFirst();
        double gradient = step.gradientNorm(); // L = (w − 8)², H = 2
        assertThat(step.lossBefore()).isCloseTo(gradient * gradient / 4, within(1e-4));
        assertThat(step.predictedChange()) // −¾·g² + ½·(¾·g)²·2 = −3/16·g²: it swings over
                .isCloseTo(-3 / 16.0 * gradient * gradient, within(1e-3));
        assertThat(step.actualChange()).isCloseTo(step.predictedChange(), within(1e-3));
        assertThat(step.alpha().orElseThrow()).isCloseTo(0.5, within(1e-3));
    }

    @Test
    void a_step_that_only_gathers_gradients_changes_nothing() {
        Learner learner =
                Sequential.of(3, new Dense(2, new Softmax()))
                        .compile(
                                "categorical_crossentropy",
                                "sgd(0.1, gradient_accumulation_steps=2)");
        Replay replay = record(learner, PENGUINS, Fit.defaults().epochs(1));
        List<Step> steps = Steps.of(replay, new Range(0, 1), 2, _ -> {}).steps();
        assertThat(steps.get(0).updateNorm()).isZero();
        assertThat(steps.get(0).predictedChange()).isZero();
        assertThat(steps.get(0).actualChange()).isZero();
        assertThat(steps.get(0).alpha()).isEmpty();
        assertThat(steps.get(0).gradientNorm()).isPositive();
        assertThat(steps.get(1).updateNorm()).isPositive();
    }

    @Test
    void each_epoch_has_its_batches_drawn_anew() {
        Learner learner = network().compile("categorical_crossentropy", "sgd");
        Replay replay = record(learner, PENGUINS, Fit.defaults().epochs(3));
        int perEpoch = replay.stepsPerEpoch();
        Steps steps = Steps.of(replay, Range.ofEpoch(replay, 2), 2, _ -> {});
        assertThat(steps.range()).isEqualTo(new Range(2L * perEpoch, 3L * perEpoch - 1));
        assertThat(steps.steps()).as("no more than the limit").hasSize(2);
        assertThat(steps.order().epoch()).isEqualTo(2);
        assertThat(steps.order().rows()).isEqualTo(steps.steps().getFirst().rows());
        assertThat(steps.order().otherEpoch()).isEqualTo(1);
        assertThat(steps.order().otherRows())
                .isNotEqualTo(steps.order().rows())
                .isEqualTo(
                        Steps.of(replay, Range.ofEpoch(replay, 1), 1, _ -> {})
                                .steps()
                                .getFirst()
                                .rows());
        Steps first = Steps.of(replay, new Range(1, 1), 1, _ -> {});
        assertThat(first.order().epoch()).isZero();
        assertThat(first.order().otherEpoch()).isEqualTo(1);
        assertThat(first.order().otherRows()).isEqualTo(steps.order().otherRows());
    }

    @Test
    void looking_changes_nothing_and_progress_is_told() {
        Learner learner = network().compile("categorical_crossentropy", "sgd");
        Replay replay = record(learner, PENGUINS, Fit.defaults().epochs(3));
        List<Long> progress = new ArrayList<>();
        Steps.of(replay, Range.ofLastEpoch(replay), 100, progress::add);
        assertThat(progress)
                .isEqualTo(LongStream.rangeClosed(1, replay.stepsPerEpoch()).boxed().toList());
        assertThat(replay.verify()).isTrue();
    }

    @Test
    void what_the_run_did_not_take_is_refused_with_what_it_did() {
        Learner learner = network().compile("categorical_crossentropy", "sgd");
        Replay replay = record(learner, PENGUINS, Fit.defaults().epochs(3).batchSize(100));
        String name = replay.run().name();
        assertThatThrownBy(() -> Range.ofEpoch(replay, 3))
                .isInstanceOf(InputException.class)
                .hasMessage(name + ": no epoch 3; epochs are numbered from 0 to 2");
        assertThatThrownBy(() -> Range.ofEpoch(replay, -1))
                .isInstanceOf(InputException.class)
                .hasMessage(name + ": no epoch -1; epochs are numbered from 0 to 2");
        assertThatThrownBy(() -> Steps.of(replay, new Range(8, 9), 9, _ -> {}))
                .isInstanceOf(InputException.class)
                .hasMessage(name + ": no step 9; steps are numbered from 0 to 8");
        assertThatThrownBy(() -> new Range(5, 4))
                .isInstanceOf(InputException.class)
                .hasMessage("steps 5 to 4: the first must not be above the last");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Steps.of(replay, new Range(0, 1), 0, _ -> {}))
                .withMessage("Steps: limit must be at least 1, got 0");
    }

    @Test
    void a_run_that_took_no_step_is_told_to_have_none() {
        Learner learner = Sequential.of(1, new Dense(1)).compile("mean_squared_error", "sgd");
        Dataset huge =
                Dataset.of(Matrix.of(new float[][] {{3e38f}}), Matrix.of(new float[][] {{-3e38f}}));
        Replay replay = record(learner, huge, Fit.defaults());
        assertThat(replay.steps()).isZero();
        for (long step : new long[] {0, 1})
            assertThatThrownBy(() -> Steps.of(replay, new Range(step, step), 1, _ -> {}))
                    .isInstanceOf(InputException.class)
                    .hasMessage("steps-1: no step " + step + "; it took none");
        assertThatThrownBy(() -> Range.ofLastEpoch(replay))
                .isInstanceOf(InputException.class)
                .hasMessage("steps-1: no epoch 0; it took none");
    }
}
