package rookery.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;
import rookery.kernels.Kernels;
import rookery.tensor.Panels;

import java.util.List;
import java.util.stream.Stream;

class ActivationTest {

    /** f(z) and dz for z = (−2, 0, 1) and dy = (1, 2, 3). */
    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of(new Linear(), List.of(-2.0, 0.0, 1.0), List.of(1.0, 2.0, 3.0)),
                Arguments.of(new Relu(), List.of(0.0, 0.0, 1.0), List.of(0.0, 0.0, 3.0)),
                Arguments.of(new LeakyRelu(0.1), List.of(-0.2, 0.0, 1.0), List.of(0.1, 0.2, 3.0)),
                Arguments.of(
                        new Sigmoid(),
                        List.of(0.119203, 0.5, 0.731059),
                        List.of(0.104994, 0.5, 0.589836)),
                Arguments.of(
                        new Tanh(),
                        List.of(-0.964028, 0.0, 0.761594),
                        List.of(0.070651, 2.0, 1.259923)),
                // q = (0.035119, 0.259496, 0.705385); Σ dy·q = 2.670265
                Arguments.of(
                        new Softmax(),
                        List.of(0.035119, 0.259496, 0.705385),
                        List.of(-0.058658, -0.173932, 0.232590)));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void value_and_gradient_are_those_of_the_formula(
            Activation member, List<Double> value, List<Double> gradient) {
        Panels z = panels(-2, 0, 1);
        Panels y = new Panels(3, 1);
        Panels d = panels(1, 2, 3);
        member.forward(Kernels.scalar(), z, y, 0, 1);
        member.backward(Kernels.scalar(), z, y, d, 0, 1);
        for (int k = 0; k < 3; k++) {
            assertThat((double) y.get(5, k)).isCloseTo(value.get(k), within(2e-6));
            assertThat((double) d.get(5, k)).isCloseTo(gradient.get(k), within(2e-6));
            assertThat(y.get(6, k)).as("another example").isNotNaN();
        }
    }

    @Test
    void every_member_has_a_sample() {
        List<Activation> members = samples().map(a -> (Activation) a.get()[0]).toList();
        assertThat(Families.withoutSample(Activation.class, members)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void other_panels_are_left_alone(Activation member) {
        Panels z = new Panels(2, 3);
        Panels y = new Panels(2, 3);
        java.util.Arrays.fill(z.values(), 1f);
        java.util.Arrays.fill(y.values(), 42f);
        member.forward(Kernels.best(), z, y, 1, 2);
        assertThat(y.get(31, 1)).isEqualTo(42f);
        assertThat(y.get(32, 0)).isNotEqualTo(42f);
        assertThat(y.get(64, 0)).isEqualTo(42f);
    }

    @Test
    void the_lectures_numbers_for_relu_and_sigmoid_come_out() {
        assertThat(of(new Relu(), 2)).isEqualTo(2f);
        assertThat((double) of(new Sigmoid(), 2)).isCloseTo(0.880797, within(1e-6));
        assertThat((double) of(new Sigmoid(), 2.5f)).isCloseTo(0.924142, within(1e-6));
    }

    @Test
    void softmax_of_huge_logits_does_not_overflow() {
        Panels z = panels(1e30f, 1e30f, -1e30f);
        Panels y = new Panels(3, 1);
        new Softmax().forward(Kernels.best(), z, y, 0, 1);
        assertThat(y.get(5, 0)).isEqualTo(0.5f);
        assertThat(y.get(5, 2)).isZero();
    }

    @Test
    void a_negative_slope_is_refused() {
        assertThatThrownBy(() -> new LeakyRelu(-0.1))
                .hasMessage("LeakyRelu: negativeSlope must be at least 0 and finite, got -0.1");
    }

    private static float of(Activation member, float z) {
        Panels y = new Panels(1, 1);
        member.forward(Kernels.best(), panels(z), y, 0, 1);
        return y.get(5, 0);
    }

    /** One example, in lane 5. */
    private static Panels panels(float... features) {
        Panels panels = new Panels(features.length, 1);
        for (int k = 0; k < features.length; k++) panels.values()[panels.at(5, k)] = features[k];
        return panels;
    }
}
