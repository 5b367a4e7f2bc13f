package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.Trace;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.InputException;
import rookery.events.Snapshot;
import rookery.layers.Dense;
import rookery.layers.Frozen;
import rookery.tensor.ParameterSpec;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;

class WhyTest {
    @TempDir Path runs;

    static Stream<Learner> learners() {
        return Watched.learners();
    }

    private static Weight any(Random random, Why why, Learner learner) {
        List<ParameterSpec> trained =
                learner.network().parameters().stream().filter(ParameterSpec::trained).toList();
        ParameterSpec spec = trained.get(random.nextInt(trained.size()));
        String place =
                spec.shape().size() == 1
                        ? "[%d]".formatted(random.nextInt(spec.cols()))
                        : "[%d,%d]"
                                .formatted(
                                        random.nextInt(spec.rows()), random.nextInt(spec.cols()));
        return why.weight(spec.name() + place);
    }

    /** 70 for each of three optimizers. */
    @ParameterizedTest
    @MethodSource("learners")
    void a_step_is_trainings_to_the_bit(Learner learner) {
        Watched watched = Watched.training(runs, learner);
        Random random = new Random(1);
        for (int n = 0; n < 70; n++) {
            int step = random.nextInt(watched.steps());
            Why why = watched.why(step);
            Weight weight = any(random, why, learner);
            Snapshot before = watched.snapshots().get(step);
            Snapshot after = watched.snapshots().get(step + 1);
            int at = weight.at(before.parameters());
            WeightStep told = why.step(weight, _ -> {});
            assertThat(told.weightBefore()).isEqualTo(before.parameters().values()[at]);
            assertThat(told.weightAfter()).isEqualTo(after.parameters().values()[at]);
            assertThat((float) (told.weightBefore() + told.update())).isEqualTo(told.weightAfter());
            assertThat(told.batchGradient()).contains(watched.gradients().get(step).values()[at]);
            for (int k = 0; k < told.state().size(); k++)
                assertThat(told.state().get(k))
                        .isEqualTo(
                                new WeightStep.Slot(
                                        before.state().names().get(k),
                                        before.state().slot(k)[at],
                                        after.state().slot(k)[at]));
            assertThat(told.state()).isNotEmpty();
            addsUp(told);
            int row = why.rows()[random.nextInt(why.rows().length)];
            agrees(why.row(weight, watched.data(), row, 5), told);
        }
    }

    /** The rows' parts and the regularizer's are the gradient. */
    static void addsUp(WeightStep told) {
        List<Contribution> rows = told.rowContributions().orElseThrow();
        assertThat(rows).hasSize(told.batchRows());
        assertThat(rows.stream().map(Contribution::row)).doesNotHaveDuplicates();
        double magnitude = rows.stream().mapToDouble(c -> Math.abs(c.value())).sum();
        assertThat(told.contributionsSum().orElseThrow() + told.regularizer())
                .isEqualTo(
                        (double) told.batchGradient().orElseThrow(),
                        within(2e-6 * magnitude + 1e-9));
        assertThat(rows)
                .isSortedAccordingTo(
                        (a, b) -> Double.compare(Math.abs(b.value()), Math.abs(a.value())));
    }

    /** A row adds what it is said to add, and its loss has the slope it is said to have. */
    private static void agrees(RowGradient row, WeightStep told) {
        Contribution own =
                told.rowContributions().orElseThrow().stream()
                        .filter(c -> c.row() == row.row())
                        .findFirst()
                        .orElseThrow();
        assertThat(row.contribution()).contains(own.value());
        assertThat(row.gradient())
                .isEqualTo(own.gradient(), within(1e-7 * Math.abs(own.gradient())));
        assertThat(row.gradientCheck().orElseThrow())
                .isEqualTo(row.gradient(), within(row.gradientCheckTolerance().orElseThrow()));
        assertThat(row.gradientCheckTolerance().orElseThrow()).isLessThan(0.02);
        assertThat(row.pathSum() + row.throughStatistics().orElse(0.0) + row.pathDifference())
                .isEqualTo(row.gradient(), within(1e-15));
        assertThat(Math.abs(row.pathDifference())).isLessThanOrEqualTo(1e-5 * row.pathMagnitude());
    }

