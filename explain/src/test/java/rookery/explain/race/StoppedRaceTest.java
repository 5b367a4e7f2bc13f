package rookery.explain.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CancellationException;

/** A race that is interrupted. */
class StoppedRaceTest {

    private static Race stopped(RacePlan plan, int at) {
        return new Racing(plan)
                .run(done -> {
                    if (done == at) Thread.currentThread().interrupt();
                });
    }

    @AfterEach
    void not_interrupted() {
        assertThat(Thread.interrupted()).isFalse();
    }

    @Test
    void what_was_finished_of_a_stopped_race_is_kept() {
        RacePlan plan = RacingTest.moons("gd,adam,lion", 2, 3, 0);
        Race first = stopped(plan, 5);
        assertThat(first.finished()).isFalse();
        assertThat(first.entries()).extracting(Entry::name).containsExactly("gd", "adam");
        assertThat(first.notes()).contains("stopped in start 1 of 3: 2 of 3 racers had finished");
        Race second = stopped(plan, 8);
        assertThat(second.seeds()).containsExactly(5L);
        assertThat(second.entries()).hasSize(3);
        assertThat(second.notes()).contains("stopped in start 2 of 3: the starts before count");
    }

    @Test
    void a_race_that_is_stopped_at_once_has_no_result() {
        Racing racing = new Racing(RacingTest.moons("gd", 1, 1, 3));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> racing.run(_ -> {})).isInstanceOf(CancellationException.class);
    }
}
