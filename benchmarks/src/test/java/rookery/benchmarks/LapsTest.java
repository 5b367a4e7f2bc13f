package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;

class LapsTest {

    private static final long MILLISECOND = 1_000_000;

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private long now;

    private Laps laps(String requests) {
        return new Laps(
                "some library 1.0",
                10,
                new BufferedReader(new StringReader(requests)),
                new PrintStream(written, true, StandardCharsets.UTF_8),
                () -> now);
    }

    /** A lap of so many milliseconds. */
    private boolean lap(Laps laps, long milliseconds) {
        now += milliseconds * MILLISECOND;
        return laps.lap(0.5, Double.NaN);
    }

    private String answers() {
        return written.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_process_warms_up_names_itself_and_answers_each_request() {
        Laps laps = laps("0.3\n0.1\n");
        // The best window is the first of half a second; three more as fast make it warm.
        for (int lap = 0; lap < 4 * 5; lap++) {
            assertThat(answers()).isEmpty();
            assertThat(lap(laps, 100)).isTrue();
        }
        assertThat(answers()).isEqualTo("{\"name\": \"some library 1.0\"}\n");
        // 0.3 s are wanted: 200 ms and 90 ms are not enough, and 120 ms are the median of 10 steps.
        lap(laps, 200);
        lap(laps, 90);
        assertThat(lap(laps, 120)).isTrue();
        assertThat(answers())
                .endsWith(
                        "{\"microseconds\": 12000.0000, \"fastest\": 9000.0000, \"laps\": 3,"
                                + " \"loss\": 0.50000, \"accuracy\": null}\n");
        // 0.1 s are soon over, but three laps there must be; then nobody asks any more.
        assertThat(lap(laps, 100)).isTrue();
        assertThat(lap(laps, 100)).isTrue();
        assertThat(lap(laps, 100)).isFalse();
        assertThat(answers().lines()).hasSize(3);
    }

    @Test
    void who_becomes_slow_for_a_while_or_still_becomes_faster_is_not_warm() {
        Laps laps = laps("");
        for (int lap = 0; lap < 3 * 50; lap++) lap(laps, 10);
        for (int lap = 0; lap < 20; lap++) lap(laps, 250); // compiling
        assertThat(answers()).isEmpty();
        for (int lap = 0; lap < 100 * 2; lap++) lap(laps, 5); // faster than ever
        assertThat(answers()).isEmpty();
        for (int lap = 0; lap < 100 * 2; lap++) lap(laps, 5);
        assertThat(answers()).isNotEmpty();
    }

    @Test
    void who_never_becomes_steady_is_measured_after_a_while() {
        Laps laps = laps("");
        int lap = 0;
        while (answers().isEmpty() && lap < 1000) lap(laps, lap++ % 2 == 0 ? 600 : 1200);
        assertThat(now / MILLISECOND).isBetween(20_000L, 22_000L);
    }
}
