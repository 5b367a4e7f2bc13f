package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import rookery.formats.RunEntry;
import rookery.formats.RunStatus;
import rookery.formats.RunStore;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A training in a process of its own, stopped from outside. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there a process cannot be ended politely")
class CtrlCTest {

    private static final int SIGINT = 2;

    @TempDir Path runs;

    @Test
    void ctrl_c_leaves_a_run_that_can_be_used() throws Exception {
        assumeFalse(ignored(SIGINT), "the tests themselves run where Ctrl-C is ignored");
        stop("INT", 128 + SIGINT);
    }

    @Test
    void so_does_a_polite_end_by_the_system() throws Exception {
        stop("TERM", 128 + 15);
    }

    private void stop(String signal, int code) throws Exception {
        Process process = train();
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            while (line != null && !line.startsWith("epoch ")) line = out.readLine();
            assertThat(line).as("a line of progress").isNotNull();
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                    .start()
                    .waitFor();
            String rest = out.lines().collect(Collectors.joining("\n"));
            assertThat(rest).contains("stopped   interrupted in epoch ").contains(runs.toString());
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).isEqualTo(code);
        RunEntry run = new RunStore(runs).list().getFirst();
        assertThat(run.status()).contains(RunStatus.INTERRUPTED);
        assertThat(run.epochs()).isPositive();
        assertThat(new Shell(runs).run("evaluate", "penguins-1", "penguins").code()).isZero();
    }

    private Process train() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Drookery.kernels=scalar",
                        "--add-modules=jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "train",
                        "penguins",
                        "--epochs=20000",
                        "--runs-dir=" + runs)
                .redirectError(new File("/dev/null"))
                .start();
    }

    private static boolean ignored(int signal) throws IOException {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) return false;
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .mapToLong(line -> Long.parseUnsignedLong(line.substring(7).strip(), 16))
                    .anyMatch(mask -> (mask >> (signal - 1) & 1) == 1);
        }
    }
}
