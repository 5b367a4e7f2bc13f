package rookery.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import static rookery.losses.OneRow.gradient;
import static rookery.losses.OneRow.row;
import static rookery.losses.OneRow.value;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.LossSamples;
import rookery.tensor.Panels;

import java.util.Arrays;
import java.util.List;

/** Where formulas divide by 0, meet infinity or have a kink. */
class LossEdgesTest {

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Test
    void an_impossible_class_the_target_has_nothing_of_costs_nothing() {
        // e⁰ / (e⁰ + e⁰ + 0) = ½
        Loss loss = new CategoricalCrossentropy(true);
        assertThat(value(loss, row(1, 0, 0), row(0, 0, -INFINITY)))
                .isCloseTo(Math.log(2), within(1e-6));
        assertThat(gradient(loss, row(1, 0, 0), row(0, 0, -INFINITY)))
                .containsExactly(new float[] {-0.5f, 0.5f, 0}, within(1e-6f));
        assertThat(value(loss, row(0, 0, 1), row(0, 0, -INFINITY))).isInfinite();
        assertThat(value(new CategoricalCrossentropy(true, 0.1), row(1, 0), row(0, -INFINITY)))
                .isInfinite();
        // focal: α·(1 − ½)²·ln 2
        Loss focal = new CategoricalFocalCrossentropy(1, 2, true, 0);
        assertThat(value(focal, row(1, 0, 0), row(0, 0, -INFINITY)))
                .isCloseTo(Math.log(2) / 4, within(1e-6));
        assertThat(gradient(focal, row(1, 0, 0), row(0, 0, -INFINITY))[2]).isZero();
    }

    @Test
    void infinitely_sure_and_right_costs_nothing_and_wrong_infinitely_much() {
        for (Loss loss : List.of(new BinaryCrossentropy(true), focal(2))) {
            assertThat(value(loss, row(1), row(INFINITY))).isZero();
            assertThat(value(loss, row(0), row(-INFINITY))).isZero();
            assertThat(value(loss, row(0), row(INFINITY))).isInfinite();
            assertThat(value(loss, row(1), row(-INFINITY))).isInfinite();
            assertThat(gradient(loss, row(1), row(INFINITY))).containsExactly(0);
        }
        assertThat(gradient(new BinaryCrossentropy(true), row(0), row(INFINITY)))
                .containsExactly(1);
    }

    private static Loss focal(double gamma) {
        return new BinaryFocalCrossentropy(false, 0.25, gamma, true, 0);
    }

    @Test
    void a_categorical_hinge_bears_infinite_outputs() {
        Loss loss = new CategoricalHinge();
        assertThat(value(loss, row(1, 0), row(INFINITY, 3))).isZero();
        assertThat(value(loss, row(1, 0), row(3, -INFINITY))).isZero();
        assertThat(value(loss, row(1, 0), row(3, INFINITY))).isInfinite();
    }

    @Test
    void focal_with_gamma_0_is_the_cross_entropy() {
        Panels z = row(0.3f, -2);
        assertThat(value(focal(0), row(1, 0), z))
                .isCloseTo(value(new BinaryCrossentropy(true), row(1, 0), z), within(1e-7));
        assertThat(gradient(focal(0), row(1, 0), z))
                .containsExactly(
                        gradient(new BinaryCrossentropy(true), row(1, 0), z), within(1e-7f));
        Loss classes = new CategoricalFocalCrossentropy(1, 0, true, 0);
        assertThat(value(classes, row(1, 0), z))
                .isCloseTo(value(new CategoricalCrossentropy(true), row(1, 0), z), within(1e-7));
    }

    @Test
    void focal_takes_outputs_outside_of_0_and_1_as_the_bound() {
        Loss loss = new BinaryFocalCrossentropy(false, 0.25, 1.5, false, 0);
        assertThat(value(loss, row(1), row(-1))).isEqualTo(value(loss, row(1), row(0)));
        assertThat(value(loss, row(0), row(2))).isEqualTo(value(loss, row(0), row(1)));
        assertThat(gradient(loss, row(1), row(-1))).containsExactly(0);
        // at the bound itself there is a gradient: γ·u^(γ−1)·(−1)·ln 1e7 = −1.5·16.118
        assertThat(gradient(loss, row(1), row(0))[0]).isCloseTo(-24.177f, within(1e-3f));
    }

    @Test
    void where_prediction_and_target_are_equal_a_kink_has_no_slope() {
        for (Loss loss :
                List.of(
                        new MeanAbsoluteError(),
                        new MeanAbsolutePercentageError(),
                        new Huber(),
                        new LogCosh(),
                        new Quantile(0.3)))
            assertThat(gradient(loss, row(2), row(2))).containsExactly(0);
    }

    @Test
    void a_hinge_that_is_just_reached_has_no_slope() {
        assertThat(gradient(new Hinge(), row(1, -1, 0), row(1, -1, -1))).containsExactly(0, 0, 0);
        assertThat(gradient(new Hinge(), row(1), row(0.5f))).containsExactly(-1);
        assertThat(gradient(new CategoricalHinge(), row(1, 0), row(1, 0))).containsExactly(0, 0);
    }

    @Test
    void zeros_have_no_direction() {
        Loss loss = new CosineSimilarity();
        assertThat(value(loss, row(0, 0), row(1, 2))).isZero();
        assertThat(value(loss, row(1, 2), row(0, 0))).isZero();
        assertThat(gradient(loss, row(1, 2), row(0, 0))).containsExactly(-0f, -0f);
        assertThat(value(loss, row(3, 4), row(6, 8))).isCloseTo(-1, within(1e-15));
    }

    @Test
    void small_errors_are_not_lost() {
        // ln cosh x = x²/2 − …;  ln(1 + x/2)² = x²/4 − … for the float next to 1
        assertThat(value(new LogCosh(), row(0), row(1e-6f))).isCloseTo(5e-13, within(1e-18));
        assertThat(value(new MeanSquaredLogarithmicError(), row(1), row(1.0000001192092896f)))
                .isCloseTo(3.5527e-15, within(1e-18));
    }

    @Test
    void a_variance_is_not_taken_for_less_than_eps() {
        Loss loss = new GaussianNll(false, 0.01);
        // (ln 0.01 + 0.1²/0.01) / 2
        assertThat(value(loss, row(1), row(0.9f, -50)))
                .isCloseTo((Math.log(0.01) + 1) / 2, within(1e-5));
        assertThat(gradient(loss, row(1), row(0.9f, -50)))
                .containsExactly(new float[] {-10, 0}, within(1e-4f));
    }

    static List<Loss> losses() {
        return LossSamples.ALL;
    }

    @ParameterizedTest
    @MethodSource("losses")
    void a_prediction_that_is_no_number_has_a_loss_that_is_none(Loss loss) {
        int outputs = LossSamples.outputs(loss, 3);
        float[] target = new float[loss.targets(outputs)];
        target[0] = 1;
        float[] prediction = new float[outputs];
        Arrays.fill(prediction, Float.NaN);
        assertThat(value(loss, row(target), row(prediction))).isNaN();
    }
}
