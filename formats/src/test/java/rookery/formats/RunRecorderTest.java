package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.Sequential;
import rookery.Trainer;
import rookery.callbacks.EarlyStopping;
import rookery.data.CsvOptions;
import rookery.data.InputException;
import rookery.data.TableOptions;
import rookery.events.Callback;
import rookery.events.Snapshot;
import rookery.events.TrainingEvent.EpochEnded;
import rookery.layers.Dense;
import rookery.losses.Loss;
import rookery.metrics.Accumulator;
import rookery.metrics.CustomMetric;
import rookery.metrics.Metric;
import rookery.optimizers.Sgd;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

class RunRecorderTest {

    @TempDir Path temporary;

    /** 300 steps; the first snapshot on the way is after 256. */
    private static final Fit FIT = Samples.fit().epochs(60);

    private static final RunDescription DESCRIPTION =
            RunDescription.of(
                            new DataReference("points.csv", "ab".repeat(32), Samples.ROWS),
                            CsvOptions.defaults(),
                            TableOptions.defaults().target("kind"),
                            Samples.LEARNER,
                            FIT)
                    .patience(3);

    private RunStore runs() {
        return new RunStore(temporary.resolve("runs"));
    }

    private RunRecorder begin(RunFolder folder) {
        return RunRecorder.begin(folder, DESCRIPTION, Optional.of(Samples.ENCODING));
    }

    private Run train(Callback... callbacks) {
        return Samples.LEARNER.fit(Samples.data(), Samples.data(), FIT, callbacks);
    }

    private RunFolder record() {
        RunFolder folder = runs().create("points.csv");
        try (RunRecorder recorder = begin(folder)) {
            recorder.finish(train(recorder));
        }
        return folder;
    }

