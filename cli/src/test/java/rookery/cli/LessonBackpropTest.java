package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static rookery.cli.LessonNumbersTest.number;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import tools.jackson.databind.JsonNode;

/** The lesson's screen on backpropagation in one dimension: the numbers of the lecture. */
class LessonBackpropTest {

    private static final JsonNode SHOWN =
            Shell.bare("lesson", "--only=9", "--json").json().path("backpropagation");

    @ParameterizedTest
    @CsvSource({
        "0, 2, 2, 1, 2, 1",
        "1, 2, 0.880797, 0.104994, 0.209987, 0.104994",
        "2, 2.5, 0.924142, 0.070104, 0.035052, 0.070104",
        "3, 7, 7, 1, 3, 1"
    })
    void the_lectures_numbers_come_out(
            int k, double z, double output, double slope, double byW, double byB) {
        JsonNode neuron = SHOWN.path("neurons").get(k);
        Offset<Double> printed = within(5e-7);
        assertThat(number(neuron.path("passes").get(0), "z")).isEqualTo(z);
        assertThat(number(neuron.path("passes").get(0), "output")).isEqualTo(output, printed);
        assertThat(number(neuron.path("passes").get(0), "slope")).isEqualTo(slope, printed);
        assertThat(number(neuron.path("gradient").path("by_w").get(0), "value"))
                .isEqualTo(byW, printed);
        assertThat(number(neuron.path("gradient").path("by_b").get(0), "value"))
                .isEqualTo(byB, printed);
    }

    @Test
    void a_step_lowers_the_loss_and_what_is_undefined_has_no_number() {
        JsonNode step = SHOWN.path("example").path("loss");
        double q = 1 / (1 + Math.exp(-2));
        assertThat(number(step, "loss")).isEqualTo(-Math.log(q), within(1e-15));
        double byW = number(step.path("gradient").path("by_w").get(0), "value");
        assertThat(byW).isEqualTo(-(1 - q) * 2, within(1e-15));
        assertThat(number(step.path("after").get(0), "w"))
                .isEqualTo(0.5 - 0.1 * byW, within(1e-15));
        assertThat(number(step, "loss_after")).isLessThan(number(step, "loss"));
        assertThat(slopeOfLoss(SHOWN.path("certain")).asDouble()).isEqualTo(-1);
        assertThat(slopeOfLoss(SHOWN.path("impossible")).isNull()).isTrue();
        assertThat(number(SHOWN, "impossible", "loss", "clipped", "loss"))
                .isEqualTo(7 * Math.log(10), within(1e-6));
    }

    private static JsonNode slopeOfLoss(JsonNode chain) {
        JsonNode gradient = chain.path("loss").path("gradient");
        return gradient.path("by_b").get(0).path("factors").get(0).path("value");
    }
}
