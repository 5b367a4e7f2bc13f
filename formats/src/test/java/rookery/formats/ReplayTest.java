package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.RowOrder;
import rookery.Sequential;
import rookery.Trainer;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.callbacks.EarlyStopping;
import rookery.callbacks.LearningRateScheduler;
import rookery.callbacks.ReduceLearningRateOnPlateau;
import rookery.data.InputException;
import rookery.data.RowUse;
import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.Training;
import rookery.events.TrainingEvent;
import rookery.events.TrainingEvent.StepEnded;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

class ReplayTest {

    @TempDir Path temporary;

    /** 60 epochs of 5 steps; snapshots at 0, 256 and 300. */
    private static final Fit FIT = Samples.fit().epochs(60);

    /** What a training really did, step by step: the last time it took a step counts. */
    private static final class Witness implements Callback {
        final Map<Long, String> weightsAfter = new TreeMap<>();
        final Map<Long, Double> rates = new TreeMap<>();

        @Override
        public boolean wantsStep(long step) {
            return true;
        }

        @Override
        public void on(TrainingEvent event, Training training) {
            if (!(event instanceof StepEnded step)) return;
            weightsAfter.put(step.step(), bits(training.snapshot()));
            rates.put(step.step(), step.learningRate());
        }
    }

    /** Weights and optimizer state. */
    private static String bits(Snapshot snapshot) {
        StringBuilder bits = new StringBuilder(snapshot.parameters().sha256());
        for (int k = 0; k < snapshot.state().names().size(); k++)
            bits.append(' ').append(Arrays.hashCode(snapshot.state().slot(k)));
        return bits.append(' ').append(snapshot.state().step()).toString();
    }

    private RunFolder folder() {
        return new RunStore(temporary.resolve("runs")).create("points");
    }

    private RunFolder record(Learner learner, Fit fit, Callback... callbacks) {
        RunFolder folder = folder();
        RunDescription description = RunDescription.of(learner, fit);
        Dataset data = Samples.data();
        try (RunRecorder recorder =
                RunRecorder.begin(folder, description, data, Optional.of(data))) {
            List<Callback> all = new ArrayList<>(List.of(callbacks));
            all.add(callbacks.length / 2, recorder); // in the middle: their order does not matter
            recorder.finish(learner.fit(data, data, fit, all.toArray(Callback[]::new)));
        }
        return folder;
    }

    private static Replay replay(RunFolder folder) {
        return Replay.of(folder, Samples.data(), Optional.of(Samples.data()));
    }