    @Test
    void a_dense_layers_parts_are_those_of_a_way_back_for_each_row() {
        Watched watched = Watched.training(runs, Watched.plain());
        Why why = watched.why(4);
        int[] rows = why.rows();
        Trainer trainer = watched.learner().trainer(watched.data(), watched.fit());
        trainer.restore(watched.snapshots().get(4));
        Trace trace = trainer.trace(watched.data().select(rows), 0, rows.length);
        for (String name : new String[] {"dense/kernel[3,35]", "dense_1/bias[2]"}) {
            Weight weight = why.weight(name);
            double[] slow = Contributions.rowByRow(trace, weight, _ -> {});
            List<Contribution> fast = why.step(weight, _ -> {}).rowContributions().orElseThrow();
            for (int b = 0; b < rows.length; b++) {
                int row = watched.data().rowNumber(rows[b]);
                assertThat(fast)
                        .filteredOn(c -> c.row() == row)
                        .singleElement()
                        .extracting(Contribution::value)
                        .isEqualTo(slow[b]);
            }
        }
    }

    @Test
    void a_batch_of_any_size_is_explained_in_parts() {
        Dataset data = Watched.clouds(2100, 2);
        Fit fit = Fit.defaults().fullBatch().seed(3);
        for (Learner learner : List.of(Watched.plain(), Watched.normalized())) {
            Why why =
                    new Why(
                            learner.trainer(data, fit),
                            data,
                            NodeNames.of(learner.network(), Optional.empty()));
            List<Long> progress = new ArrayList<>();
            Weight weight =
                    why.weight(learner.network().parameters().get(2).name() + place(learner));
            addsUp(why.step(weight, progress::add));
            assertThat(progress).containsExactly(1024L, 2048L, 2100L);
        }
    }

    private static String place(Learner learner) {
        return learner.network().parameters().get(2).shape().size() == 1 ? "[0]" : "[0,0]";
    }

    @Test
    void a_coupled_batch_that_would_take_too_long_is_told_from_its_rows() {
        Dataset data = Watched.clouds(30_000, 2);
        Learner learner = Watched.coupled();
        Why why =
                new Why(
                        learner.trainer(data, Fit.defaults().fullBatch()),
                        data,
                        NodeNames.of(learner.network(), Optional.empty()));
        WeightStep step = why.step(why.weight("dense/bias[0]"), _ -> {});
        assertThat(step.rowContributions()).isEmpty();
        assertThat(step.contributionsSum()).isEmpty();
        assertThat(step.batchGradient()).isPresent();
        assertThat(step.notes())
                .containsExactly(
                        "the batch's rows are coupled, so that each one's part takes a pass over"
                            + " all 30000: too much for a network of this size; a single row's can"
                            + " be had");
    }

    @Test
    void the_weights_that_moved_the_loss_most_are_found() {
        Watched watched = Watched.training(runs, Watched.plain());
        for (int step = 0; step < watched.steps(); step += 9) {
            Why why = watched.why(step);
            TopWeights top = why.top(10);
            assertThat(top.weights()).hasSize(10);
            assertThat(top.weights())
                    .isSortedAccordingTo(
                            (a, b) -> Double.compare(Math.abs(b.change()), Math.abs(a.change())));
            TopWeights all = why.top(10_000);
            assertThat(all.weights()).hasSize((int) watched.learner().network().parameterCount());
            assertThat(all.weights().subList(0, 10)).isEqualTo(top.weights());
            assertThat(all.weights().stream().mapToDouble(TopWeights.Mover::change).sum())
                    .isEqualTo(top.predictedChange(), within(1e-12));
            TopWeights.Mover first = top.weights().getFirst();
            WeightStep told = why.step(why.weight(first.weight()), _ -> {});
            assertThat(told.update()).isEqualTo(first.update());
            assertThat(told.batchGradient()).contains(first.gradient());
            assertThat(told.batchLoss()).isEqualTo(top.lossBefore());
        }
    }

    /** One step of plain SGD that is short: the straight line tells the change. */
    @Test
    void a_short_step_changes_the_loss_as_predicted() {
        Learner learner = Watched.learner(Watched.plain().network(), "sgd(0.0001)");
        TopWeights top = Watched.training(runs, learner).why(2).top(1);
        assertThat(top.change()).isNegative();
        assertThat(top.predictedChange()).isEqualTo(top.change(), within(-0.02 * top.change()));
        assertThat(top.lossAfter() - top.lossBefore()).isEqualTo(top.change());
    }

