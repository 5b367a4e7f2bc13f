package rookery.checks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The README shows what the program really prints, but for the machine and its speed. */
class ReadmeTest {

    private static final Pattern CONSOLE =
            Pattern.compile("```\\R\\$ \\./rookery ([^\\n]*)\\R(.*?)```", Pattern.DOTALL);

    @TempDir Path folder;

    @Test
    void the_shown_training_is_what_the_command_prints() throws Exception {
        String readme = Sources.text(Sources.ROOT.resolve("README.md"));
        Matcher shown = CONSOLE.matcher(readme);
        assertThat(shown.find()).isTrue();
        String[] arguments = shown.group(1).split(" ");
        assertThat(comparable(run(arguments))).isEqualTo(comparable(shown.group(2)));
    }

    /** Without the kernels and the seconds, which are the machine's. */
    private static String comparable(String output) {
        return output.replaceAll("(vector-\\d+|scalar\\S*) kernels", "KERNELS")
                .replaceAll("in [\\d.,]+ s\\b", "in SECONDS")
                .strip();
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        String[] start = {
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--add-modules",
            "jdk.incubator.vector",
            "-Drookery.command=./rookery",
            "-cp",
            System.getProperty("java.class.path"),
            "rookery.cli.Main"
        };
        String[] command = new String[start.length + arguments.length];
        System.arraycopy(start, 0, command, 0, start.length);
        System.arraycopy(arguments, 0, command, start.length, arguments.length);
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