    private static void assertSame(RunFolder folder, Witness witness) {
        Replay replay = replay(folder);
        assertThat(replay.verify()).isTrue();
        assertThat(replay.steps()).isEqualTo(folder.read().results().orElseThrow().steps());
        for (long step = 0; step < replay.steps(); step++) {
            Trainer trainer = replay.at(step);
            assertThat(trainer.steps()).isEqualTo(step);
            assertThat(trainer.learningRate()).isEqualTo(witness.rates.get(step));
            if (step > 0)
                assertThat(bits(trainer.snapshot())).isEqualTo(witness.weightsAfter.get(step - 1));
        }
        Random random = new Random(5);
        for (int i = 0; i < 20; i++) {
            long step = random.nextLong(replay.steps());
            Trainer trainer = replay.at(step);
            trainer.step();
            assertThat(bits(trainer.snapshot()))
                    .as("after step %d", step)
                    .isEqualTo(witness.weightsAfter.get(step));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd",
                "sgd(0.05, momentum=0.9, nesterov=true)",
                "adam(0.01, use_ema=true)",
                "adamw(cosine_decay(0.01, 250))",
                "rmsprop(0.01, gradient_accumulation_steps=3)",
                "muon"
            })
    void every_step_is_what_training_did_whatever_the_optimizer(String optimizer) {
        Learner learner =
                Sequential.of(
                                2,
                                new Dense(6, new Relu()),
                                new BatchNormalization(),
                                new Dropout(0.3),
                                new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", optimizer, "accuracy");
        Witness witness = new Witness();
        assertSame(record(learner, FIT, witness), witness);
    }

    @Test
    void a_rate_that_a_callback_lowers_is_lowered_again() {
        Witness witness = new Witness();
        ReduceLearningRateOnPlateau plateau =
                new ReduceLearningRateOnPlateau().patience(1).minDelta(0.01);
        RunFolder folder = record(Samples.LEARNER, FIT, witness, plateau);
        assertThat(witness.rates.values().stream().distinct().count()).isGreaterThan(2);
        assertSame(folder, witness);
    }

    @Test
    void so_is_a_rate_that_is_set_at_each_epoch_or_in_the_middle_of_one() {
        Witness witness = new Witness();
        Callback middle =
                Callback.onTrainBatchEnd((step, training) -> {
                    if (step.step() % 7 == 3) training.setLearningRate(0.01 + step.step() * 1e-5);
                });
        LearningRateScheduler decay = new LearningRateScheduler((_, rate) -> rate * 0.9);
        RunFolder folder = record(Samples.LEARNER, FIT, decay, witness, middle);
        assertSame(folder, witness);
    }

    @Test
    void the_best_weights_put_back_at_the_end_are_the_model_and_all_steps_are_there() {
        Witness witness = new Witness();
        EarlyStopping stopping = new EarlyStopping(3).minDelta(0.02).restoreBestWeights(true);
        for (Callback[] callbacks :
                new Callback[][] {{stopping, witness}, {witness, stopping}, {stopping}}) {
            RunFolder folder = record(Samples.LEARNER, FIT, callbacks);
            assertThat(folder.read().status()).isEqualTo(RunStatus.STOPPED_EARLY);
            assertSame(folder, witness);
            Replay replay = replay(folder);
            assertThat(replay.model().weightsSha256())
                    .isNotEqualTo(replay.at(replay.steps()).model().weightsSha256());
        }
    }

    @Test
    void after_a_callback_went_back_its_steps_count_anew() {
        Witness witness = new Witness();
        Snapshot[] kept = new Snapshot[1];
        Callback back =
                Callback.onEpochEnd((epoch, training) -> {
                    if (epoch.epoch() == 20) kept[0] = training.snapshot();
                    if (epoch.epoch() != 55) return;
                    training.restore(kept[0]); // after step 280 back to 105
                    training.setLearningRate(0.1);
                });
        RunFolder folder = record(Samples.LEARNER, FIT, back, witness);
        assertThat(folder.read().results().orElseThrow().steps()).isEqualTo(125);
        assertThat(folder.snapshots().steps()).containsExactly(0L, 105L, 125L);
        witness.weightsAfter.keySet().removeIf(step -> step >= 125);
        assertSame(folder, witness);
    }

    @Test
    void weights_of_a_callbacks_own_are_kept_as_a_snapshot() {
        Witness witness = new Witness();
        Callback halve =
                Callback.onEpochEnd((epoch, training) -> {
                    if (epoch.epoch() % 10 != 3) return;
                    Snapshot snapshot = training.snapshot();
                    float[] weights = snapshot.parameters().values();
                    for (int i = 0; i < weights.length; i++) weights[i] /= 2;
                    training.restore(snapshot);
                });
        RunFolder folder = record(Samples.LEARNER, FIT, halve, witness);
        Replay replay = replay(folder);
        assertThat(replay.verify()).isTrue();
        for (long step : new long[] {19, 20, 21, 119, 120, 121, 299}) {
            Trainer trainer = replay.at(step);
            trainer.step();
            assertThat(bits(trainer.snapshot())).isEqualTo(witness.weightsAfter.get(step));
        }
    }

    @Test
    void of_many_weights_of_a_callbacks_own_the_latest_are_kept_and_the_others_are_refused() {
        Witness witness = new Witness();
        Callback same = Callback.onEpochEnd((_, training) -> training.restore(training.snapshot()));
        RunFolder folder = record(Samples.LEARNER, FIT, same, witness);
        assertThat(folder.snapshots().steps()).hasSizeLessThanOrEqualTo(SnapshotRecorder.MAX);
        Replay replay = replay(folder);
        for (long step : new long[] {4, 145, 200, 299}) {
            Trainer trainer = replay.at(step);
            trainer.step();
            assertThat(bits(trainer.snapshot())).isEqualTo(witness.weightsAfter.get(step));
        }
        assertThatThrownBy(() -> replay.at(142))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "points-1: step 142 cannot be computed again: before step 140 a callback"
                                + " put other weights there, and the snapshot of them is not kept");
    }

    @Test
    void a_run_whose_loss_was_not_finite_is_replayed_to_its_last_good_step() {
        Learner learner =
                Sequential.of(2, new Dense(16, new Relu()), new Dense(2))
                        .compile("mse", "sgd(6.0)", "mae");
        Witness witness = new Witness();
        RunFolder folder = record(learner, FIT.batchSize(1), witness);
        assertThat(folder.read().status()).isEqualTo(RunStatus.NOT_FINITE);
        assertSame(folder, witness);
    }

