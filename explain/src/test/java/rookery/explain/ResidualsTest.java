package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.explain.Residuals.Bin;
import rookery.explain.Residuals.Row;

import java.util.List;

class ResidualsTest {

    /** Residuals −1, 0, 1, 2. */
    private static final Residuals RESIDUALS =
            Residuals.of(
                    "y",
                    List.of(new Row(10, 1, 2), new Row(11, 2, 2), new Row(12, 3, 2), new Row(13, 6, 4)));

    @Test
    void their_means_and_what_they_leave_unexplained() {
        assertThat(RESIDUALS.mean()).isEqualTo(0.5);
        assertThat(RESIDUALS.meanAbsolute()).isEqualTo(1);
        assertThat(RESIDUALS.rootMeanSquared()).isEqualTo(Math.sqrt(1.5));
        assertThat(RESIDUALS.r2()).isEqualTo(1 - 6.0 / 14); // around 3: 4 + 1 + 0 + 9
    }

    @Test
    void all_are_counted_the_largest_in_the_last_bin() {
        assertThat(RESIDUALS.histogram(3))
                .containsExactly(new Bin(-1, 0, 1), new Bin(0, 1, 1), new Bin(1, 2, 2));
    }

    @Test
    void the_worst_come_first() {
        assertThat(RESIDUALS.worst(2)).extracting(Row::row).containsExactly(13, 10);
    }

    @Test
    void where_all_are_the_same_there_is_one_bin_and_no_r2() {
        Residuals same = Residuals.of("y", List.of(new Row(0, 1, 1), new Row(1, 1, 1)));

        assertThat(same.histogram(3)).containsExactly(new Bin(-0.5, 0.5, 2));
        assertThat(same.r2()).isNaN();
    }
}
