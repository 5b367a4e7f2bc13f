package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class SoftmaxStepsTest {

    @Test
    void each_step_follows_from_the_one_before() {
        SoftmaxSteps steps = SoftmaxSteps.of(0, Math.log(3));
        assertThat(steps.max()).isEqualTo(Math.log(3));
        assertThat(steps.shifted()).containsExactly(-Math.log(3), 0.0);
        assertThat(steps.exponentials().get(0)).isEqualTo(1.0 / 3, within(1e-15));
        assertThat(steps.exponentials().get(1)).isEqualTo(1.0);
        assertThat(steps.sum()).isEqualTo(4.0 / 3, within(1e-15));
        assertThat(steps.probabilities().get(0)).isEqualTo(0.25, within(1e-15));
        assertThat(steps.probabilities().get(1)).isEqualTo(0.75, within(1e-15));
    }

    @Test
    void large_logits_do_not_overflow() {
        assertThat(SoftmaxSteps.of(1000, 1000).probabilities()).containsExactly(0.5, 0.5);
        assertThat(SoftmaxSteps.of(-1000, 0).probabilities()).containsExactly(0.0, 1.0);
    }

    @Test
    void logits_must_be_there_and_finite() {
        assertThatIllegalArgumentException()
                .isThrownBy(SoftmaxSteps::of)
                .withMessage("SoftmaxSteps: there must be a logit at least");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> SoftmaxSteps.of(1, Double.NaN))
                .withMessage("SoftmaxSteps: logits must be finite, got [1.0, NaN]");
    }
}
