package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Sequential;
import rookery.layers.Dense;
import rookery.layers.Frozen;
import rookery.tensor.Parameters;

import java.util.List;

class UpdateRatioTest {

    @Test
    void an_update_is_measured_by_the_tensor() {
        Sequential network = Sequential.of(1, new Frozen(new Dense(2)), new Dense(2));
        Parameters before = Parameters.zeros(network.parameters());
        before.setLogical(2, new float[] {3, 0, 0, 4});
        Parameters after = before.copy();
        after.setLogical(2, new float[] {3, 0.3f, 0.4f, 4});
        after.setLogical(3, new float[] {0.5f, 0});
        List<UpdateRatio> ratios = UpdateRatio.of(before, after);
        assertThat(ratios.stream().map(UpdateRatio::tensor))
                .containsExactly("dense_1/kernel", "dense_1/bias");
        assertThat(ratios.getFirst().weight()).isEqualTo(5);
        assertThat(ratios.getFirst().update()).isCloseTo(0.5, within(1e-7));
        assertThat(ratios.getFirst().ratio()).isCloseTo(0.1, within(1e-8));
        assertThat(ratios.getLast().ratio()).isInfinite();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UpdateRatio.of(before, Parameters.zeros(List.of())))
                .withMessageStartingWith("UpdateRatio: expected the tensors");
    }
}
