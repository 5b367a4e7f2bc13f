package rookery.losses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import static rookery.losses.OneRow.gradient;
import static rookery.losses.OneRow.row;
import static rookery.losses.OneRow.value;

import org.junit.jupiter.api.Test;

import rookery.activations.Linear;
import rookery.activations.Sigmoid;
import rookery.activations.Softmax;
import rookery.kernels.Kernels;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

class LossTest {

    @Test
    void squared_error_is_the_mean_over_the_outputs() {
        // ((3 − 1)² + (2 − 2)²) / 2 = 2;  2·(3 − 1)/2 = 2
        assertThat(value(new MeanSquaredError(), row(1, 2), row(3, 2))).isEqualTo(2);
        assertThat(gradient(new MeanSquaredError(), row(1, 2), row(3, 2))).containsExactly(2, 0);
    }

    @Test
    void numbers_that_can_be_checked_in_the_head() {
        assertThat(value(new MeanAbsoluteError(), row(1, 2), row(3, 2))).isEqualTo(1);
        assertThat(value(new MeanAbsolutePercentageError(), row(2, 4), row(3, 4))).isEqualTo(25);
        assertThat(value(new Huber(1), row(0, 0), row(0.5f, 3))).isEqualTo((0.125 + 2.5) / 2);
        assertThat(gradient(new Huber(1), row(0, 0), row(0.5f, -3))).containsExactly(0.25f, -0.5f);
        assertThat(value(new Quantile(0.75), row(4, 4), row(0, 8))).isEqualTo((3 + 1) / 2.0);
        assertThat(gradient(new Quantile(0.75), row(4, 4), row(0, 8)))
                .containsExactly(-0.375f, 0.125f);
        assertThat(value(new Hinge(), row(1, -1, 0), row(0.5f, 2, 2))).isEqualTo(6.5 / 3);
        assertThat(value(new SquaredHinge(), row(1, 0), row(0, 2))).isEqualTo((1 + 9) / 2.0);
        assertThat(value(new CategoricalHinge(), row(0, 1, 0), row(3, 1, 2))).isEqualTo(3);
        assertThat(gradient(new CategoricalHinge(), row(0, 1, 0), row(3, 1, 3)))
                .containsExactly(0.5f, -1, 0.5f);
        assertThat(value(new Poisson(), row(2), row(1))).isCloseTo(1, within(1e-6));
        assertThat(value(new KlDivergence(), row(0.5f, 0.5f), row(0.5f, 0.5f))).isZero();
        assertThat(value(new CosineSimilarity(), row(1, 0), row(1, 1)))
                .isCloseTo(-Math.sqrt(0.5), within(1e-12));
        assertThat(value(new GaussianNll(), row(3), row(1, 0))).isEqualTo(2);
    }

    @Test
    void label_smoothing_moves_targets_towards_the_middle() {
        Panels q = row(0.7f, 0.3f);
        assertThat(value(new CategoricalCrossentropy(false, 0.2), row(1, 0), q))
                .isCloseTo(value(new CategoricalCrossentropy(), row(0.9f, 0.1f), q), within(1e-7));
        assertThat(value(new BinaryCrossentropy(false, 0.2), row(1, 0), q))
                .isCloseTo(value(new BinaryCrossentropy(), row(0.9f, 0.1f), q), within(1e-7));
        assertThat(gradient(new CategoricalCrossentropy(true, 0.2), row(1, 0), row(0, 0)))
                .containsExactly(new float[] {-0.4f, 0.4f}, within(1e-7f));
    }

    @Test
    void cross_entropy_is_the_surprise_at_the_right_class() {
        Loss loss = new CategoricalCrossentropy();
        assertThat(value(loss, row(1, 0), row(0.25f, 0.75f))).isCloseTo(Math.log(4), within(1e-6));
        // −1/q + 1 = −3 for the right class, 1 for the other: predictions are divided by their sum
        assertThat(gradient(loss, row(1, 0), row(0.25f, 0.75f)))
                .containsExactly(new float[] {-3, 1}, within(1e-5f));
    }

    @Test
    void the_gradient_on_logits_is_prediction_minus_target() {
        Loss loss = new CategoricalCrossentropy(true);
        assertThat(gradient(loss, row(0, 1, 0), row(1, 1, 1)))
                .containsExactly(new float[] {1 / 3f, -2 / 3f, 1 / 3f}, within(1e-6f));
        assertThat(gradient(new BinaryCrossentropy(true), row(1, 0), row(0, 0)))
                .containsExactly(new float[] {-0.25f, 0.25f}, within(1e-7f));
    }

    @Test
    void sparse_and_one_hot_targets_give_the_same() {
        Panels z = row(0.3f, -1, 2);
        Loss oneHot = new CategoricalCrossentropy(true);
        Loss sparse = new SparseCategoricalCrossentropy(true);
        assertThat(value(sparse, row(2), z)).isEqualTo(value(oneHot, row(0, 0, 1), z));
        assertThat(gradient(sparse, row(2), z))
                .containsExactly(gradient(oneHot, row(0, 0, 1), z), within(1e-7f));
    }

