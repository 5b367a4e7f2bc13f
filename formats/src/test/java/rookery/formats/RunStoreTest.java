package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.data.InputException;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

class RunStoreTest {

    @TempDir Path temporary;

    private RunStore runs() {
        return new RunStore(temporary.resolve("runs"));
    }

    private static void train(RunFolder folder) {
        RunDescription description = RunDescription.of(Samples.LEARNER, Samples.fit());
        try (RunRecorder recorder = RunRecorder.begin(folder, description, Optional.empty())) {
            recorder.finish(Samples.LEARNER.fit(Samples.data(), Samples.fit(), recorder));
        }
    }

    @Test
    void a_new_run_has_the_number_after_the_largest() throws IOException {
        assertThat(runs().create("penguins").name()).isEqualTo("penguins-1");
        assertThat(runs().create("penguins").name()).isEqualTo("penguins-2");
        Files.createDirectory(runs().path().resolve("penguins-10"));
        Files.createDirectory(runs().path().resolve("penguins-x"));
        assertThat(runs().create("penguins").name()).isEqualTo("penguins-11");
        assertThat(runs().create("moons").name()).isEqualTo("moons-1");
    }

    @ParameterizedTest
    @CsvSource({
        "penguins, penguins-1",
        "data/my table.csv, my-table-1",
        "C:\\data\\x.tsv, x-1",
        "../../etc/passwd, passwd-1",
        ".., run-1",
        "größe.csv, gr-e-1",
    })
    void a_run_is_named_after_its_data(String data, String name) {
        RunFolder folder = runs().create(data);
        assertThat(folder.name()).isEqualTo(name);
        assertThat(folder.path().getParent()).isEqualTo(runs().path());
    }

    @Test
    void runs_created_at_the_same_time_have_names_of_their_own() throws InterruptedException {
        Set<String> names = ConcurrentHashMap.newKeySet();
        List<Thread> threads =
                List.of(1, 2, 3, 4).stream()
                        .map(_ ->
                                Thread.ofPlatform()
                                        .start(() -> {
                                            for (int i = 0; i < 25; i++)
                                                names.add(runs().create("x").name());
                                        }))
                        .toList();
        for (Thread thread : threads) thread.join();
        assertThat(names).hasSize(100);
    }

    @Test
    void a_name_that_is_taken_or_none_is_refused() {
        runs().createNamed("mine");
        assertThatThrownBy(() -> runs().createNamed("mine"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("there is a run of this name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a\\b", "../a", ".hidden", "a b"})
    void a_name_that_is_no_folders_is_refused(String name) {
        assertThatThrownBy(() -> runs().createNamed(name))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("run name \"" + name + "\"");
    }

    @Test
    void a_place_that_cannot_be_written_to_is_found_at_once() throws IOException {
        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThatThrownBy(() -> new RunStore(file).create("x"))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": expected a folder for runs, but it is a file");
        assertThatThrownBy(() -> new RunStore(file.resolve("below")).create("x"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith(file.resolve("below") + ": could not be written");
    }

    @Test
    void a_list_of_runs_has_the_broken_ones_too() throws IOException {
        assertThat(runs().list()).isEmpty();
        train(runs().create("b"));
        train(runs().create("a"));
        Files.createDirectory(runs().path().resolve("empty"));
        RunFolder newer = runs().createNamed("newer");
        train(newer);
        Path json = newer.path().resolve("run.json");
        Files.writeString(
                json, Files.readString(json).replaceFirst("\"version\": 1", "\"version\": 9"));
        Files.writeString(runs().path().resolve("file"), "");

        List<RunEntry> list = runs().list();
        assertThat(list).extracting(RunEntry::name).containsExactly("b-1", "a-1", "empty", "newer");
        RunEntry first = list.getFirst();
        assertThat(first.problem()).isEmpty();
        assertThat(first.status()).contains(RunStatus.COMPLETED);
        assertThat(first.epochs()).isEqualTo(20);
        assertThat(first.values()).containsKeys("loss", "accuracy");
        assertThat(first.run().orElseThrow().description().network()).isEqualTo("2-3-2");
        assertThat(list.get(2).problem()).contains("run.json: could not be read: no such file");
        assertThat(list.get(3).problem()).contains("has version 9 of rookery-run");
    }

    @Test
    void a_model_is_found_by_file_by_folder_and_by_name() {
        RunFolder folder = runs().create("a");
        train(folder);
        String expected = folder.model().model().weightsSha256();
        for (String model :
                List.of("a-1", folder.path().toString(), folder.path() + "/model.rookery"))
            assertThat(runs().model(model).model().weightsSha256()).isEqualTo(expected);
        assertThatThrownBy(() -> runs().model("a-2"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no such run")
                .hasMessageEndingWith("did you mean a-1?");
        assertThatThrownBy(() -> runs().find("a-2"))
                .isInstanceOf(InputException.class)
                .hasMessageEndingWith("did you mean a-1?");
    }

    @Test
    void a_run_without_model_and_snapshot_says_so() {
        RunFolder folder = runs().create("a");
        RunDescription description = RunDescription.of(Samples.LEARNER, Samples.fit());
        RunRecorder.begin(folder, description, Optional.empty()).close();
        assertThatThrownBy(folder::model)
                .isInstanceOf(InputException.class)
                .hasMessageContaining("no snapshot");
    }

    /** Written by {@link Samples#main}. */
    @Test
    void a_run_of_version_1_is_read() throws URISyntaxException {
        Path path = Path.of(RunStoreTest.class.getResource("golden").toURI());
        RunFolder golden = new RunFolder(path);
        RecordedRun run = golden.read();
        assertThat(run.description().learner()).isEqualTo(Samples.LEARNER);
        assertThat(run.description().fit()).isEqualTo(Samples.fit());
        assertThat(run.encoding()).contains(Samples.ENCODING);
        String weights = run.results().orElseThrow().weightsSha256();
        assertThat(golden.model().model().weightsSha256()).isEqualTo(weights);
        assertThat(golden.model().tableModel().encoding()).isEqualTo(Samples.ENCODING);
        assertThat(golden.history().epochs()).isEqualTo(20);
        assertThat(golden.snapshots().read(100, Samples.LEARNER).parameters().sha256())
                .isEqualTo(weights);
    }
}
