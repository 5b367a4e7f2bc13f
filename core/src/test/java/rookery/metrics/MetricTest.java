package rookery.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
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

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Optional;
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
        return Stream.of(accuracies(), classScores(), probabilityScores(), errors())
                .flatMap(samples -> samples);
    }

    private static Stream<Arguments> accuracies() {
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
                        0.75));
    }

    private static Stream<Arguments> classScores() {
        return Stream
                .of( // classes 0, 1, 2, 2 are predicted to be 0, 0, 2, 1; equal outputs count as
                        // larger
                        categorical(new TopKCategoricalAccuracy(), 1),
                        categorical(new TopKCategoricalAccuracy(2), 1),
                        categorical(new TopKCategoricalAccuracy(1), 0.5),
                        sparse(new SparseTopKCategoricalAccuracy(1), 0.5),
                        // recalls 1, 0 and ½
                        categorical(new BalancedAccuracy(), 0.5),
                        // precisions ½, 0 and 1; of yes or no, 1 of 2 is right
                        categorical(new Precision(), 0.5),
                        sparse(new Precision(Average.WEIGHTED), (0.5 + 0 + 2 * 1) / 4),
                        sparse(new Precision(Average.MICRO), 0.5),
                        binary(new Precision(), 0.5),
                        categorical(new Recall(), 0.5),
                        binary(new Recall(Average.MACRO, Optional.of(0.45)), 1),
                        // 2·½·1 / 1.5, 0 and 2·1·½ / 1.5
                        categorical(new F1Score(), 4 / 9.0),
                        binary(new F1Score(), 0.5),
                        // 5·P·R / (4·P + R)
                        categorical(new FBetaScore(2), (2.5 / 3 + 0 + 2.5 / 4.5) / 3),
                        // (2·4 − (1·2 + 1·1 + 2·1)) / √((16 − 6)·(16 − 6))
                        categorical(new MatthewsCorrelation(), 0.3),
                        binary(new MatthewsCorrelation(), 0));
    }

    private static Stream<Arguments> probabilityScores() {
        return Stream.of( // of .9 and .5 against .6 and .2, three of four pairs are in order
                binary(new Auc(), 0.75),
                // ½·1/1 + ½·2/3
                binary(new Auc(Auc.Curve.PR), 5 / 6.0),
                // −(ln .9 + ln .4 + ln .5 + ln .8) / 4
                binary(new LogLoss(), -Math.log(.9 * .4 * .5 * .8) / 4),
                sparse(new LogLoss(), -Math.log(.8 * .3 * .8 * .3) / 4),
                // (.01 + .36 + .25 + .04) / 4
                binary(new BrierScore(), 0.165),
                // (.04 + .01 + .01, .16 + .49 + .09, .01 + .01 + .04, .09 + .16 + .49) / 4
                categorical(new BrierScore(), (.06 + .74 + .06 + .74) / 4),
                // a quarter each: .5, wrong; .6, wrong; .8 and .9, both right
                binary(new ExpectedCalibrationError(4), (.5 + .6 + (.2 + .1)) / 4));
    }

    private static Stream<Arguments> errors() {
        return Stream.of( // 0, 1, 0 and 4
                numbers(new rookery.metrics.MeanSquaredError(), 1.25),
                numbers(new RootMeanSquaredError(), Math.sqrt(1.25)),
                // 0, ½, 0 and ⅓
                numbers(new MeanAbsolutePercentageError(), 100 * (0.5 + 1 / 3.0) / 4),
                numbers(new CosineSimilarity(), 1),
                // (0 + 1 + 0 + 2) / 4
                Arguments.of(new MeanAbsoluteError(), new MeanSquaredError(), NUMBERS, NEAR, 0.75),
                // 1 − (0 + 1 + 0 + 4) / (4 + 1 + 0 + 9)
                Arguments.of(new R2Score(), new MeanSquaredError(), NUMBERS, NEAR, 1 - 5 / 14.0));
    }

    private static Arguments categorical(Metric metric, double value) {
        return Arguments.of(metric, new CategoricalCrossentropy(), ONE_HOT, GUESSES, value);
    }

    private static Arguments sparse(Metric metric, double value) {
        return Arguments.of(metric, new SparseCategoricalCrossentropy(), CLASSES, GUESSES, value);
    }

    private static Arguments binary(Metric metric, double value) {
        return Arguments.of(metric, new BinaryCrossentropy(), YES_OR_NO, CHANCES, value);
    }

    private static Arguments numbers(Metric metric, double value) {
        return Arguments.of(metric, new MeanSquaredError(), NUMBERS, NEAR, value);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void value_is_that_of_the_formula(
            Metric metric, Loss loss, float[][] targets, float[][] predictions, double expected) {
        Accumulator accumulator = metric.accumulator(predictions[0].length, loss);
        accumulator.add(Kernels.best(), panels(targets), panels(predictions), 4);
        assertThat(accumulator.value()).isCloseTo(expected, within(1e-7));
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
        assertThat(accumulator.value()).isCloseTo(expected, within(1e-7));
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

    @ParameterizedTest
    @MethodSource("samples")
    void adding_allocates_nothing_once_the_rows_have_been_seen(
            Metric metric, Loss loss, float[][] targets, float[][] predictions, double expected) {
        Accumulator accumulator = metric.accumulator(predictions[0].length, loss);
        Panels target = panels(targets);
        Panels prediction = panels(predictions);
        Kernels kernels = Kernels.named("scalar");
        ThreadMXBean thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int epoch = 0; epoch < 4000 && least > 0; epoch++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            accumulator.reset();
            for (int step = 0; step < 500; step++) accumulator.add(kernels, target, prediction, 4);
            least = Math.min(least, thread.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes in an epoch of 500 steps").isZero();
        assertThat(accumulator.value()).isCloseTo(expected, within(1e-7));
    }

    @ParameterizedTest
    @CsvSource({
        "accuracy, true",
        "val_binary_accuracy_at_0.3, true",
        "val_top_k_categorical_accuracy_3, true",
        "val_r2_score, true",
        "fbeta_score_2_weighted_at_0.7, true",
        "val_auc_pr, true",
        "my_auc, true",
        "matthews_correlation, true",
        "cosine_similarity, true",
        "loss, false",
        "val_loss, false",
        "val_log_loss, false",
        "brier_score, false",
        "expected_calibration_error_10, false",
        "root_mean_squared_error, false",
        "auction, false"
    })
    void whether_a_value_is_to_rise_is_known_by_its_name(String name, boolean rises) {
        assertThat(Metric.rises(name)).isEqualTo(rises);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void whether_a_member_is_to_rise_is_known_by_its_name(Metric metric) {
        assertThat(Metric.rises("val_" + metric.name())).isEqualTo(metric.rises());
    }

    @Test
    void a_name_says_what_is_not_as_by_default() {
        Optional<Double> at = Optional.of(0.7);
        assertThat(
                        Stream.of(
                                        new BinaryAccuracy(),
                                        new BinaryAccuracy(0.3),
                                        new TopKCategoricalAccuracy(),
                                        new TopKCategoricalAccuracy(3),
                                        new SparseTopKCategoricalAccuracy(3),
                                        new Precision(Average.MICRO, at),
                                        new Recall(Average.WEIGHTED),
                                        new F1Score(Average.MACRO, at),
                                        new FBetaScore(Average.BINARY, 0.5, at),
                                        new FBetaScore(2),
                                        new Auc(Auc.Curve.PR),
                                        new Auc(
                                                Optional.of(200),
                                                Auc.Curve.PR,
                                                Auc.SummationMethod.MINORING,
                                                Average.MICRO),
                                        new ExpectedCalibrationError(10))
                                .map(Metric::name))
                .containsExactly(
                        "binary_accuracy",
                        "binary_accuracy_at_0.3",
                        "top_k_categorical_accuracy",
                        "top_k_categorical_accuracy_3",
                        "sparse_top_k_categorical_accuracy_3",
                        "precision_micro_at_0.7",
                        "recall_weighted",
                        "f1_score_at_0.7",
                        "fbeta_score_0.5_binary_at_0.7",
                        "fbeta_score_2",
                        "auc_pr",
                        "auc_pr_200_thresholds_minoring_micro",
                        "expected_calibration_error_10");
    }

    @Test
    void every_member_is_known_by_its_own_name() {
        Metric.NAMES
                .members()
                .values()
                .forEach(member -> assertThat(Metric.NAMES.get(member.name())).isEqualTo(member));
    }

    @Test
    void a_score_that_is_not_a_number_has_no_area() {
        float[][] scores = {{.9f}, {Float.NaN}, {.5f}, {.2f}};
        assertThat(value(new Auc(), new BinaryCrossentropy(), YES_OR_NO, scores)).isNaN();
    }

    @Test
    void zeros_of_either_sign_are_equal_scores() {
        float[][] scores = {{0f}, {-0f}, {-0f}, {0f}};
        assertThat(value(new Auc(), new BinaryCrossentropy(), YES_OR_NO, scores)).isEqualTo(0.5);
        Auc pr = new Auc(Auc.Curve.PR);
        assertThat(value(pr, new BinaryCrossentropy(), YES_OR_NO, scores)).isEqualTo(0.5);
    }

    private static double value(Metric metric, Loss loss, float[][] targets, float[][] scores) {
        Accumulator accumulator = metric.accumulator(scores[0].length, loss);
        accumulator.add(Kernels.best(), panels(targets), panels(scores), targets.length);
        return accumulator.value();
    }

    private static Panels panels(float[][] rows) {
        Panels panels = new Panels(rows[0].length, 1);
        java.util.Arrays.fill(panels.values(), Float.NaN);
        for (int b = 0; b < rows.length; b++)
            for (int k = 0; k < rows[b].length; k++) panels.values()[panels.at(b, k)] = rows[b][k];
        return panels;
    }
}
