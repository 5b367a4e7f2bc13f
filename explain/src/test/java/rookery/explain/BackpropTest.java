package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import static rookery.explain.ScalarActivation.LINEAR;
import static rookery.explain.ScalarActivation.RELU;
import static rookery.explain.ScalarActivation.SIGMOID;
import static rookery.explain.ScalarActivation.TANH;
import static rookery.explain.ScalarLoss.BINARY_CROSSENTROPY;
import static rookery.explain.ScalarLoss.CATEGORICAL_CROSSENTROPY;
import static rookery.explain.ScalarLoss.MSE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import rookery.explain.Backprop.Equation;
import rookery.explain.Backprop.Neuron;
import rookery.explain.Backprop.Product;

import java.util.List;
import java.util.Random;

class BackpropTest {

    private static final double ETA = 0.1;

    private static List<Neuron> one(double w, double b, ScalarActivation activation) {
        return List.of(new Neuron(w, b, activation));
    }

    private static LossStep step(double output, double y, ScalarLoss loss) {
        return Backprop.of(output, one(1, 0, LINEAR), y, loss, ETA).loss().orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "2,   0.5, 1, RELU,    2,   2,        1,        2,        1",
        "2,   0.5, 1, SIGMOID, 2,   0.880797, 0.104994, 0.209987, 0.104994",
        "0.5, 3,   1, SIGMOID, 2.5, 0.924142, 0.070104, 0.035052, 0.070104",
        "3,   2,   1, RELU,    7,   7,        1,        3,        1"
    })
    void the_lectures_numbers_come_out(
            double x,
            double w,
            double b,
            ScalarActivation activation,
            double z,
            double output,
            double byZ,
            double byW,
            double byB) {
        Backprop backprop = Backprop.of(x, one(w, b, activation));
        assertThat(backprop.passes().getFirst().z()).isEqualTo(z);
        assertThat(backprop.output()).isEqualTo(output, within(5e-7));
        assertThat(backprop.gradient().byZ().getFirst().value()).isEqualTo(byZ, within(5e-7));
        assertThat(backprop.gradient().byW().getFirst().value()).isEqualTo(byW, within(5e-7));
        assertThat(backprop.gradient().byB().getFirst().value()).isEqualTo(byB, within(5e-7));
        assertThat(backprop.checks()).hasSize(2).noneMatch(DifferenceQuotient::disagrees);
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY_CROSSENTROPY", "CATEGORICAL_CROSSENTROPY"})
    void a_sure_and_right_output_has_slope_minus_1(ScalarLoss loss) {
        LossStep step = step(1, 1, loss);
        assertThat(step.loss()).isZero();
        assertThat(step.dLossDOutput()).isEqualTo(-1);
        assertThat(step.undefined()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(names = {"BINARY_CROSSENTROPY", "CATEGORICAL_CROSSENTROPY"})
    void a_sure_and_wrong_output_is_undefined_and_a_clipped_loss_is_not(ScalarLoss loss) {
        LossStep step = step(0, 1, loss);
        assertThat(step.undefined()).isEqualTo("ln 0 and 1/0");
        assertThat(step.loss()).isNaN();
        assertThat(step.dLossDOutput()).isNaN();
        assertThat(step.gradient().backwards()).extracting(Product::value).containsOnly(Double.NaN);
        assertThat(step.after()).isEmpty();
        assertThat(step.outputAfter()).isNaN();
        assertThat(step.lossAfter()).isNaN();
        LossStep.Clipped clipped = step.clipped().orElseThrow();
        assertThat(clipped.output()).isEqualTo(1e-7);
        assertThat(clipped.loss()).isEqualTo(16.118096, within(5e-7));
        assertThat(clipped.dLossDOutput()).isZero();
        assertThat(clipped.slopeAtClip()).isEqualTo(-1e7, within(1.1));
    }

    @Test
    void a_no_that_was_surely_taken_for_a_yes_is_undefined_too() {
        LossStep step = step(1, 0, BINARY_CROSSENTROPY);
        assertThat(step.undefined()).isEqualTo("ln 0 and 1/0");
        assertThat(step.clipped().orElseThrow().loss()).isEqualTo(16.118096, within(5e-7));
        assertThat(step(1, 0, CATEGORICAL_CROSSENTROPY).loss()).isZero();
    }

    @Test
    void the_logarithm_of_a_number_below_0_is_undefined() {
        LossStep step = step(-2, 1, CATEGORICAL_CROSSENTROPY);
        assertThat(step.undefined()).isEqualTo("the logarithm of a number below 0");
        assertThat(step.dLossDOutput()).isNaN();
        assertThat(step.clipped().orElseThrow().output()).isEqualTo(1e-7);
    }

    @Test
    void where_the_loss_is_undefined_the_output_is_checked() {
        Backprop backprop = Backprop.of(0, one(1, 0, LINEAR), 1, CATEGORICAL_CROSSENTROPY, ETA);
        assertThat(backprop.checks()).extracting(DifferenceQuotient::of).containsExactly("ŷ", "ŷ");
    }

    @Test
    void clipping_is_for_outputs_near_0_and_1_and_for_logarithms_only() {
        assertThat(step(0.5, 1, BINARY_CROSSENTROPY).clipped()).isEmpty();
        assertThat(step(1e-6, 1, BINARY_CROSSENTROPY).clipped()).isEmpty();
        assertThat(step(0, 1, MSE).clipped()).isEmpty();
        LossStep.Clipped clipped = step(1, 1, BINARY_CROSSENTROPY).clipped().orElseThrow();
        assertThat(clipped.output()).isEqualTo(1 - 1e-7);
        assertThat(clipped.loss()).isEqualTo(1e-7, within(1e-14));
        assertThat(clipped.dLossDOutput()).isZero();
        assertThat(BINARY_CROSSENTROPY.clippedDerivative(1, 0.5)).isEqualTo(-2);
    }

    @Test
    void a_step_goes_down_the_slope() {
        LossStep step = Backprop.of(1, one(1, 0, LINEAR), 0, MSE, ETA).loss().orElseThrow();
        assertThat(step.loss()).isEqualTo(1);
        assertThat(step.dLossDOutput()).isEqualTo(2);
        assertThat(step.after()).containsExactly(new Neuron(0.8, -0.2, LINEAR));
        assertThat(step.outputAfter()).isEqualTo(0.6, within(1e-15));
        assertThat(step.lossAfter()).isEqualTo(0.36, within(1e-15));
    }

    @Test
    void a_step_that_leaves_the_losss_domain_ends_undefined() {
        LossStep step = step(1, 1, BINARY_CROSSENTROPY);
        assertThat(step.outputAfter()).isEqualTo(1.2, within(1e-15));
        assertThat(step.lossAfter()).isNaN();
    }

    @Test
    void sigmoid_and_its_loss_are_one_function_of_z_to_training() {
        LossStep step = fused(2, 1);
        LossStep.Fused fused = step.fused().orElseThrow();
        assertThat(fused.loss()).isEqualTo(step.loss(), within(1e-15));
        assertThat(fused.dLossDZ())
                .isEqualTo(step.gradient().byZ().getFirst().value(), within(1e-15));
        LossStep saturated = fused(-800, 1);
        assertThat(saturated.loss()).isNaN();
        assertThat(saturated.fused().orElseThrow()).isEqualTo(new LossStep.Fused(800, -1));
        assertThat(fused(800, 0).fused().orElseThrow()).isEqualTo(new LossStep.Fused(800, 1));
        assertThat(step(0.5, 1, BINARY_CROSSENTROPY).fused()).isEmpty();
    }

    private static LossStep fused(double z, double y) {
        return Backprop.of(z, one(1, 0, SIGMOID), y, BINARY_CROSSENTROPY, ETA).loss().orElseThrow();
    }

    @Test
    void the_slope_of_relu_at_0_is_taken_as_0_and_cannot_be_measured() {
        Backprop backprop = Backprop.of(2, one(-0.5, 1, RELU));
        assertThat(backprop.passes().getFirst().kink()).isTrue();
        assertThat(backprop.gradient().byW().getFirst().value()).isZero();
        assertThat(backprop.checks())
                .allSatisfy(check -> {
                    assertThat(check.quotient()).isNaN();
                    assertThat(check.disagrees()).isFalse();
                });
        assertThat(Backprop.of(2, one(-0.5, 1.01, RELU)).checks())
                .allSatisfy(check -> assertThat(check.quotient()).isNotNaN());
    }

    @Test
    void factors_lead_from_the_output_back_to_the_weight() {
        Backprop backprop =
                Backprop.of(
                        2,
                        List.of(new Neuron(0.5, 1, RELU), new Neuron(1.2, 0, TANH)),
                        1,
                        MSE,
                        ETA);
        assertThat(backprop.forward())
                .extracting(Equation::formula)
                .containsExactly("w₁·x + b₁", "max(0, z₁)", "w₂·h₁ + b₂", "tanh(z₂)");
        assertThat(backprop.local())
                .extracting(Equation::symbol)
                .containsExactly(
                        "∂ŷ/∂z₂", "∂z₂/∂w₂", "∂z₂/∂b₂", "∂z₂/∂h₁", "∂h₁/∂z₁", "∂z₁/∂w₁", "∂z₁/∂b₁");
        Product product = backprop.gradient().byW().getFirst();
        assertThat(product.symbol()).isEqualTo("∂ŷ/∂w₁");
        assertThat(product.factors())
                .extracting(Equation::symbol)
                .containsExactly("∂ŷ/∂z₂", "∂z₂/∂h₁", "∂h₁/∂z₁", "∂z₁/∂w₁");
        assertThat(product.factors().subList(1, 4))
                .extracting(Equation::value)
                .containsExactly(1.2, 1.0, 2.0);
        assertThat(backprop.loss().orElseThrow().gradient().backwards())
                .extracting(Product::symbol)
                .containsExactly("∂L/∂w₂", "∂L/∂b₂", "∂L/∂w₁", "∂L/∂b₁");
    }

    @Test
    void a_flat_sigmoid_still_has_its_slope() {
        assertThat(SIGMOID.derivative(40)).isEqualTo(StrictMath.exp(-40), within(1e-30));
        assertThat(SIGMOID.derivative(-40)).isEqualTo(SIGMOID.derivative(40));
        assertThat(TANH.derivative(20)).isEqualTo(4 * StrictMath.exp(-40), within(1e-30));
        assertThat(TANH.derivative(1000)).isZero();
    }

    @Test
    void a_wrong_derivative_is_found() {
        DifferenceQuotient right = square(6);
        assertThat(right.quotient()).isEqualTo(6, within(1e-9));
        assertThat(right.disagrees()).isFalse();
        assertThat(square(6.001).disagrees()).isTrue();
        assertThat(square(-6).disagrees()).isTrue();
    }

    /** ŷ² at ŷ = 3, where the slope is 6. */
    private static DifferenceQuotient square(double derivative) {
        return new DifferenceQuotient("L", "b", derivative, Double.NaN, Double.NaN, Double.NaN)
                .nearest(
                        new double[] {1e-2, 1e-4, 1e-6},
                        0,
                        h -> Backprop.passes(3, one(1, h, LINEAR)),
                        q -> q * q);
    }

    @Test
    void of_many_random_chains_no_derivative_is_wrong_and_no_number_infinite() {
        long seed = 5;
        Random random = new Random(seed);
        int checked = 0;
        for (int i = 0; i < 2000; i++) {
            Neuron[] chain = new Neuron[1 + random.nextInt(4)];
            for (int k = 0; k < chain.length; k++)
                chain[k] =
                        new Neuron(
                                random.nextGaussian(),
                                random.nextGaussian(),
                                ScalarActivation.values()[random.nextInt(4)]);
            ScalarLoss loss = ScalarLoss.values()[random.nextInt(3)];
            double output = Backprop.of(1.5, List.of(chain)).output();
            if (!loss.accepts(output)) continue;
            Backprop backprop = Backprop.of(1.5, List.of(chain), random.nextInt(2), loss, ETA);
            assertThat(backprop.checks())
                    .as("seed %d, chain %d", seed, i)
                    .hasSize(2 * chain.length)
                    .noneMatch(DifferenceQuotient::disagrees);
            assertThat(backprop.toString()).doesNotContain("Infinity");
            checked++;
        }
        assertThat(checked).isGreaterThan(1000);
    }

    @Test
    void what_cannot_be_computed_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Neuron(Double.NaN, 0, RELU))
                .withMessage("Neuron: w and b must be finite, got NaN and 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backprop.of(1, List.of()))
                .withMessage(
                        "Backprop: a finite x and at least one neuron are needed, got x = 1.0 and"
                                + " 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backprop.of(1e200, one(1e200, 0, RELU)))
                .withMessage("z lies beyond the largest double, 1.8e308; take smaller numbers");
        refuses(
                1e200,
                1,
                MSE,
                ETA,
                "L lies beyond the largest double, 1.8e308; take smaller" + " numbers");
        refuses(1, Double.NaN, MSE, ETA, "LossStep: y must be finite, got NaN");
        refuses(1, 2, MSE, 0, "learning rate must be positive and finite, got 0.0");
        refuses(1, 2, MSE, Double.NaN, "learning rate must be positive and finite, got NaN");
        refuses(
                1,
                3,
                BINARY_CROSSENTROPY,
                ETA,
                "y must be a probability in [0, 1] for"
                        + " binary_crossentropy, got 3.0; mse takes any number");
        refuses(
                2,
                1,
                BINARY_CROSSENTROPY,
                ETA,
                "binary_crossentropy needs an output in [0, 1], but the last neuron, linear, gives"
                        + " 2.0; let it be a sigmoid, or take mse");
    }

    private static void refuses(
            double output, double y, ScalarLoss loss, double learningRate, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Backprop.of(output, one(1, 0, LINEAR), y, loss, learningRate))
                .withMessage(message);
    }
}
