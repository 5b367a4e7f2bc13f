package rookery.metrics;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Loss;
import rookery.losses.SparseCategoricalCrossentropy;
import rookery.tensor.Matrix;

import java.util.Optional;
import java.util.stream.Stream;

/** What the metrics do not take, and what they tell then. */
class MetricRefusalTest {

    static Stream<Arguments> arguments() {
        return Stream.of(
                refused(
                        () -> new BinaryAccuracy(Double.NaN),
                        "BinaryAccuracy: threshold must be finite, got NaN"),
                refused(
                        () -> new Precision(Average.MACRO, Optional.of(Double.POSITIVE_INFINITY)),
                        "Precision: threshold must be finite, got Infinity"),
                refused(
                        () -> new Recall(Average.MACRO, Optional.of(Double.NaN)),
                        "Recall: threshold must be finite, got NaN"),
                refused(
                        () -> new F1Score(Average.MACRO, Optional.of(Double.NaN)),
                        "F1Score: threshold must be finite, got NaN"),
                refused(
                        () -> new FBetaScore(Average.MACRO, 1, Optional.of(Double.NaN)),
                        "FBetaScore: threshold must be finite, got NaN"),
                refused(
                        () -> new FBetaScore(0),
                        "FBetaScore: beta must be above 0 and finite, got 0.0"),
                refused(
                        () -> new FBetaScore(Double.POSITIVE_INFINITY),
                        "FBetaScore: beta must be above 0 and finite, got Infinity"));
    }

    static Stream<Arguments> moreArguments() {
        return Stream.of(
                refused(
                        () -> new TopKCategoricalAccuracy(0),
                        "TopKCategoricalAccuracy: k must be at least 1, got 0"),
                refused(
                        () -> new SparseTopKCategoricalAccuracy(-1),
                        "SparseTopKCategoricalAccuracy: k must be at least 1, got -1"),
                refused(
                        () -> new ExpectedCalibrationError(0),
                        "ExpectedCalibrationError: bins must be in [1, 10000], got 0"),
                refused(
                        () -> new ExpectedCalibrationError(10_001),
                        "ExpectedCalibrationError: bins must be in [1, 10000], got 10001"),
                refused(
                        () -> binned(2_000_000_000, Auc.SummationMethod.INTERPOLATION),
                        "Auc: numThresholds must be in [2, 10000], got 2000000000; without them the"
                                + " area is exact"),
                refused(
                        () -> binned(1, Auc.SummationMethod.INTERPOLATION),
                        "Auc: numThresholds must be in [2, 10000], got 1; without them the area is"
                                + " exact"),
                refused(
                        () ->
                                new Auc(
                                        Optional.empty(),
                                        Auc.Curve.ROC,
                                        Auc.SummationMethod.MINORING,
                                        Average.MACRO),
                        "Auc: summationMethod minoring needs numThresholds, as the exact area is"
                                + " not binned"));
    }

    private static Auc binned(int thresholds, Auc.SummationMethod method) {
        return new Auc(Optional.of(thresholds), Auc.Curve.ROC, method, Average.MACRO);
    }

    private static Arguments refused(ThrowingCallable metric, String message) {
        return Arguments.of(message, metric);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"arguments", "moreArguments"})
    void arguments_that_make_no_sense_are_refused(String message, ThrowingCallable metric) {
        assertThatIllegalArgumentException().isThrownBy(metric).withMessage(message);
    }

    private static final Loss SPARSE = new SparseCategoricalCrossentropy();
    private static final Loss CATEGORICAL = new CategoricalCrossentropy();

    @Test
    void top_k_of_the_wrong_form_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TopKCategoricalAccuracy().accumulator(9, SPARSE))
                .withMessage(
                        "top_k_categorical_accuracy: needs one-hot targets; for class numbers in"
                                + " one column use sparse_top_k_categorical_accuracy");
        for (int outputs : new int[] {1, 9})
            assertThatIllegalArgumentException()
                    .isThrownBy(() ->
                            new SparseTopKCategoricalAccuracy().accumulator(outputs, CATEGORICAL))
                    .withMessage(
                            "sparse_top_k_categorical_accuracy: needs class numbers in one column;"
                                    + " for one-hot targets use top_k_categorical_accuracy");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean_squared_error",
                "root_mean_squared_error",
                "mean_absolute_percentage_error",
                "cosine_similarity"
            })
    void what_compares_output_by_output_refuses_class_numbers(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Metric.NAMES.get(name).accumulator(3, SPARSE))
                .withMessageStartingWith(name + ": needs a target for each of the 3 outputs");
    }

    @Test
    void the_score_of_one_of_two_classes_is_refused_for_three() {
        for (Metric metric : new Metric[] {new F1Score(Average.BINARY), new Recall(Average.BINARY)})
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.accumulator(3, CATEGORICAL))
                    .withMessage(
                            metric.name()
                                    + ": average binary is for two classes, but there are 3"
                                    + " outputs; use macro, micro or weighted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"log_loss", "brier_score", "expected_calibration_error"})
    void what_needs_probabilities_refuses_logits(String name) {
        Metric metric = Metric.NAMES.get(name);
        for (Loss loss :
                new Loss[] {
                    new BinaryCrossentropy(true),
                    new CategoricalCrossentropy(true),
                    new SparseCategoricalCrossentropy(true)
                })
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> metric.accumulator(2, loss))
                    .withMessage(
                            name
                                    + ": needs probabilities, but the loss takes logits; end the"
                                    + " network with sigmoid or softmax and leave out"
                                    + " from_logits");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "precision",
                "recall",
                "f1_score",
                "fbeta_score",
                "matthews_correlation",
                "auc",
                "balanced_accuracy",
                "log_loss",
                "brier_score",
                "expected_calibration_error"
            })
    void numbers_are_no_classes(String name) {
        Accumulator binary =
                Metric.NAMES.get(name).accumulator(1, new rookery.losses.MeanSquaredError());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> binary.check(Matrix.of(2, 1, 0, 3750)))
                .withMessage(
                        name
                                + ": target row 1, column 0 must be 0 for no or 1 for yes, or"
                                + " between, got 3750.0");
        Accumulator sparse = Metric.NAMES.get(name).accumulator(3, SPARSE);
        for (float wrong : new float[] {-1, 0.5f, 3, Float.NaN})
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> sparse.check(Matrix.of(2, 1, 2, wrong)))
                    .withMessage(
                            name
                                    + ": target row 1, column 0 must be a class number from 0 to"
                                    + " 2, got "
                                    + wrong);
    }

    @ParameterizedTest
    @ValueSource(strings = {"precision", "matthews_correlation", "log_loss", "brier_score"})
    void rows_of_two_classes_are_refused_where_one_is_wanted(String name) {
        Accumulator accumulator = Metric.NAMES.get(name).accumulator(3, CATEGORICAL);
        accumulator.check(Matrix.of(1, 3, 0.25f, 0.75f, 0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> accumulator.check(Matrix.of(2, 3, 0, 0, 1, 1, 1, 0)))
                .withMessageStartingWith(
                        name + ": target row 1 must name one class, its sum must be 1 but is 2.0;");
    }

    @Test
    void rows_of_two_classes_are_taken_with_a_threshold() {
        Matrix targets = Matrix.of(2, 3, 0, 0, 1, 1, 1, 0);
        new F1Score(Average.MACRO, Optional.of(0.5)).accumulator(3, CATEGORICAL).check(targets);
        new Auc().accumulator(3, CATEGORICAL).check(targets);
    }
}
