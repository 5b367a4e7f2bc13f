package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @Test
    void numbers_are_placed_by_differences_or_by_ratios() {
        assertThat(new Scale(false, 0, 4, 100, 200).at(1)).isEqualTo(125);
        assertThat(new Scale(true, 0.01, 100, 100, 200).at(1)).isCloseTo(150, within(1e-9));
    }

    @Test
    void ticks_are_round_and_within() {
        assertThat(new Scale(false, 0.03, 0.97, 0, 1).ticks(5))
                .containsExactly(new Double[] {0.2, 0.4, 0.6000000000000001, 0.8});
        assertThat(new Scale(false, -1, 1, 0, 1).ticks(7))
                .containsExactly(-1.0, -0.5, 0.0, 0.5, 1.0);
        assertThat(new Scale(true, 0.004, 30, 0, 1).ticks(6)).containsExactly(0.01, 0.1, 1.0, 10.0);
        assertThat(new Scale(true, 0.3, 6, 0, 1).ticks(6)).containsExactly(0.5, 1.0, 2.0, 5.0);
        assertThat(new Scale(true, 1e-8, 1e8, 0, 1).ticks(6))
                .containsExactly(1e-6, 1e-3, 1.0, 1e3, 1e6);
    }

    @Test
    void a_range_without_two_powers_has_multiples() {
        assertThat(new Scale(true, 0.61, 0.69, 0, 1).ticks(6)).hasSizeGreaterThan(1);
    }

    @Test
    void what_cannot_be_shown_does_not_count() {
        double[] values = {1, Double.NaN, 3, Double.POSITIVE_INFINITY};
        Scale scale = Scale.around(values, false, 0, 1);
        assertThat(scale.holds(1)).isTrue();
        assertThat(scale.holds(3)).isTrue();
        assertThat(scale.high()).isLessThan(3.1);
        assertThat(Scale.around(new double[] {0, -1, 2, 4}, true, 0, 1).low())
                .isCloseTo(2, within(0.2));
    }

    @Test
    void a_single_number_and_none_have_an_axis_too() {
        assertThat(Scale.around(new double[] {5}, false, 0, 10).at(5)).isEqualTo(5);
        assertThat(Scale.around(new double[0], false, 0, 10).ticks(5)).isNotEmpty();
        assertThat(Scale.around(new double[0], true, 0, 10).ticks(5)).isNotEmpty();
    }

    @Test
    void powers_need_positive_ends() {
        assertThatThrownBy(() -> new Scale(true, 0, 1, 0, 1))
                .hasMessageContaining("from 0.0 to 1.0, by powers");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    0.25    | 0.25
                    0.30000000000000004 | 0.3
                    1000    | 1,000
                    -2.5    | -2.5
                    0.00001 | 1e-5
                    2500000 | 2.5e6
                    1e-13   | 0
                    1e100   | 1e100
                    1e-10   | 1e-10
                    """)
    void labels_are_short(double value, String label) {
        assertThat(Scale.label(value)).isEqualTo(label);
    }
}
