package rookery.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.Families;
import rookery.kernels.Kernels;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.tensor.Panels;

import java.util.List;
import java.util.stream.Stream;

class MetricTest {

    private static final float[][] ONE_HOT = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}, {0, 0, 1}};
    private static final float[][] GUESSES = {
        {.8f, .1f, .1f}, {.4f, .3f, .3f}, {.1f, .1f, .8f}, {.3f, .4f, .3f}
    };
    private static final float[][] CLASSES = {{0}, {1}, {2}, {2}};
    private static final float[][] YES_OR_NO = {{1}, {0}, {1}, {0}};
    private static final float[][] CHANCES = {{.9f}, {.6f}, {.5f}, {.2f}};
    private static final float[][] NUMBERS = {{1}, {2}, {3}, {6}};
    private static final float[][] NEAR = {{1}, {3}, {3}, {4}};

    /** Metric, loss, targets, predictions, value. */
    static Stream<Arguments> samples() {
        return Stream.of(
                Arguments.of(new Accuracy(), new CategoricalCrossentropy(), ONE_HOT, GUESSES, 0.5),
                Arguments.of(
                        new Accuracy(), new SparseCategoricalCrossentropy(), CLASSES, GUESSES, 0.5),
                Arguments.of(new Accuracy(), new BinaryCrossentropy(), YES_OR_NO, CHANCES, 0.5),
                Arguments.of(
                        new CategoricalAccuracy(),
                        new CategoricalCrossentropy(),
                        ONE_HOT,
                        GUESSES,
                        0.5),
                Arguments.of(
                        new SparseCategoricalAccuracy(),
                        new SparseCategoricalCrossentropy(),
                        CLASSES,
                        GUESSES,
                        0.5),
                // right: .9 and .2; .5 is not above the threshold
                Arguments.of(
                        new BinaryAccuracy(), new BinaryCrossentropy(), YES_OR_NO, CHANCES, 0.5),
                Arguments.of(
                        new BinaryAccuracy(0.4),
                        new BinaryCrossentropy(),
                        YES_OR_NO,
                        CHANCES,
                        0.75),
                // (0 + 1 + 0 + 2) / 4
                Arguments.of(new MeanAbsoluteError(), new MeanSquaredError(), NUMBERS, NEAR, 0.75),
                // 1 − (0 + 1 + 0 + 4) / (4 + 1 + 0 + 9)
                Arguments.of(new R2Score(), new MeanSquaredError(), NUMBERS, NEAR, 1 - 5 / 14.0));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void value_is_that_of_the_formula(
            Metric metric, Loss loss, float[][] targets, float[][] predictions, double expected) {
        Accumulator accumulator = metric.accumulator(predictions[0].length, loss);
        accumulator.add(Kernels.best(), panels(targets), panels(predictions), 4);
        assertThat(accumulator.value()).isCloseTo(expected, within(1e-12));
        accumulator.reset();
        assertThat(accumulator.value()).isNaN();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void batches_do_not_matter(
            Metric metric, Loss loss, float[][] targets, float[][] predictions, double expected) {
        Accumulator accumulator = metric.accumulator(predictions[0].length, loss);
        for (int row = 0; row < 4; row++)
            accumulator.add(
                    Kernels.best(),
                    panels(new float[][] {targets[row]}),
                    panels(new float[][] {predictions[row]}),
                    1);
        assertThat(accumulator.value()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void every_member_has_a_sample() {
        List<Metric> members = samples().map(a -> (Metric) a.get()[0]).toList();
        assertThat(Families.withoutSample(Metric.class, members)).isEmpty();
    }

    @Test
    void r2_of_targets_that_do_not_vary_is_1_or_0() {
        float[][] same = {{2}, {2}};
        assertThat(r2(same, same)).isEqualTo(1);
        assertThat(r2(same, new float[][] {{2}, {3}})).isEqualTo(0);
    }

    @Test
    void r2_keeps_its_digits_far_from_zero() {
        float[][] targets = {{1_000_001}, {1_000_002}, {1_000_003}, {1_000_006}};
        float[][] predictions = {{1_000_001}, {1_000_003}, {1_000_003}, {1_000_004}};
        assertThat(r2(targets, predictions)).isCloseTo(1 - 5 / 14.0, within(1e-9));
    }

    private static double r2(float[][] targets, float[][] predictions) {
        Accumulator accumulator = new R2Score().accumulator(1, new MeanSquaredError());
        accumulator.add(Kernels.best(), panels(targets), panels(predictions), targets.length);
        return accumulator.value();
    }

    @Test
    void an_accuracy_of_the_wrong_form_is_refused() {
        assertThatThrownBy(() ->
                        new CategoricalAccuracy()
                                .accumulator(3, new SparseCategoricalCrossentropy()))
                .hasMessageContaining("use sparse_categorical_accuracy");
        assertThatThrownBy(() ->
                        new SparseCategoricalAccuracy()
                                .accumulator(3, new CategoricalCrossentropy()))
                .hasMessageContaining("use categorical_accuracy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"binary_accuracy", "mean_absolute_error", "r2_score"})
    void a_metric_that_compares_output_by_output_refuses_class_numbers(String name) {
        assertThatThrownBy(() ->
                        Metric.NAMES.get(name).accumulator(3, new SparseCategoricalCrossentropy()))
                .hasMessage(
                        name
                                + ": needs a target for each of the 3 outputs, but with this loss"
                                + " there are 1; for class numbers in one column use"
                                + " sparse_categorical_accuracy");
    }

    private static Panels panels(float[][] rows) {
        Panels panels = new Panels(rows[0].length, 1);
        java.util.Arrays.fill(panels.values(), Float.NaN);
        for (int b = 0; b < rows.length; b++)
            for (int k = 0; k < rows[b].length; k++) panels.values()[panels.at(b, k)] = rows[b][k];
        return panels;
    }
}
