package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Which kernels are chosen in JVMs started in other ways, and that all give the same bits. */
class SelectionTest {

    private static final String MODULE = "--add-modules=jdk.incubator.vector";

    @TempDir Path folder;

    record Run(int exit, List<String> out, String err) {

        String name(int line) {
            return out.get(line).split(" ")[0];
        }

        String digest(int line) {
            return out.get(line).split(" ")[1];
        }

        String best() {
            return out.getLast().split(" ")[1];
        }
    }

    @Test
    void all_widths_and_scalars_give_the_same_bits() {
        Run first = digest(List.of(MODULE), "scalar");
        assertThat(first.name(0)).startsWith("scalar");
        List<Integer> widths =
                List.of(16, 32, 64).stream().filter(bytes -> bytes * 8 <= width()).toList();
        assertThat(widths).as("widths of this machine").isNotEmpty();
        for (int bytes : widths) {
            Run run = digest(List.of(MODULE, "-XX:MaxVectorSize=" + bytes), "vector");
            assertThat(run.name(0)).startsWith("vector-" + bytes * 8);
            assertThat(run.digest(0)).as(run.name(0)).isEqualTo(first.digest(0));
            assertThat(run.best()).isEqualTo(run.name(0));
        }
    }

    private static int width() {
        return Integer.parseInt(Kernels.vector().orElseThrow().name().split("-")[1]);
    }

    @Test
    void without_the_module_scalars_take_over_with_the_same_bits_and_one_line_on_stderr() {
        Run with = digest(List.of(MODULE), "best");
        Run without = digest(List.of(), "best", "best");
        assertThat(without.name(0)).startsWith("scalar");
        assertThat(without.digest(0)).isEqualTo(with.digest(0));
        assertThat(without.err.lines())
                .singleElement()
                .asString()
                .contains("--add-modules jdk.incubator.vector");
    }

    @Test
    void without_hardware_fma_the_name_says_so_and_scalars_are_best() {
        Run run = digest(List.of(MODULE, "-XX:-UseFMA"), "scalar", "best");
        assertThat(run.name(0)).isEqualTo("scalar-nofma");
        assertThat(run.name(1)).isEqualTo("scalar-nofma");
        assertThat(run.digest(0)).isEqualTo(run.digest(1));
    }

    @Test
    void without_the_optimizing_compiler_scalars_are_best_and_nothing_is_printed() {
        for (String option : List.of("-Xint", "-XX:TieredStopAtLevel=1")) {
            Run run = digest(List.of(MODULE, option));
            assertThat(run.best()).as(option).startsWith("scalar");
            assertThat(run.err.lines()).noneMatch(line -> line.startsWith("rookery"));
        }
    }

    @Test
    void a_property_forces_a_choice() {
        Run scalar = digest(List.of(MODULE, "-Drookery.kernels=scalar"));
        assertThat(scalar.best()).startsWith("scalar");
        Run silent = digest(List.of("-Drookery.kernels=scalar"));
        assertThat(silent.err).isEmpty();
        Run vector = digest(List.of("-Drookery.kernels=vector"));
        assertThat(vector.exit).isNotZero();
        assertThat(vector.err).contains("start java with --add-modules jdk.incubator.vector");
    }

    @Test
    void unknown_names_are_refused() {
        assertThat(Kernels.named("scalar")).isSameAs(Kernels.scalar());
        assertThat(Kernels.named("vector")).isSameAs(Kernels.vector().orElseThrow());
        assertThatThrownBy(() -> Kernels.named("quantum"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("unknown kernels \"quantum\"; there are scalar, vector and best");
    }

    private Run digest(List<String> options, String... names) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(Digest.class.getName());
        command.addAll(List.of(names));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        try {
            Process process =
                    new ProcessBuilder(command)
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile())
                            .start();
            int exit = process.waitFor();
            return new Run(
                    exit,
                    Files.readAllLines(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        } catch (InterruptedException interruption) {
            throw new AssertionError(interruption);
        }
    }
}
