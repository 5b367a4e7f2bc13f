package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.callbacks.EarlyStopping;
import rookery.callbacks.LearningRateScheduler;
import rookery.callbacks.ReduceLearningRateOnPlateau;
import rookery.data.InputException;
import rookery.events.Callback;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Dropout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import java.util.stream.Stream;

class ResumptionTest {

    @TempDir Path temporary;

    /** 120 epochs of 5 steps; snapshots at 0, 256, 512 and 600. */
    private static final Fit FIT = Samples.fit().epochs(120);

    private static final Dataset VALIDATION = Samples.data().select(1, 5, 9, 22, 30, 31);
    private static final Supplier<Callback[]> NONE = () -> new Callback[0];

    private static Learner learner(String optimizer) {
        return Sequential.of(
                        2,
                        new Dense(6, new Relu()),
                        new BatchNormalization(),
                        new Dropout(0.3),
                        new Dense(2, new Softmax()))
                .compile("categorical_crossentropy", optimizer, "accuracy");
    }

    private RunFolder folder() {
        return new RunStore(temporary.resolve("runs")).create("points");
    }

    private static Callback[] with(Callback[] callbacks, Callback... more) {
        return Stream.of(callbacks, more).flatMap(Stream::of).toArray(Callback[]::new);
    }

    private RunFolder record(Learner learner, Fit fit, Callback... callbacks) {
        RunFolder folder = folder();
        RunDescription description = RunDescription.of(learner, fit);
        try (RunRecorder recorder =
                RunRecorder.begin(folder, description, Samples.data(), Optional.of(VALIDATION))) {
            recorder.finish(
                    learner.fit(Samples.data(), VALIDATION, fit, with(callbacks, recorder)));
        }
        return folder;
    }

    /** A run whose process is gone after so many steps, without a word. */
    private RunFolder killed(Learner learner, Fit fit, long steps, Callback... callbacks) {
        RunFolder folder = folder();
        Callback kill =
                Callback.onTrainBatchEnd((step, _) -> {
                    if (step.step() + 1 == steps) throw new IllegalStateException("killed");
                });
        RunDescription description = RunDescription.of(learner, fit);
        RunRecorder recorder =
                RunRecorder.begin(folder, description, Samples.data(), Optional.of(VALIDATION));
        Callback[] all = with(callbacks, recorder, kill);
        assertThatThrownBy(() -> learner.fit(Samples.data(), VALIDATION, fit, all))
                .hasMessage("killed");
        recorder.await();
        bury(folder);
        return folder;
    }

    /** Says that the process of a run is gone, as it would be if it were not this one. */
    private static void bury(RunFolder folder) {
        Machine gone = new Machine("", "", 1, "", 1, Long.MAX_VALUE, Optional.empty());
        RecordedRun run = folder.read();
        folder.write(run.resumed(run.description(), gone));
    }

    private static Replay replay(RunFolder folder) {
        return Replay.of(folder, Samples.data(), Optional.of(VALIDATION));
    }

    private static RunResults resume(RunFolder folder, OptionalInt epochs, Callback... callbacks) {
        Resumption resumption = Resumption.of(replay(folder), epochs);
        Callback caughtUp = resumption.catchUp(callbacks);
        try (RunRecorder recorder = resumption.record(ResumptionTest::fail)) {
            return recorder.finish(resumption.fit(caughtUp, recorder));
        }
    }

    private static void fail(InputException gap) {
        throw new AssertionError(gap);
    }