    @Test
    void a_run_killed_on_the_way_can_be_replayed_as_far_as_it_is_known() {
        RunFolder folder = folder();
        Witness witness = new Witness();
        Callback kill =
                Callback.onEpochEnd((epoch, _) -> {
                    if (epoch.epoch() == 55) throw new IllegalStateException("killed");
                });
        RunRecorder recorder =
                RunRecorder.begin(
                        folder,
                        RunDescription.of(Samples.LEARNER, FIT),
                        Samples.data(),
                        Optional.empty());
        assertThatThrownBy(() -> Samples.LEARNER.fit(Samples.data(), FIT, recorder, witness, kill))
                .hasMessage("killed");
        recorder.close();
        Replay replay = Replay.of(folder, Samples.data(), Optional.empty());
        assertThat(replay.steps()).isBetween(256L, 280L);
        for (long step : new long[] {5, 255, 256, replay.steps()})
            assertThat(bits(replay.at(step).snapshot()))
                    .isEqualTo(witness.weightsAfter.get(step - 1));
        assertThatThrownBy(replay::verify)
                .isInstanceOf(InputException.class)
                .hasMessage("points-1: has no end to compare with; it is failed");
    }

    @Test
    void a_damaged_snapshot_is_passed_over_and_without_any_it_says_so() throws IOException {
        Witness witness = new Witness();
        RunFolder folder = record(Samples.LEARNER, FIT, witness);
        Path snapshots = folder.path().resolve("snapshots");
        Files.write(snapshots.resolve("step-0000000256.safetensors"), new byte[10]);
        Files.write(snapshots.resolve("step-0000000300.safetensors"), new byte[10]);
        assertSame(folder, witness);
        Files.delete(snapshots.resolve("step-0000000000.safetensors"));
        assertThatThrownBy(() -> replay(folder).at(300))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "points-1: step 300 cannot be computed again: there is no snapshot before"
                                + " it that can be read; train it anew: train --config "
                                + folder.path().resolve("run.json"));
    }

    @Test
    void a_step_that_was_not_taken_is_refused() {
        Replay replay = replay(record(Samples.LEARNER, FIT));
        for (long step : new long[] {-1, 301})
            assertThatThrownBy(() -> replay.at(step))
                    .isInstanceOf(InputException.class)
                    .hasMessage("points-1: no step " + step + "; it took 300, numbered from 0");
    }

    @Test
    void numbers_of_a_program_must_be_the_same_to_the_bit() {
        RunFolder folder = record(Samples.LEARNER, FIT);
        assertThatThrownBy(() -> Replay.of(folder))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "points-1: a program trained it on numbers of its own, which are not kept;"
                                + " in Java, pass them to Replay.of");
        Dataset data = Samples.data();
        Dataset other = data.withWeights(new float[Samples.ROWS]);
        assertThatThrownBy(() -> Replay.of(folder, other, Optional.of(data)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("these are not its training data")
                .hasMessageContaining(NumbersReference.sha256(other))
                .hasMessageContaining(NumbersReference.sha256(data));
        assertThatThrownBy(() -> Replay.of(folder, data, Optional.of(other)))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("these are not its validation data");
        Replay replay = replay(folder);
        assertThat(replay.use(39)).isEqualTo(new RowUse.Training(39));
        assertThatThrownBy(() -> replay.use(40))
                .isInstanceOf(InputException.class)
                .hasMessage("row 40: the data have none");
    }

    @Test
    void a_split_of_fit_and_an_order_of_rows_are_made_again() {
        Fit fit = FIT.validationSplit(0.25).rowOrder(RowOrder.of(new int[] {3, 1, 2}, new int[3]));
        RunFolder folder = folder();
        RunDescription description = RunDescription.of(Samples.LEARNER, fit);
        try (RunRecorder recorder =
                RunRecorder.begin(folder, description, Samples.data(), Optional.empty())) {
            recorder.finish(Samples.LEARNER.fit(Samples.data(), fit, recorder));
        }
        RowOrder order = fit.rowOrder().orElseThrow();
        Replay replay = Replay.of(folder, Samples.data(), Optional.empty(), order);
        assertThat(replay.verify()).isTrue();
        assertThat(replay.training().rows()).isEqualTo(30);
        assertThat(replay.validation().orElseThrow().rows()).isEqualTo(10);
        assertThat(replay.at(0).nextRows()).containsExactly(3, 1, 2);
        assertThatThrownBy(() -> Replay.of(folder, Samples.data(), Optional.empty()))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a program gave it an order of rows");
        assertThatThrownBy(
                        () -> {
                            RowOrder other = RowOrder.of(new int[] {1, 2, 3});
                            Replay.of(folder, Samples.data(), Optional.empty(), other);
                        })
                .isInstanceOf(InputException.class)
                .hasMessageContaining("a program gave it an order of rows");
    }

    @Test
    void a_run_of_version_1_is_replayed_from_the_data_it_does_not_know_the_hash_of() {
        RunFolder golden = new RunFolder(Path.of("src/test/resources/rookery/formats/golden"));
        Replay replay = Replay.of(golden, Samples.data(), Optional.empty());
        assertThat(replay.steps()).isEqualTo(100);
        assertThat(replay.verify()).isTrue();
    }
}
