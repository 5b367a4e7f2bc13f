package rookery.losses;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Sequential;
import rookery.activations.Linear;
import rookery.layers.Dense;
import rookery.optimizers.Sgd;
import rookery.tensor.Matrix;

import java.util.stream.Stream;

/** Arguments and targets that losses do not take. */
class LossRefusalTest {

    /** So that a call is an argument of a test. */
    private interface Call {
        Object make();
    }

    private static Arguments refused(Call call, String message) {
        return Arguments.of(call, message);
    }

    static Stream<Arguments> wrongArguments() {
        return Stream.concat(wrongArgumentsOfNumbers(), wrongArgumentsOfClasses());
    }

    private static Stream<Arguments> wrongArgumentsOfNumbers() {
        double nan = Double.NaN;
        return Stream.of(
                refused(() -> new Huber(0), "Huber: delta must be positive and finite, got 0.0"),
                refused(() -> new Huber(nan), "Huber: delta must be positive and finite, got NaN"),
                refused(
                        () -> new Huber(1 / 0.0),
                        "Huber: delta must be positive and finite, got Infinity"),
                refused(
                        () -> new Quantile(0),
                        "Quantile: quantile must be between 0 and 1, got 0.0"),
                refused(
                        () -> new Quantile(1),
                        "Quantile: quantile must be between 0 and 1, got 1.0"),
                refused(
                        () -> new GaussianNll(false, 0),
                        "GaussianNll: eps must be positive and finite, got 0.0"));
    }

    private static Stream<Arguments> wrongArgumentsOfClasses() {
        double nan = Double.NaN;
        return Stream.of(
                refused(
                        () -> new BinaryCrossentropy(false, 1.1),
                        "BinaryCrossentropy: labelSmoothing must be in [0, 1], got 1.1"),
                refused(
                        () -> new CategoricalCrossentropy(true, -0.1),
                        "CategoricalCrossentropy: labelSmoothing must be in [0, 1], got -0.1"),
                refused(
                        () -> new BinaryFocalCrossentropy(true, 1.5, 2, false, 0),
                        "BinaryFocalCrossentropy: alpha must be in [0, 1], got 1.5"),
                refused(
                        () -> new BinaryFocalCrossentropy(true, 0.5, -1, false, 0),
                        "BinaryFocalCrossentropy: gamma must be at least 0 and finite, got -1.0"),
                refused(
                        () -> new BinaryFocalCrossentropy(true, 0.5, 1, false, nan),
                        "BinaryFocalCrossentropy: labelSmoothing must be in [0, 1], got NaN"),
                refused(
                        () -> new CategoricalFocalCrossentropy(-1, 2, false, 0),
                        "CategoricalFocalCrossentropy: alpha must be at least 0 and finite, got"
                                + " -1.0"),
                refused(
                        () -> new CategoricalFocalCrossentropy(1, nan, false, 0),
                        "CategoricalFocalCrossentropy: gamma must be at least 0 and finite, got"
                                + " NaN"),
                refused(
                        () -> new CategoricalFocalCrossentropy(1, 2, false, 2),
                        "CategoricalFocalCrossentropy: labelSmoothing must be in [0, 1], got 2.0"));
    }

