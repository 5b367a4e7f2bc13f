package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.stream.DoubleStream;

class LevelsTest {

    @Test
    void close_values_are_cut_at_multiples() {
        Levels levels = Levels.of(new double[] {0.31, 0.5, 1.02});
        assertThat(levels.log()).isFalse();
        assertThat(levels.thresholds()).hasSize(14).startsWith(7 * 0.05).endsWith(20 * 0.05);
        assertThat(levels.label(0)).isEqualTo("0.35");
    }

    @Test
    void positive_values_of_many_orders_are_cut_by_ratios() {
        Levels levels = Levels.of(new double[] {0.06, 1, 25});
        assertThat(levels.log()).isTrue();
        assertThat(levels.thresholds())
                .containsExactly(
                        0.07, 0.1, 0.15, 0.2, 0.3, 0.5, 0.7, 1, 1.5, 2, 3, 5, 7, 10, 15, 20);
        assertThat(Levels.of(new double[] {1e-30, 1e30}).thresholds()).hasSizeBetween(5, 16);
    }

    @Test
    void negative_values_with_far_outliers_are_cut_by_ratios_above_the_least() {
        double[] values =
                DoubleStream.iterate(0, k -> k + 1).limit(100).map(k -> -2 + k / 50).toArray();
        values[99] = 1e4;
        Levels levels = Levels.of(values);
        assertThat(levels.log()).isTrue();
        assertThat(levels.height(-2)).isFinite();
        assertThat(levels.thresholds()).hasSizeBetween(5, 16).isSorted();
        for (int k = 1; k < levels.thresholds().length; k++)
            assertThat(levels.label(k)).isNotEqualTo(levels.label(k - 1));
    }

    @Test
    void one_value_has_one_color() {
        assertThat(Levels.of(new double[] {2, 2}).bands()).isEqualTo(1);
        assertThat(Levels.of(new double[0]).bands()).isEqualTo(1);
    }
}