    @Test
    void sparse_and_one_hot_targets_give_the_same_from_any_positive_outputs() {
        Panels q = row(0.2f, 0.9f, 0.4f);
        assertThat(value(new SparseCategoricalCrossentropy(), row(1), q))
                .isEqualTo(value(new CategoricalCrossentropy(), row(0, 1, 0), q))
                .isCloseTo(-Math.log(0.9 / 1.5), within(1e-6));
        assertThat(gradient(new SparseCategoricalCrossentropy(), row(1), q))
                .containsExactly(
                        gradient(new CategoricalCrossentropy(), row(0, 1, 0), q), within(1e-6f));
    }

    @Test
    void a_sure_and_wrong_prediction_costs_the_logit_or_what_the_clip_leaves() {
        assertThat(value(new CategoricalCrossentropy(true), row(1, 0), row(-100, 100)))
                .isEqualTo(200);
        assertThat(value(new CategoricalCrossentropy(), row(1, 0), row(0, 1)))
                .isCloseTo(-Math.log(1e-7), within(1e-5));
        assertThat(value(new BinaryCrossentropy(), row(1), row(0)))
                .isCloseTo(-Math.log(1e-7), within(1e-5));
        assertThat(value(new BinaryCrossentropy(), row(0), row(1)))
                .isCloseTo(-Math.log(1e-7), within(1e-5));
        assertThat(value(new BinaryCrossentropy(true), row(0), row(100))).isEqualTo(100);
    }

    @Test
    void a_sure_and_right_prediction_costs_almost_nothing_and_is_not_lost_to_rounding() {
        // ln(1 + e⁻⁵⁰) = 1.93e-22
        assertThat(value(new BinaryCrossentropy(true), row(1), row(50)))
                .isCloseTo(1.928749847963918e-22, within(1e-28));
    }

    @Test
    void where_the_clip_acts_there_is_no_gradient() {
        assertThat(gradient(new BinaryCrossentropy(), row(1, 1), row(0, 2))).containsExactly(0, 0);
    }

    @Test
    void the_gradient_is_scaled_by_the_rows_weight() {
        Panels gradient = new Panels(1, 2);
        float[] scale = new float[64];
        scale[OneRow.LANE] = 0.5f;
        new MeanSquaredError()
                .gradient(
                        Kernels.best(),
                        row(0),
                        row(3),
                        row(3),
                        scale,
                        new Panels(1, 2),
                        gradient,
                        1,
                        2);
        assertThat(gradient.get(OneRow.LANE, 0)).isEqualTo(3);
    }

    @Test
    void losses_join_only_with_the_activation_they_belong_to() {
        assertThat(new CategoricalCrossentropy().onLogits(new Softmax()))
                .contains(new CategoricalCrossentropy(true));
        assertThat(new SparseCategoricalCrossentropy().onLogits(new Softmax()))
                .contains(new SparseCategoricalCrossentropy(true));
        assertThat(new BinaryCrossentropy().onLogits(new Sigmoid()))
                .contains(new BinaryCrossentropy(true));
        assertThat(new BinaryCrossentropy(false, 0.1).onLogits(new Sigmoid()))
                .contains(new BinaryCrossentropy(true, 0.1));
        assertThat(new BinaryFocalCrossentropy(true, 0.3, 1, false, 0.1).onLogits(new Sigmoid()))
                .contains(new BinaryFocalCrossentropy(true, 0.3, 1, true, 0.1));
        assertThat(new CategoricalFocalCrossentropy(0.3, 1, false, 0.1).onLogits(new Softmax()))
                .contains(new CategoricalFocalCrossentropy(0.3, 1, true, 0.1));
        assertThat(new BinaryFocalCrossentropy().onLogits(new Softmax())).isEmpty();
        assertThat(new CategoricalFocalCrossentropy().onLogits(new Sigmoid())).isEmpty();
        assertThat(new BinaryCrossentropy().onLogits(new Softmax())).isEmpty();
        assertThat(new CategoricalCrossentropy().onLogits(new Linear())).isEmpty();
        assertThat(new CategoricalCrossentropy(true).onLogits(new Softmax())).isEmpty();
        assertThat(new MeanSquaredError().onLogits(new Linear())).isEmpty();
    }

    @Test
    void targets_that_are_no_distribution_are_refused() {
        assertThatThrownBy(
                        () -> new CategoricalCrossentropy().check(Matrix.of(2, 2, 1, 0, 1, 1), 2))
                .hasMessage("categorical_crossentropy: target row 1 must sum to 1, sums to 2.0");
        assertThatThrownBy(() -> new CategoricalCrossentropy().check(Matrix.of(1, 2, -1, 2), 2))
                .hasMessage(
                        "categorical_crossentropy: target row 0, column 0 must be a probability"
                                + " in [0, 1], got -1.0");
    }

    @Test
    void a_class_the_network_has_no_output_for_is_refused() {
        assertThatThrownBy(
                        () -> new SparseCategoricalCrossentropy().check(Matrix.of(2, 1, 0, 3), 3))
                .hasMessage(
                        "sparse_categorical_crossentropy: target row 1 must be a class number from"
                                + " 0 to 2 (the network has 3 outputs), got 3.0");
    }
}