    @Test
    void a_finished_run_has_its_model_its_history_and_its_results() {
        Run expected = train();
        RunFolder folder = record();
        assertThat(folder.name()).isEqualTo("points-1");
        assertThat(folder.model().tableModel().model().weightsSha256())
                .isEqualTo(expected.model().weightsSha256());
        assertThat(folder.history().names()).isEqualTo(expected.history().names());
        for (String name : expected.history().names())
            assertThat(folder.history().get(name)).isEqualTo(expected.history().get(name));
        RecordedRun run = folder.read();
        assertThat(run.status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(run.description()).isEqualTo(DESCRIPTION);
        assertThat(run.encoding()).contains(Samples.ENCODING);
        RunResults results = run.results().orElseThrow();
        assertThat(results.values())
                .containsExactly(
                        java.util.Map.entry("loss", expected.training().loss()),
                        java.util.Map.entry("accuracy", expected.training().get("accuracy")),
                        java.util.Map.entry("val_loss", expected.training().loss()),
                        java.util.Map.entry("val_accuracy", expected.training().get("accuracy")));
        assertThat(results.epochs()).isEqualTo(60);
        assertThat(results.steps()).isEqualTo(300);
        assertThat(results.parameters()).isEqualTo(17);
        assertThat(results.seed()).isEqualTo(3);
    }

    private static JsonNode runJson(RunFolder folder) throws IOException {
        Path file = folder.path().resolve("run.json");
        return Json.STANDARD.tree("run.json", Files.readAllBytes(file));
    }

    @Test
    void results_have_the_keys_of_train_json() throws IOException {
        JsonNode json = runJson(record());
        assertThat(json.get("results").propertyNames())
                .containsExactly(
                        "run",
                        "parameters",
                        "epochs",
                        "steps",
                        "loss",
                        "accuracy",
                        "val_loss",
                        "val_accuracy",
                        "seconds",
                        "weights_sha256",
                        "kernels",
                        "seed");
    }

    @Test
    void run_json_has_these_keys() throws IOException {
        JsonNode json = runJson(record());
        assertThat(json.propertyNames())
                .containsExactly(
                        "format",
                        "version",
                        "name",
                        "created",
                        "status",
                        "message",
                        "description",
                        "encoding",
                        "report",
                        "versions",
                        "machine",
                        "results",
                        "gap",
                        "numbers");
        assertThat(json.get("description").propertyNames())
                .containsExactly(
                        "data",
                        "validation_data",
                        "csv",
                        "table",
                        "learner",
                        "fit",
                        "patience",
                        "reduce_on_plateau");
        assertThat(json.get("machine").propertyNames())
                .containsExactly("os", "arch", "cores", "kernels", "threads", "pid", "started");
        assertThat(json.get("versions").propertyNames())
                .containsExactly("rookery", "numerics", "jdk");
        assertThat(json.at("/versions/rookery").stringValue()).matches("\\d+\\.\\d+.*");
    }

    @Test
    void training_goes_on_from_a_snapshot_as_if_nothing_had_happened() {
        RunFolder folder = record();
        assertThat(folder.snapshots().steps()).containsExactly(0L, 256L, 300L);
        Snapshot snapshot = folder.snapshots().read(256, Samples.LEARNER);
        assertThat(snapshot.step()).isEqualTo(256);
        Trainer trainer = Samples.LEARNER.trainer(Samples.data(), FIT);
        trainer.restore(snapshot);
        while (trainer.steps() < 300) trainer.step();
        assertThat(trainer.model().weightsSha256())
                .isEqualTo(folder.model().model().weightsSha256());
    }

    @Test
    void a_run_killed_on_the_way_can_be_read() {
        RunFolder folder = runs().create("points");
        RunRecorder recorder = begin(folder);
        Callback kill =
                (event, _) -> {
                    if (event instanceof EpochEnded epoch && epoch.epoch() == 55)
                        throw new IllegalStateException("killed");
                };
        assertThatThrownBy(() -> train(recorder, kill)).hasMessage("killed");
        recorder.await();

        assertThat(folder.read().status()).isEqualTo(RunStatus.RUNNING);
        // at least those before the snapshot after step 256
        int epochs = folder.history().epochs();
        assertThat(epochs).isBetween(51, 56);
        Trainer trainer = Samples.LEARNER.trainer(Samples.data(), FIT);
        while (trainer.steps() < 256) trainer.step();
        assertThat(folder.model().model().weightsSha256())
                .isEqualTo(trainer.model().weightsSha256());
        RunEntry entry = runs().list().getFirst();
        assertThat(entry.status()).contains(RunStatus.RUNNING); // this process lives
        assertThat(entry.epochs()).isEqualTo(epochs);
        assertThat(entry.values()).containsKeys("loss", "val_accuracy");

        recorder.close();
        assertThat(folder.read().status()).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void a_run_whose_process_is_gone_was_killed() {
        RunFolder folder = runs().create("points");
        begin(folder).close();
        RecordedRun run = folder.read();
        Machine gone = new Machine("", "", 1, "", 1, Long.MAX_VALUE, Optional.empty());
        folder.write(running(run, gone));
        assertThat(runs().list().getFirst().status()).contains(RunStatus.KILLED);
    }

    @Test
    void a_process_is_told_by_its_start_but_for_a_clock_that_was_set() {
        RunFolder folder = runs().create("points");
        begin(folder).close();
        RecordedRun run = folder.read();
        Instant started = run.machine().started().orElseThrow();
        folder.write(running(run, startedAt(started.plusSeconds(3))));
        assertThat(runs().list().getFirst().status()).contains(RunStatus.RUNNING);
        folder.write(running(run, startedAt(started.minusSeconds(100))));
        assertThat(runs().list().getFirst().status()).contains(RunStatus.KILLED);
    }

    private static Machine startedAt(Instant moment) {
        long pid = ProcessHandle.current().pid();
        return new Machine("", "", 1, "", 1, pid, Optional.of(moment));
    }

    private static RecordedRun running(RecordedRun run, Machine machine) {
        return new RecordedRun(
                run.name(),
                run.created(),
                RunStatus.RUNNING,
                "",
                run.description(),
                run.encoding(),
                run.report(),
                run.versions(),
                machine,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    @Test
    void an_interrupted_run_leaves_a_usable_model() {
        RunFolder folder = runs().create("points");
        Callback interrupt =
                (event, _) -> {
                    if (event instanceof EpochEnded epoch && epoch.epoch() == 2)
                        Thread.currentThread().interrupt();
                };
        try (RunRecorder recorder = begin(folder)) {
            recorder.finish(train(interrupt, recorder));
        }
        assertThat(folder.read().status()).isEqualTo(RunStatus.INTERRUPTED);
        assertThat(folder.history().epochs()).isEqualTo(3);
        assertThat(folder.model().model().predict(0.1f, 0.2f)).hasSize(2);
    }

    @Test
    void a_run_stopped_early_says_why() {
        RunFolder folder = runs().create("points");
        try (RunRecorder recorder = begin(folder)) {
            recorder.finish(train(recorder, new EarlyStopping(0).minDelta(100)));
        }
        RecordedRun run = folder.read();
        assertThat(run.status()).isEqualTo(RunStatus.STOPPED_EARLY);
        assertThat(run.message()).startsWith("val_loss was lowest in epoch");
    }

    @Test
    void a_result_that_is_not_a_number_is_null_in_json() {
        RunResults results =
                new RunResults(
                        "r", 1, 1, 1, java.util.Map.of("loss", Double.NaN), 0.5, "", "scalar", 0);
        assertThat(results.json()).contains("\"loss\":null");
        JsonNode tree = Json.STANDARD.tree("here", results.json().getBytes());
        assertThat(Json.STANDARD.value("here", tree, RunResults.class)).isEqualTo(results);
    }

    @Test
    void a_disk_that_fills_up_on_the_way_does_not_end_the_training() throws IOException {
        RunFolder folder = runs().create("points");
        Callback breakSnapshots =
                (event, _) -> {
                    if (event instanceof EpochEnded epoch && epoch.epoch() == 2)
                        replaceByFile(folder.path().resolve("snapshots"));
                };
        try (RunRecorder recorder = begin(folder)) {
            Run run = train(recorder, breakSnapshots);
            assertThatThrownBy(() -> recorder.finish(run))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("the model is there, but");
        }
        assertThat(folder.read().status()).isEqualTo(RunStatus.COMPLETED);
        assertThat(folder.read().gap().orElseThrow()).contains("snapshots", "could not be written");
        assertThat(folder.model().model().weightsSha256())
                .isEqualTo(train().model().weightsSha256());
    }

    private static void replaceByFile(Path directory) {
        try {
            Files.move(directory, directory.resolveSibling("moved"));
            Files.writeString(directory, "");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void what_cannot_be_recorded_is_found_before_the_training_and_leaves_no_folder() {
        assertThatThrownBy(() -> RunChecks.checkSpace(temporary, 5 << 20, 3 << 20))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("may need 5 MiB, but only 3 MiB are free");
        for (String name : List.of("a,b", "seconds")) {
            Learner learner =
                    Sequential.of(1, new Dense(1))
                            .compile(Loss.NAMES.get("mse"), new Sgd(), new Named(name));
            RunFolder folder = runs().create("points");
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            RunRecorder.begin(
                                    folder,
                                    RunDescription.of(learner, Fit.defaults()),
                                    Optional.empty()))
                    .withMessageStartingWith("metric \"" + name + "\"");
            assertThat(folder.path()).doesNotExist();
        }
    }

    @Test
    void a_run_that_no_disk_can_hold_is_refused_and_leaves_no_folder() {
        Metric[] metrics = new Metric[1000];
        for (int k = 0; k < metrics.length; k++) metrics[k] = new Named("metric_" + k);
        Learner learner =
                Sequential.of(1, new Dense(1)).compile(Loss.NAMES.get("mse"), new Sgd(), metrics);
        Fit forever = Fit.defaults().epochs(Integer.MAX_VALUE);
        refused(InputException.class, "MiB are free", RunDescription.of(learner, forever));
    }

    @Test
    void a_users_own_member_without_a_name_is_refused_and_leaves_no_folder() {
        Learner learner =
                Sequential.of(1, new Dense(1))
                        .compile(Loss.NAMES.get("mse"), new Sgd(), new Named("mine"));
        refused(
                IllegalArgumentException.class,
                "Register it",
                RunDescription.of(learner, Fit.defaults()));
    }

    private void refused(Class<?> type, String message, RunDescription description) {
        RunFolder folder = runs().create("points");
        assertThatThrownBy(() -> RunRecorder.begin(folder, description, Optional.empty()))
                .isInstanceOf(type)
                .hasMessageContaining(message);
        assertThat(folder.path()).doesNotExist();
    }

    private record Named(String name) implements CustomMetric {
        @Override
        public Accumulator accumulator(int outputs, Loss loss) {
            return null;
        }
    }

    @Test
    void a_recorded_run_keeps_its_snapshots_and_the_last_step() {
        RunFolder folder = runs().createNamed("long");
        Fit fit = FIT.epochs(160);
        try (RunRecorder recorder =
                RunRecorder.begin(
                        folder, RunDescription.of(Samples.LEARNER, fit), Optional.empty())) {
            recorder.finish(Samples.LEARNER.fit(Samples.data(), fit, recorder));
        }
        assertThat(folder.snapshots().steps()).containsExactly(0L, 256L, 512L, 768L, 800L);
    }

    @Test
    void a_snapshot_that_is_damaged_is_passed_over_for_the_one_before() throws IOException {
        RunFolder folder = record();
        Path last = folder.path().resolve("snapshots/step-0000000300.safetensors");
        Files.write(last, new byte[10]);
        assertThat(folder.snapshots().latest(Samples.LEARNER).orElseThrow().step()).isEqualTo(256);
        assertThatThrownBy(() -> folder.snapshots().read(300, Samples.LEARNER))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(last.toString());
        assertThatThrownBy(() -> folder.snapshots().read(301, Samples.LEARNER))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such file");
    }
}