    private static String text(RunFolder folder, String file) {
        try {
            return Files.readString(folder.path().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Nothing but time tells a resumed run from one that never stopped. */
    private static void assertSame(RunFolder resumed, RunFolder whole) {
        for (String file : List.of("history.csv", "changes.csv"))
            assertThat(text(resumed, file)).as(file).isEqualTo(text(whole, file));
        RecordedRun run = resumed.read();
        RecordedRun other = whole.read();
        assertThat(run.status()).isEqualTo(other.status());
        assertThat(run.message()).isEqualTo(other.message());
        RunResults results = run.results().orElseThrow();
        RunResults expected = other.results().orElseThrow();
        assertThat(results.weightsSha256()).isEqualTo(expected.weightsSha256());
        assertThat(results.values()).isEqualTo(expected.values());
        assertThat(results.epochs()).isEqualTo(expected.epochs());
        assertThat(results.steps()).isEqualTo(expected.steps());
        assertThat(resumed.model().model().weightsSha256()).isEqualTo(expected.weightsSha256());
        assertThat(replay(resumed).verify()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sgd",
                "sgd(0.05, momentum=0.9, nesterov=true)",
                "adam(0.01, use_ema=true)",
                "adamw(cosine_decay(0.01, 500))",
                "rmsprop(0.01, gradient_accumulation_steps=3)",
                "adam(0.01, clipnorm=1)"
            })
    void a_killed_run_ends_as_if_it_never_had_been_whatever_the_optimizer(String optimizer) {
        Learner learner = learner(optimizer);
        RunFolder whole = record(learner, FIT);
        for (long steps : new long[] {3, 257, 300, 511, 599}) {
            RunFolder folder = killed(learner, FIT, steps);
            assertThat(new RunStore(temporary.resolve("runs")).list())
                    .filteredOn(entry -> entry.name().equals(folder.name()))
                    .first()
                    .satisfies(entry -> assertThat(entry.status()).contains(RunStatus.KILLED));
            resume(folder, OptionalInt.empty());
            assertSame(folder, whole);
        }
    }

    @Test
    void a_run_is_killed_again_and_again_and_loses_no_more() {
        Learner learner = learner("adam");
        RunFolder whole = record(learner, FIT);
        RunFolder folder = killed(learner, FIT, 290);
        for (int epoch : new int[] {70, 105}) {
            Resumption resumption = Resumption.of(replay(folder), OptionalInt.empty());
            assertThat(resumption.epochsDone()).isGreaterThan(50);
            Callback kill =
                    Callback.onEpochEnd((ended, _) -> {
                        if (ended.epoch() == epoch) throw new IllegalStateException("killed");
                    });
            RunRecorder recorder = resumption.record(ResumptionTest::fail);
            assertThatThrownBy(() -> resumption.fit(recorder, kill)).hasMessage("killed");
            recorder.await();
            bury(folder);
        }
        resume(folder, OptionalInt.empty());
        assertSame(folder, whole);
    }

    @Test
    void an_interrupted_run_goes_on_in_the_middle_of_an_epoch() {
        Learner learner = learner("sgd(0.05, momentum=0.9)");
        RunFolder whole = record(learner, FIT);
        Callback interrupt =
                Callback.onTrainBatchEnd((step, _) -> {
                    if (step.step() == 333) Thread.currentThread().interrupt();
                });
        RunFolder folder = record(learner, FIT, interrupt);
        RecordedRun before = folder.read();
        assertThat(before.status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(folder.snapshots().steps()).endsWith(334L);
        resume(folder, OptionalInt.empty());
        assertSame(folder, whole);
        assertThat(folder.read().created()).isEqualTo(before.created());
        assertThat(folder.snapshots().steps()).containsExactly(0L, 256L, 512L, 600L);
    }

    @Test
    void a_damaged_last_snapshot_costs_nothing_but_time() throws IOException {
        Learner learner = learner("adam");
        RunFolder whole = record(learner, FIT);
        RunFolder folder = killed(learner, FIT, 590);
        Path last = folder.path().resolve("snapshots/step-0000000512.safetensors");
        Files.write(last, new byte[(int) (Files.size(last) - 3)]);
        resume(folder, OptionalInt.empty());
        assertSame(folder, whole);
    }

    @Test
    void a_history_shorter_than_the_snapshots_is_computed_again() throws IOException {
        Learner learner = learner("adam");
        RunFolder whole = record(learner, FIT);
        RunFolder folder = killed(learner, FIT, 590);
        Path history = folder.path().resolve("history.csv");
        String text = Files.readString(history);
        Files.writeString(history, text.substring(0, text.indexOf("\n31,") + 9)); // cut off
        assertThat(folder.history().epochs()).isEqualTo(31);
        resume(folder, OptionalInt.empty());
        assertSame(folder, whole);
    }

    @ParameterizedTest
    @CsvSource({"170, 40", "256, 3", "257, 12", "301, 7", "590, 30"})
    void early_stopping_and_plateaus_are_where_they_would_have_been(long steps, int patience) {
        Learner learner = learner("adam(0.03)");
        Supplier<Callback[]> callbacks =
                () ->
                        new Callback[] {
                            new EarlyStopping(patience).restoreBestWeights(true),
                            new ReduceLearningRateOnPlateau().patience(2).cooldown(1)
                        };
        RunFolder whole = record(learner, FIT, callbacks.get());
        long taken = whole.read().results().orElseThrow().steps();
        RunFolder folder = killed(learner, FIT, Math.min(steps, taken - 1), callbacks.get());
        resume(folder, OptionalInt.empty(), callbacks.get());
        assertSame(folder, whole);
        assertThat(text(whole, "changes.csv")).contains("learning_rate", "final");
    }

    @Test
    void a_run_killed_after_it_was_told_to_stop_stops() {
        Learner learner = learner("adam(0.03)");
        Supplier<Callback[]> callbacks =
                () -> new Callback[] {new EarlyStopping(2).restoreBestWeights(true)};
        RunFolder whole = record(learner, FIT, callbacks.get());
        assertThat(whole.read().status()).isEqualTo(RunStatus.STOPPED_EARLY);
        RunFolder folder = record(learner, FIT, callbacks.get());
        bury(folder); // the results are gone, the history is there
        resume(folder, OptionalInt.empty(), callbacks.get());
        assertSame(folder, whole);
    }

    @Test
    void a_rate_set_at_the_beginning_of_each_epoch_is_set_once() {
        Learner learner = learner("sgd");
        Supplier<Callback[]> decay =
                () -> new Callback[] {new LearningRateScheduler((_, rate) -> rate * 0.97)};
        RunFolder whole = record(learner, FIT, decay.get());
        for (long steps : new long[] {256, 258, 260}) {
            RunFolder folder = killed(learner, FIT, steps, decay.get());
            resume(folder, OptionalInt.empty(), decay.get());
            assertSame(folder, whole);
        }
    }

    @Test
    void a_finished_run_is_trained_further() {
        for (String optimizer : List.of("adam(0.01)", "adam(0.01, use_ema=true)")) {
            Learner learner = learner(optimizer);
            Supplier<Callback[]> patience =
                    () -> new Callback[] {new EarlyStopping(1000).restoreBestWeights(true)};
            for (Supplier<Callback[]> callbacks : List.of(NONE, patience)) {
                RunFolder whole = record(learner, FIT, callbacks.get());
                RunFolder folder = record(learner, FIT.epochs(77), callbacks.get());
                resume(folder, OptionalInt.of(120), callbacks.get());
                assertSame(folder, whole);
                assertThat(folder.read().description()).isEqualTo(whole.read().description());
            }
        }
    }

    @Test
    void the_way_back_from_a_loss_that_is_not_finite_is_the_same() {
        Learner learner =
                Sequential.of(2, new Dense(16, new Relu()), new Dense(2))
                        .compile("mse", "sgd(0.1)", "mae");
        // at the beginning of epoch 60 a rate that no network stands
        Callback hot = new LearningRateScheduler((epoch, rate) -> epoch < 60 ? rate : 1e6);
        RunFolder whole = record(learner, FIT, hot);
        assertThat(whole.read().status()).isEqualTo(RunStatus.NOT_FINITE);
        for (long steps : new long[] {298, 299, 300}) {
            RunFolder folder = killed(learner, FIT, steps, hot);
            resume(folder, OptionalInt.empty(), hot);
            assertSame(folder, whole);
        }
    }

    private static void refused(RunFolder folder, OptionalInt epochs, String why) {
        String before = text(folder, "run.json") + text(folder, "history.csv");
        assertThatThrownBy(() -> Resumption.of(replay(folder), epochs))
                .isInstanceOf(InputException.class)
                .hasMessage(folder.name() + ": cannot be resumed: " + why);
        assertThat(text(folder, "run.json") + text(folder, "history.csv")).isEqualTo(before);
    }

    @Test
    void a_run_that_has_nothing_more_to_do_says_so() {
        Learner learner = learner("adam(0.03)");
        RunFolder finished = record(learner, FIT.epochs(7));
        String done =
                "all of its 7 epochs are done; pass --epochs with a larger number to train it"
                        + " further";
        refused(finished, OptionalInt.empty(), done);
        refused(finished, OptionalInt.of(7), done);

        RunFolder early = record(learner, FIT, new EarlyStopping(1));
        String message = early.read().message();
        refused(
                early,
                OptionalInt.of(500),
                "stopped by itself (%s), and would again; train anew with --config and more patience"
                        .formatted(message));

        RunFolder interrupted =
                record(
                        learner,
                        FIT,
                        Callback.onEpochEnd((epoch, _) -> {
                            if (epoch.epoch() == 9) Thread.currentThread().interrupt();
                        }));
        refused(
                interrupted,
                OptionalInt.of(5),
                "10 epochs are done already, more than 5; pass a larger number of --epochs");
    }

    @Test
    void a_run_that_still_goes_on_or_cannot_be_caught_up_with_is_refused() throws IOException {
        Learner learner = learner("adam(0.03)");
        RunFolder folder = folder();
        RunRecorder.begin(
                folder, RunDescription.of(learner, FIT), Samples.data(), Optional.of(VALIDATION));
        refused(
                folder,
                OptionalInt.empty(),
                "is still going on, in process %d; stop that first"
                        .formatted(ProcessHandle.current().pid()));

        RunFolder older = killed(learner, FIT, 300);
        Files.delete(older.path().resolve("changes.csv"));
        refused(
                older,
                OptionalInt.empty(),
                "was recorded by an older Rookery (%s), which kept less than it takes; train anew with --config"
                        .formatted(Versions.current().rookery()));

        Callback back =
                Callback.onEpochEnd((epoch, training) -> {
                    if (epoch.epoch() == 9) training.restore(training.snapshot());
                });
        refused(
                killed(learner, FIT, 300, back),
                OptionalInt.empty(),
                "a callback of a program has put weights back on the way, which cannot be caught up"
                        + " with; train anew");

        RunFolder scheduled =
                killed(learner, FIT, 300, new LearningRateScheduler((_, rate) -> rate * 0.9));
        Resumption resumption = Resumption.of(replay(scheduled), OptionalInt.empty());
        assertThatThrownBy(resumption::catchUp)
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(
                        scheduled.name()
                                + ": cannot be resumed: other callbacks than now have set its"
                                + " learning rate");
    }

    @Test
    void a_loss_that_would_not_be_finite_again_is_refused() {
        Learner learner =
                Sequential.of(2, new Dense(16, new Relu()), new Dense(2))
                        .compile("mse", "sgd(6.0)", "mae");
        refused(
                record(learner, FIT.batchSize(1)),
                OptionalInt.of(500),
                "its loss became a number that is not finite, and would again; train anew with"
                        + " --config and a lower learning rate");
    }
}
