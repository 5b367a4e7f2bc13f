package rookery.layers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.kernels.Kernels;
import rookery.tensor.Panels;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.List;

class DropoutTest {

    private static final int FEATURES = 100;
    private static final int PANELS = 8;

    @Test
    void in_training_a_quarter_is_dropped_and_the_rest_grows_by_a_third() {
        float[] y = forward(new Dropout(0.25), true, 1, 0);
        int dropped = 0;
        for (float value : y) {
            if (value == 0f) dropped++;
            else assertThat(value).isCloseTo(4 / 3f, within(1e-6f));
        }
        // 25,600 draws: the deviation of the fraction is 0.0027
        assertThat((double) dropped / y.length).isCloseTo(0.25, within(0.011));
    }

    @Test
    void in_inference_all_pass() {
        assertThat(forward(new Dropout(0.25), false, 1, 0)).containsOnly(1f);
    }

    @Test
    void each_step_has_a_mask_of_its_own_that_can_be_had_again() {
        float[] first = forward(new Dropout(0.5), true, 1, 0);
        assertThat(forward(new Dropout(0.5), true, 2, 0)).isNotEqualTo(first);
        assertThat(forward(new Dropout(0.5), true, 1, 0)).isEqualTo(first);
    }

    @Test
    void a_shard_goes_on_where_the_one_before_ended() {
        float[] whole = forward(new Dropout(0.5), true, 1, 0);
        float[] second = forward(new Dropout(0.5), true, 1, 3);
        int panel = FEATURES * Panels.LANES;
        assertThat(Arrays.copyOf(second, 5 * panel))
                .isEqualTo(Arrays.copyOfRange(whole, 3 * panel, 8 * panel));
    }

    @Test
    void a_rate_of_1_is_refused() {
        assertThatThrownBy(() -> new Dropout(1))
                .hasMessage("Dropout: rate must be in [0, 1), got 1.0");
        assertThatThrownBy(() -> new Dropout(Double.NaN))
                .hasMessage("Dropout: rate must be in [0, 1), got NaN");
    }

    private static float[] forward(Dropout layer, boolean training, long step, int firstPanel) {
        Panels x = new Panels(FEATURES, PANELS);
        Arrays.fill(x.values(), 1f);
        Panels y = new Panels(FEATURES, PANELS);
        Parameters none = Parameters.zeros(List.of());
        Panels mask = new Panels(FEATURES, PANELS);
        Frame frame =
                new Frame(
                        0, none, null, 0, x, mask, y, null, null, null, null, null, null, false,
                        false);
        Pass pass = new Pass(training, 42);
        pass.begin(Kernels.best(), step, firstPanel, PANELS * Panels.LANES);
        layer.forward(frame, pass, 0, 2);
        layer.forward(frame, pass, 2, PANELS);
        return y.values();
    }
}