    @Test
    void what_is_not_trained_has_no_gradient() {
        Watched watched = Watched.training(runs, Watched.coupled());
        Why why = watched.why(1);
        Weight mean = why.weight("batch_normalization/moving_mean[2]");
        WeightStep moved = why.step(mean, _ -> {});
        String sentence =
                "batch_normalization/moving_mean[2] is not trained and has no gradient: it is a"
                        + " statistic of the rows that its layer keeps for inference";
        assertThat(moved.notes()).containsExactly(sentence);
        assertThat(moved.batchGradient()).isEmpty();
        assertThat(moved.update()).isNotZero();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> why.row(mean, watched.data(), 0, 5))
                .withMessage(sentence);
        Learner frozen =
                Watched.learner(
                        Sequential.of(
                                Watched.FEATURES,
                                new Frozen(new Dense(4, new Relu())),
                                new Dense(3, new Softmax())),
                        "sgd");
        Why still = Watched.training(runs, frozen).why(1);
        WeightStep rests = still.step(still.weight("dense/kernel[0,0]"), _ -> {});
        assertThat(rests.notes())
                .containsExactly(
                        "dense/kernel[0,0] is not trained and has no gradient: its layer is"
                                + " frozen");
        assertThat(rests.update()).isZero();
    }

    /** Explained one after the other, each as if it were alone. */
    @Test
    void a_step_stays_what_it_was_while_others_are_replayed() {
        Watched watched = Watched.training(runs, Watched.plain());
        Why early = watched.why(3);
        Weight weight = early.weight("dense/bias[1]");
        WeightStep before = early.step(weight, _ -> {});
        TopWeights top = early.top(3);
        assertThat(watched.why(50).step(weight, _ -> {})).isNotEqualTo(before);
        assertThat(early.top(3)).isEqualTo(top);
        assertThat(early.step(weight, _ -> {})).isEqualTo(before);
        assertThat(early.step()).isEqualTo(3);
    }

    @Test
    void a_step_that_there_is_not_is_refused() {
        Watched watched = Watched.training(runs, Watched.plain());
        assertThat(watched.steps()).isEqualTo(90);
        for (int step : new int[] {-1, 90})
            assertThatThrownBy(() -> watched.why(step))
                    .isInstanceOf(InputException.class)
                    .hasMessage("step %d: the run has steps 0 to 89".formatted(step));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> watched.why(0).top(0))
                .withMessage("top weights: their number must be at least 1, got 0");
    }

    @Test
    void a_step_whose_loss_is_not_finite_has_no_update() {
        Learner learner = Watched.learner(Watched.plain().network(), "sgd(1e30)");
        Dataset data = Watched.clouds(40, 1);
        Trainer trainer = learner.trainer(data, Fit.defaults().fullBatch());
        while (Double.isFinite(trainer.step())) {}
        long broken = trainer.steps();
        NodeNames names = NodeNames.of(learner.network(), Optional.empty());
        assertThatThrownBy(() -> new Why(trainer, data, names))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("step " + broken + ": its loss is ")
                .hasMessageEndingWith(
                        "so that training ended here without an update; choose an earlier step");
    }

    /** What clipping leaves is shorter, what the momentum remembers is the state's. */
    @Test
    void what_the_optimizer_made_of_the_gradient_is_told() {
        Watched watched = Watched.training(runs, Watched.normalized());
        Why why = watched.why(0);
        WeightStep step = why.step(why.weight("dense/kernel[0,0]"), _ -> {});
        float came = step.batchGradient().orElseThrow();
        float left = step.optimizerGradient().orElseThrow();
        assertThat(Math.abs(left)).isLessThan(Math.abs(came));
        assertThat(step.learningRate()).isEqualTo(0.01);
        assertThat(step.state())
                .extracting(WeightStep.Slot::name)
                .containsExactly("momentum", "velocity");
        assertThat(step.state().getFirst().after()).isEqualTo(left * 0.1f, within(1e-7f));
        assertThat(step.update())
                .as("Adam's first step")
                .isEqualTo(-Math.signum(came) * 0.01, within(1e-5));
    }

    /** λ·2w for L2, which shows in the gradient beside the rows' parts. */
    @Test
    void a_regularizer_and_a_constraint_are_told() {
        Watched watched = Watched.training(runs, Watched.plain());
        Why why = watched.why(7);
        WeightStep kernel = why.step(why.weight("dense/kernel[2,3]"), _ -> {});
        assertThat(kernel.regularizer())
                .isEqualTo(0.02 * kernel.weightBefore(), within(1e-8))
                .isNotZero();
        assertThat(kernel.notes()).isEmpty();
        WeightStep bound = why.step(why.weight("dense_1/kernel[2,3]"), _ -> {});
        assertThat(bound.regularizer()).isZero();
        assertThat(bound.notes())
                .containsExactly(
                        "a constraint on dense_1/kernel is obeyed after the optimizer's update");
    }
}
