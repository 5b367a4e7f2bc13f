package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SpreadTest {

    @Test
    void what_is_apart_stays() {
        assertThat(Spread.apart(new double[] {10, 40, 90}, 20, 0, 100)).containsExactly(10, 40, 90);
    }

    @Test
    void what_is_close_moves_evenly() {
        assertThat(Spread.apart(new double[] {50, 50, 52}, 10, 0, 100))
                .containsExactly(
                        new double[] {40 + 2 / 3.0, 50 + 2 / 3.0, 60 + 2 / 3.0}, within(1e-9));
    }

    @Test
    void bounds_hold_and_too_many_come_closer() {
        assertThat(Spread.apart(new double[] {0, 1, 2}, 10, 0, 100)).containsExactly(0, 10, 20);
        assertThat(Spread.apart(new double[] {100, 100}, 10, 0, 100)).containsExactly(90, 100);
        assertThat(Spread.apart(new double[] {1, 1, 1, 1, 1}, 10, 0, 20))
                .containsExactly(0, 5, 10, 15, 20);
        assertThat(Spread.apart(new double[0], 10, 0, 20)).isEmpty();
    }
}
