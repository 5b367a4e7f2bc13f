package rookery.activations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;
import rookery.kernels.Kernels;
import rookery.tensor.Panels;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

class ActivationTest {

    /** f(z) and dz for z = (−2, 0, 1) and dy = (1, 2, 3). */
    static Stream<Arguments> samples() {
        return Stream.of(firstThird(), secondThird(), lastThird()).flatMap(part -> part);
    }

    private static Stream<Arguments> firstThird() {
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
                        List.of(-0.058658, -0.173932, 0.232590)),
                Arguments.of(
                        new Relu(0.1, Optional.of(2.0), 0.5),
                        List.of(-0.25, -0.05, 1.0),
                        List.of(0.1, 0.2, 3.0)),
                Arguments.of(new Relu6(), List.of(0.0, 0.0, 1.0), List.of(0.0, 0.0, 3.0)),
                Arguments.of(
                        new Elu(0.3), List.of(-0.259399, 0.0, 1.0), List.of(0.040601, 0.6, 3.0)),
                Arguments.of(
                        new Selu(),
                        List.of(-1.520166, 0.0, 1.050701),
                        List.of(0.237933, 3.516199, 3.152103)),
                Arguments.of(
                        new Celu(2.5), List.of(-1.376678, 0.0, 1.0), List.of(0.449329, 2.0, 3.0)));
    }

    private static Stream<Arguments> secondThird() {
        return Stream.of(
                Arguments.of(
                        new Gelu(),
                        List.of(-0.0455, 0.0, 0.841345),
                        List.of(-0.085232, 1.0, 3.249946)),
                Arguments.of(
                        new Gelu(true),
                        List.of(-0.045402, 0.0, 0.841192),
                        List.of(-0.086099, 1.0, 3.248892)),
                Arguments.of(
                        new Silu(),
                        List.of(-0.238406, 0.0, 0.731059),
                        List.of(-0.090784, 1.0, 2.783012)),
                Arguments.of(
                        new Mish(),
                        List.of(-0.252501, 0.0, 0.865098),
                        List.of(-0.108355, 1.2, 3.147109)),
                Arguments.of(
                        new Softplus(),
                        List.of(0.126928, 0.693147, 1.313262),
                        List.of(0.119203, 1.0, 2.193176)),
                Arguments.of(
                        new Softsign(), List.of(-0.666667, 0.0, 0.5), List.of(0.111111, 2.0, 0.75)),
                Arguments.of(
                        new Squareplus(),
                        List.of(0.414214, 1.0, 1.618034),
                        List.of(0.146447, 1.0, 2.17082)),
                Arguments.of(new SparsePlus(), List.of(0.0, 0.25, 1.0), List.of(0.0, 1.0, 3.0)));
    }

    private static Stream<Arguments> lastThird() {
        return Stream.of(
                Arguments.of(
                        new LogSigmoid(),
                        List.of(-2.126928, -0.693147, -0.313262),
                        List.of(0.880797, 1.0, 0.806824)),
                Arguments.of(
                        new HardSigmoid(),
                        List.of(0.166667, 0.5, 0.666667),
                        List.of(0.166667, 0.333333, 0.5)),
                Arguments.of(new SparseSigmoid(), List.of(0.0, 0.5, 1.0), List.of(0.0, 1.0, 0.0)),
                Arguments.of(
                        new HardSilu(),
                        List.of(-0.333333, 0.0, 0.666667),
                        List.of(-0.166667, 1.0, 2.5)),
                Arguments.of(new HardTanh(), List.of(-1.0, 0.0, 1.0), List.of(0.0, 2.0, 3.0)),
                Arguments.of(
                        new TanhShrink(),
                        List.of(-1.035972, 0.0, 0.238406),
                        List.of(0.929349, 0.0, 1.740077)),
                Arguments.of(new HardShrink(1.5), List.of(-2.0, 0.0, 0.0), List.of(1.0, 0.0, 0.0)),
                Arguments.of(new SoftShrink(1.5), List.of(-0.5, 0.0, 0.0), List.of(1.0, 0.0, 0.0)),
                Arguments.of(
                        new Threshold(0.5, -2), List.of(-2.0, -2.0, 1.0), List.of(0.0, 0.0, 3.0)),
                Arguments.of(
                        new Exponential(),
                        List.of(0.135335, 1.0, 2.718282),
                        List.of(0.135335, 2.0, 8.154845)),
                Arguments.of(
                        new LogSoftmax(),
                        List.of(-3.349012, -1.349012, -0.349012),
                        List.of(0.789286, 0.443021, -1.232307)),
                Arguments.of(new Sparsemax(), List.of(0.0, 0.0, 1.0), List.of(0.0, 0.0, 0.0)));
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
        assertThat(Families.withoutSample(Activation.class, members))
                .containsExactly(Glu.class); // below, as it wants an even number
    }

    /** a = (1, 2), b = (0, −1): y = (1·½, 2·0.268941). */
    @Test
    void glu_lets_the_first_half_through_as_far_as_the_second_says() {
        Panels z = panels(1, 2, 0, -1);
        Panels y = new Panels(2, 1);
        Panels d = panels(1, 2);
        new Glu().forward(Kernels.scalar(), z, y, 0, 1);
        assertThat(y.get(5, 0)).isEqualTo(0.5f);
        assertThat((double) y.get(5, 1)).isCloseTo(0.537883, within(1e-6));
        new Glu().backward(Kernels.scalar(), z, y, d, 0, 1);
        List<Double> dz = List.of(0.5, 0.537883, 0.25, 0.786448); // σ·dy, and a·σ·(1 − σ)·dy
        for (int k = 0; k < 4; k++)
            assertThat((double) z.get(5, k)).isCloseTo(dz.get(k), within(1e-6));
        assertThat((double) y.get(5, 1)).isCloseTo(0.537883, within(1e-6));
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

    /** The nearest point to (0.5, 0.5, −3) with the sum 1 is (0.5, 0.5, 0). */
    @Test
    void sparsemax_is_the_nearest_probabilities() {
        Panels y = new Panels(3, 1);
        new Sparsemax().forward(Kernels.best(), panels(7.5f, 7.5f, 4), y, 0, 1);
        assertThat(List.of(y.get(5, 0), y.get(5, 1), y.get(5, 2))).containsExactly(0.5f, 0.5f, 0f);
        Panels d = panels(1, 2, 3);
        new Sparsemax().backward(Kernels.best(), panels(7.5f, 7.5f, 4), y, d, 0, 1);
        assertThat(List.of(d.get(5, 0), d.get(5, 1), d.get(5, 2))).containsExactly(-0.5f, 0.5f, 0f);
        new Sparsemax().forward(Kernels.best(), panels(1e30f, 1e30f, -1e30f), y, 0, 1);
        assertThat(List.of(y.get(5, 0), y.get(5, 1), y.get(5, 2))).containsExactly(0.5f, 0.5f, 0f);
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
