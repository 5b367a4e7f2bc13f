package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;

class StandardOutputTest {

    private final StringWriter err = new StringWriter();

    /** The exit code of a command whose every write fails. */
    private int run(String reason, String... arguments) {
        OutputStream failing =
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException(reason);
                    }
                };
        PrintWriter errors = new PrintWriter(err, true);
        PrintWriter out = new PrintWriter(new StandardOutput(failing, errors), true);
        return Main.run(new Console(out, errors, false, false, Console.WIDTH), arguments);
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "--help", "runs --json", "runs"})
    void what_could_not_be_printed_is_told_once_and_exits_with_1(String command) {
        assertThat(run("No space left on device", command.split(" "))).isEqualTo(1);
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "standard output: could not be written: No space left on device. Is there"
                                + " space where it goes?");
    }

    @Test
    void a_reader_who_went_away_is_no_news() {
        assertThat(run("Broken pipe", "--help")).isEqualTo(1);
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void wrong_usage_is_wrong_usage_all_the_same() {
        assertThat(run("No space left on device", "train")).isEqualTo(2);
        assertThat(err.toString()).startsWith("DATA is missing").hasLineCount(1);
    }
}
