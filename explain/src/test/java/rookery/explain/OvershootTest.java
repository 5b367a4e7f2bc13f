package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OvershootTest {

    /** On the parabola (x − 1)², from 0 a step of this length. */
    @ParameterizedTest
    @CsvSource({"0.1, -0.9", "1, 0", "1.5, 0.5", "2, 1", "3, 2"})
    void on_a_parabola_alpha_is_how_far_beyond_the_minimum(double step, double alpha) {
        double change = (step - 1) * (step - 1) - 1;
        assertThat(Overshoot.alpha(change, -2 * step, 2 * (step - 1) * step).orElseThrow())
                .isCloseTo(alpha, within(1e-12));
    }

    @Test
    void the_fit_is_the_one_of_least_squares() {
        // L(0) = 0, L(1) = −1, L′(0) = −4, L′(1) = 1: m2 = 2.5, m1 = (−1 − 8 + 2)/5 − 2.5 = −3.9
        assertThat(Overshoot.alpha(-1, -4, 1).orElseThrow()).isCloseTo(5 / 3.9 - 1, within(1e-12));
    }

    @Test
    void a_loss_that_bends_down_or_goes_up_has_none() {
        assertThat(Overshoot.alpha(-3, -1, -5)).isEmpty();
        assertThat(Overshoot.alpha(-1, -1, -1)).as("straight").isEmpty();
        assertThat(Overshoot.alpha(3, 1, 5)).as("uphill").isEmpty();
        assertThat(Overshoot.alpha(0, 0, 0)).as("no step").isEmpty();
    }
}
