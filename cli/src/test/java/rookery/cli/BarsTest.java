package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BarsTest {

    @Test
    void bars_end_in_eighths() {
        assertThat(Bars.of(1, 4)).isEqualTo("████");
        assertThat(Bars.of(0.5, 4)).isEqualTo("██");
        assertThat(Bars.of(5.0 / 32, 4)).isEqualTo("▋");
        assertThat(Bars.of(17.0 / 32, 4)).isEqualTo("██▏");
    }

    @Test
    void nothing_less_and_no_number_are_no_bar_and_more_is_all() {
        assertThat(Bars.of(0, 4)).isEmpty();
        assertThat(Bars.of(-0.5, 4)).isEmpty();
        assertThat(Bars.of(Double.NaN, 4)).isEmpty();
        assertThat(Bars.of(3, 4)).isEqualTo("████");
    }
}
