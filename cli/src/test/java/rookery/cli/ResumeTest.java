package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.data.BundledData;
import rookery.formats.Replay;
import rookery.formats.RunFolder;
import rookery.formats.RunResults;
import rookery.formats.RunStatus;
import rookery.formats.RunStore;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** {@code train --resume}. */
class ResumeTest {

    @TempDir Path temporary;

    private Path runs() {
        return temporary.resolve("runs");
    }

    private Shell.Outcome run(String... arguments) {
        return new Shell(runs()).run(arguments);
    }

    private RunFolder folder(String name) {
        return new RunStore(runs()).find(name);
    }

    private static RunResults results(RunFolder folder) {
        return folder.read().results().orElseThrow();
    }

    private void assertSame(String resumed, String whole) throws IOException {
        RunFolder folder = folder(resumed);
        RunFolder other = folder(whole);
        assertThat(results(folder).weightsSha256()).isEqualTo(results(other).weightsSha256());
        assertThat(results(folder).values()).isEqualTo(results(other).values());
        assertThat(folder.read().status()).isEqualTo(other.read().status());
        for (String file : List.of("history.csv", "changes.csv"))
            assertThat(folder.path().resolve(file))
                    .hasSameTextualContentAs(other.path().resolve(file));
        assertThat(Replay.of(folder).verify()).isTrue();
    }

    /** Trains in a process of its own, and ends that with SIGKILL after the n-th line of progress. */
    private void killed(int lines, String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Drookery.kernels=scalar",
                                "--add-modules=jdk.incubator.vector",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()));
        command.addAll(List.of(arguments));
        command.add("--runs-dir=" + runs());
        Process process = new ProcessBuilder(command).redirectError(new File("/dev/null")).start();
        try (BufferedReader out = process.inputReader()) {
            int seen = 0;
            String line = out.readLine();
            while (line != null && (!line.startsWith("epoch ") || ++seen < lines))
                line = out.readLine();
            assertThat(line).as("line %d of progress", lines).isNotNull();
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    @Test
    void a_run_killed_twice_ends_as_one_that_never_was() throws Exception {
        String[] train = {
            "train", "moons", "--hidden=32 relu, batch_normalization, dropout 0.2, 16 tanh",
            "--epochs=600", "--reduce-on-plateau=20", "--patience=400"
        };
        assertThat(run(with(train, "--quiet", "--name=whole")).code()).isZero();
        killed(1, with(train, "--name=killed"));
        assertThat(folder("killed").read().results()).isEmpty();
        assertThat(run("runs").out()).contains("killed ");
        killed(2, "train", "--resume=killed");
        Shell.Outcome outcome = run("train", "--resume", "killed");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains("resumes   " + runs().resolve("killed") + ", after ")
                .contains(" epochs of 600")
                .contains("saved     ");
        assertSame("killed", "whole");
        assertThat(folder("whole").read().status()).isEqualTo(RunStatus.COMPLETED);
    }

    private static String[] with(String[] arguments, String... more) {
        return Stream.of(arguments, more).flatMap(Arrays::stream).toArray(String[]::new);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sgd(momentum=0.9)", "adam(0.003, use_ema=true)"})
    void a_finished_run_is_trained_further(String optimizer) throws IOException {
        String[] train = {"train", "penguins", "--optimizer=" + optimizer, "--json"};
        run(with(train, "--epochs=60", "--name=whole"));
        run(with(train, "--epochs=25", "--name=short"));
        Shell.Outcome outcome = run("train", "--resume=short", "--epochs=60", "--json");
        assertThat(outcome.json().get("weights_sha256").stringValue())
                .isEqualTo(results(folder("whole")).weightsSha256());
        assertThat(outcome.json().get("epochs").intValue()).isEqualTo(60);
        assertSame("short", "whole");
        assertThat(folder("short").read().description())
                .isEqualTo(folder("whole").read().description());
    }

    @Test
    void a_run_on_a_file_with_a_file_for_validation_goes_on() throws IOException {
        Path file = temporary.resolve("birds.csv");
        Files.write(file, BundledData.PENGUINS.csv());
        String[] train = {
            "train",
            file.toString(),
            "--validation-data=" + file,
            "--target=species",
            "--json",
            "--embed=island",
            "--class-weight=balanced",
            "--hidden=8"
        };
        run(with(train, "--epochs=30", "--name=whole"));
        run(with(train, "--epochs=11", "--name=short"));
        assertThat(run("train", "--resume=short", "--epochs=30", "-q").code()).isZero();
        assertSame("short", "whole");
    }

    private void refuses(String expected, String... arguments) {
        Shell.Outcome outcome = run(arguments);
        assertThat(outcome.err().stripTrailing()).isEqualTo(expected);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    DATA | penguins
                    --seed | --seed=3
                    --hidden | --hidden=4
                    --target | --target=sex
                    --name | --name=other
                    --config | --config=run.json
                    --delimiter | --delimiter=,
                    """)
    void what_the_run_says_cannot_be_said_again(String option, String argument) {
        refuses(
                "--resume: the run says all but the number of epochs; pass no "
                        + option
                        + ", but only --epochs, --report, --quiet, --json, --runs-dir with it",
                "train",
                "--resume=any",
                argument);
    }

    @Test
    void a_model_without_its_run_is_told_from_a_run() throws IOException {
        run("train", "penguins", "--epochs=1", "--quiet");
        Path model = temporary.resolve("alone.rookery");
        Files.copy(runs().resolve("penguins-1").resolve("model.rookery"), model);
        refuses(
                model
                        + ": is a model without its run, but this needs snapshots and data; why,"
                        + " activity, curvature, importance, evaluate and predict take a model and"
                        + " DATA",
                "train",
                "--resume=" + model);
    }

    @Test
    void a_run_that_cannot_go_on_says_why() throws IOException {
        run("train", "penguins", "--epochs=3", "--quiet");
        refuses(
                "penguins-1: cannot be resumed: all of its 3 epochs are done; pass --epochs with a"
                        + " larger number to train it further",
                "train",
                "--resume=penguins-1");
        refuses(
                "--epochs: a whole number from 1 to 2147483647 is wanted, got \"0\"",
                "train",
                "--resume=penguins-1",
                "--epochs=0");
        refuses(
                "penguin: no such run in " + runs() + "; did you mean penguins-1?",
                "train",
                "--resume=penguin");

        Path file = temporary.resolve("birds.csv");
        Files.write(file, BundledData.PENGUINS.csv());
        run("train", file.toString(), "--target=sex", "--epochs=2", "--quiet");
        Files.move(file, temporary.resolve("gone.csv"));
        refuses(
                "birds-1: its data are not there: %s: no such file; put the file back, or start from the folder that the run was started from"
                        .formatted(file),
                "train",
                "--resume=birds-1",
                "--epochs=5");
        byte[] other = BundledData.MOONS.csv();
        Files.write(file, other);
        assertThat(run("train", "--resume=birds-1", "--epochs=5").err())
                .startsWith("birds-1: its data have changed: " + file + " has SHA-256 ")
                .contains(folder("birds-1").read().description().data().orElseThrow().sha256());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 8})
    void a_run_killed_at_any_moment_goes_on(int lines) throws Exception {
        String[] train = {"train", "spiral", "--epochs=400", "--hidden=24,24"};
        assertThat(run(with(train, "--quiet", "--name=whole")).code()).isZero();
        killed(lines, with(train, "--name=killed"));
        assertThat(run("train", "--resume=killed", "--quiet").code()).isZero();
        assertSame("killed", "whole");
    }
}