    @ParameterizedTest
    @MethodSource("wrongArguments")
    void a_wrong_argument_is_refused(Call call, String message) {
        assertThatThrownBy(call::make)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    private static Arguments refused(Loss loss, Matrix targets, String message) {
        return Arguments.of(loss, targets, message);
    }

    static Stream<Arguments> wrongTargets() {
        return Stream.concat(wrongProbabilities(), wrongNumbers());
    }

    private static Stream<Arguments> wrongProbabilities() {
        return Stream.of(
                refused(
                        new BinaryCrossentropy(),
                        Matrix.of(1, 1, 2),
                        "binary_crossentropy: target row 0, column 0 must be in [0, 1], got 2.0"),
                refused(
                        new BinaryFocalCrossentropy(),
                        Matrix.of(2, 2, 0, 1, 0.5f, -0.5f),
                        "binary_focal_crossentropy: target row 1, column 1 must be in [0, 1], got"
                                + " -0.5"),
                refused(
                        new KlDivergence(),
                        Matrix.of(1, 2, 0, 1.5f),
                        "kl_divergence: target row 0, column 1 must be in [0, 1], got 1.5"),
                refused(
                        new CategoricalFocalCrossentropy(),
                        Matrix.of(2, 2, 0, 1, 1, 1),
                        "categorical_focal_crossentropy: target row 1 must sum to 1, sums to 2.0"),
                refused(
                        new CategoricalHinge(),
                        Matrix.of(1, 2, 1, -1),
                        "categorical_hinge: target row 0, column 1 must be a probability in [0, 1],"
                                + " got -1.0"));
    }

    private static Stream<Arguments> wrongNumbers() {
        return Stream.of(
                refused(
                        new Hinge(),
                        Matrix.of(1, 2, 1, 0.5f),
                        "hinge: target row 0, column 1 must be -1 or 1 (or 0 or 1), got 0.5"),
                refused(
                        new SquaredHinge(),
                        Matrix.of(2, 2, 1, 1, 2, 0),
                        "squared_hinge: target row 1, column 0 must be -1 or 1 (or 0 or 1), got"
                                + " 2.0"),
                refused(
                        new Hinge(),
                        Matrix.of(3, 2, 1, 1, 1, 0, -1, 0),
                        "hinge: targets must be -1 and 1, or 0 and 1, but row 1, column 1 is 0 and"
                                + " row 2, column 0 is -1"),
                refused(
                        new Poisson(),
                        Matrix.of(2, 1, 3, -1),
                        "poisson: target row 1, column 0 must be at least 0, got -1.0"),
                refused(
                        new MeanSquaredLogarithmicError(),
                        Matrix.of(1, 2, 3, -0.5f),
                        "mean_squared_logarithmic_error: target row 0, column 1 must be at least 0,"
                                + " got -0.5"));
    }

    @ParameterizedTest
    @MethodSource("wrongTargets")
    void a_target_the_loss_cannot_take_is_refused(Loss loss, Matrix targets, String message) {
        assertThatThrownBy(() -> loss.check(targets, targets.cols()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void signs_are_taken_in_either_form() {
        assertThatCode(() -> new Hinge().check(Matrix.of(1, 2, 1, -1), 2))
                .doesNotThrowAnyException();
        assertThatCode(() -> new Hinge().check(Matrix.of(1, 2, 1, 0), 2))
                .doesNotThrowAnyException();
    }

    @Test
    void an_odd_number_of_outputs_has_no_means_and_variances() {
        assertThatThrownBy(() ->
                        Sequential.of(2, new Dense(3, new Linear()))
                                .compile(new GaussianNll(), new Sgd())
                                .trainer(data(1), rookery.Fit.defaults()))
                .hasMessage(
                        "gaussian_nll: the network needs two outputs for each target, a mean and"
                                + " the logarithm of a variance, but has 3");
    }

    @Test
    void four_outputs_are_means_and_variances_of_two_targets() {
        assertThatThrownBy(() ->
                        Sequential.of(2, new Dense(4, new Linear()))
                                .compile(new GaussianNll(), new Sgd())
                                .trainer(data(4), rookery.Fit.defaults()))
                .hasMessage(
                        "dense: training data have 4 target columns, but with this loss 4 outputs"
                                + " need 2");
    }

    private static rookery.Dataset data(int targets) {
        return rookery.Dataset.of(
                Matrix.of(1, 2, 1, 1), Matrix.wrap(1, targets, new float[targets]));
    }

    @Test
    void a_single_output_cannot_tell_classes_apart() {
        for (Loss loss : new Loss[] {new CategoricalFocalCrossentropy(), new CategoricalHinge()})
            assertThatThrownBy(() ->
                            Sequential.of(2, new Dense(1, new Linear())).compile(loss, new Sgd()))
                    .hasMessageStartingWith("compile: a single output cannot tell classes apart");
    }
}
