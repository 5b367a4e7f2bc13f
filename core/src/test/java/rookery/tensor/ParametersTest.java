package rookery.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class ParametersTest {

    private final Parameters parameters =
            Parameters.zeros(
                    List.of(
                            ParameterSpec.kernel("dense/kernel", 2, 33),
                            ParameterSpec.vector("dense/bias", 33)));

    @Test
    void a_kernel_lies_in_panels_of_32_units_padded_with_zeros() {
        assertThat(parameters.at("dense/kernel", 0, 0)).isZero();
        assertThat(parameters.at("dense/kernel", 1, 31)).isEqualTo(63);
        assertThat(parameters.at("dense/kernel", 0, 32)).isEqualTo(64);
        assertThat(parameters.at("dense/bias", 0, 0)).isEqualTo(128);
        assertThat(parameters.values()).hasSize(128 + 64);
        assertThat(parameters.count()).isEqualTo(2 * 33 + 33);
    }

    @Test
    void logical_order_is_row_major_both_ways() {
        float[] kernel = new float[66];
        for (int i = 0; i < kernel.length; i++) kernel[i] = i;
        parameters.setLogical(0, kernel);
        assertThat(parameters.get("dense/kernel", 1, 32)).isEqualTo(65);
        assertThat(parameters.logical(0)).containsExactly(kernel);
        assertThat(parameters.matrix("dense/kernel").get(1, 0)).isEqualTo(33);
    }

    @Test
    void the_digest_is_that_of_the_little_endian_floats() {
        Parameters one = Parameters.zeros(List.of(ParameterSpec.vector("b", 2)));
        one.setLogical(0, new float[] {1, -2});
        // printf '\x00\x00\x80\x3f\x00\x00\x00\xc0' | sha256sum
        assertThat(one.sha256())
                .isEqualTo("ee4ac73c2bd27756ab82780f27c73a7bc4d3f0bb6acb37e008bc27eccd7e588b");
    }

    @Test
    void padding_does_not_change_the_digest() {
        String before = parameters.sha256();
        parameters.values()[66] = 1; // input 0 has no unit 34
        assertThat(parameters.sha256()).isEqualTo(before);
    }

    @Test
    void a_wrong_name_is_answered_with_the_nearest() {
        assertThatThrownBy(() -> parameters.get("dense/kernal", 0, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no parameter \"dense/kernal\"; did you mean dense/kernel?");
    }

    @Test
    void an_element_that_is_not_there_is_refused() {
        assertThatThrownBy(() -> parameters.get("dense/bias", 1, 0))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void a_copy_shares_nothing() {
        Parameters copy = parameters.copy();
        copy.values()[0] = 7;
        assertThat(parameters.values()[0]).isZero();
    }

    @Test
    void parameters_that_do_not_fit_into_an_array_are_refused_before_allocating() {
        assertThatThrownBy(() ->
                        Parameters.zeros(List.of(ParameterSpec.kernel("k", 100_000, 100_000))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not fit");
    }
}
