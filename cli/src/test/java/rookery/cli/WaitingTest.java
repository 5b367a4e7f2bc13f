package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;

class WaitingTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private long seconds;

    private Console console(boolean terminal) {
        return new Console(
                new PrintWriter(out, true), new PrintWriter(err, true), terminal, false, 80);
    }

    private Waiting waiting(boolean terminal) {
        return new Waiting(console(terminal), "steps", 1234, () -> seconds * 1_000_000_000L);
    }

    @Test
    void what_takes_less_than_a_second_shows_nothing() {
        try (Waiting waiting = waiting(true)) {
            waiting.accept(1);
            waiting.accept(1234);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void on_a_terminal_it_is_one_line_that_is_wiped_away() {
        try (Waiting waiting = waiting(true)) {
            seconds = 1;
            waiting.accept(99);
            waiting.accept(100); // too soon to draw it anew
            seconds = 2;
            waiting.accept(1000);
        }
        assertThat(err.toString())
                .isEqualTo("\r99 of 1,234 steps\r1,000 of 1,234 steps\r" + " ".repeat(20) + "\r");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void elsewhere_it_is_a_line_every_ten_seconds_and_never_on_stdout() {
        try (Waiting waiting = waiting(false)) {
            for (seconds = 0; seconds <= 12; seconds++) waiting.accept(seconds);
        }
        assertThat(err.toString().lines()).containsExactly("1 of 1,234 steps", "11 of 1,234 steps");
        assertThat(out.toString()).isEmpty();
    }
}
