package rookery.optimizers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What optimizers refuse, and how they say it. */
class HyperparametersTest {

    private static final LearningRate Η = new Constant(1);
    private static final double NAN = Double.NaN;
    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static Arguments refused(String message, ThrowingCallable what) {
        return Arguments.of(message, what);
    }

    static Stream<Arguments> descent() {
        return Stream.of(
                refused("learning rate must be positive and finite, got -1.0", () -> new Sgd(-1)),
                refused("Sgd: momentum must be in [0, 1), got 1.0", () -> new Sgd(Η, 1, false)),
                refused("Sgd: nesterov needs a momentum above 0", () -> new Sgd(Η, 0, true)),
                refused(
                        "Adagrad: initialAccumulatorValue must be at least 0 and finite, got -1.0",
                        () -> new Adagrad(Η, -1, 1e-7)),
                refused(
                        "Adagrad: epsilon must be positive and finite, got 1.0E-50",
                        () -> new Adagrad(Η, 0, 1e-50)),
                refused("Adadelta: rho must be in [0, 1), got NaN", () -> new Adadelta(Η, NAN, 1)),
                refused(
                        "Adadelta: epsilon must be positive and finite, got Infinity",
                        () -> new Adadelta(Η, 0.9, INFINITE)),
                refused(
                        "RmsProp: rho must be in [0, 1), got -0.1",
                        () -> new RmsProp(Η, -0.1, 0, 1e-7, false)),
                refused(
                        "RmsProp: momentum must be in [0, 1), got 1.0",
                        () -> new RmsProp(Η, 0.9, 1, 1e-7, false)),
                refused(
                        "RmsProp: epsilon must be positive and finite, got 0.0",
                        () -> new RmsProp(Η, 0.9, 0, 0, false)));
    }

    static Stream<Arguments> ftrlAndLion() {
        return Stream.of(
                refused(
                        "Ftrl: learningRatePower must be at most 0 and finite, got 0.5",
                        () -> new Ftrl(Η, 0.5, 0, 0, 0, 0, 0)),
                refused(
                        "Ftrl: initialAccumulatorValue must be at least 0 and finite, got -1.0",
                        () -> new Ftrl(Η, -0.5, -1, 0, 0, 0, 0)),
                refused(
                        "Ftrl: l1RegularizationStrength must be at least 0 and finite, got -1.0",
                        () -> new Ftrl(Η, -0.5, 0, -1, 0, 0, 0)),
                refused(
                        "Ftrl: l2RegularizationStrength must be at least 0 and finite, got -1.0",
                        () -> new Ftrl(Η, -0.5, 0, 0, -1, 0, 0)),
                refused(
                        "Ftrl: l2ShrinkageRegularizationStrength must be at least 0 and finite,"
                                + " got -1.0",
                        () -> new Ftrl(Η, -0.5, 0, 0, 0, -1, 0)),
                refused(
                        "Ftrl: beta must be at least 0 and finite, got -1.0",
                        () -> new Ftrl(Η, -0.5, 0, 0, 0, 0, -1)),
                refused("Lion: beta1 must be in (0, 1], got 0.0", () -> new Lion(Η, 0, 0.9)),
                refused("Lion: beta2 must be in [0, 1), got 1.0", () -> new Lion(Η, 0.9, 1)));
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                refused(
                        "Adam: beta1 must be in [0, 1), got -0.5",
                        () -> new Adam(Η, -0.5, 0.9, 1e-7)),
                refused("Adam: beta2 must be in [0, 1), got 1.0", () -> new Adam(Η, 0.9, 1, 1e-7)),
                refused(
                        "Adam: epsilon must be positive and finite, got NaN",
                        () -> new Adam(Η, 0.9, 0.9, NAN)),
                refused(
                        "AdamW: weightDecay must be at least 0 and finite, got -1.0",
                        () -> new AdamW(Η, -1, 0.9, 0.9, 1e-7, false)),
                refused(
                        "AdamW: beta1 must be in [0, 1), got 1.0",
                        () -> new AdamW(Η, 0, 1, 0.9, 1e-7, false)),
                refused(
                        "AdamW: beta2 must be in [0, 1), got 1.0",
                        () -> new AdamW(Η, 0, 0.9, 1, 1e-7, false)),
                refused(
                        "AdamW: epsilon must be positive and finite, got 0.0",
                        () -> new AdamW(Η, 0, 0.9, 0.9, 0, false)));
    }

    static Stream<Arguments> momentsOfOthers() {
        return Stream.of(
                refused(
                        "Adamax: beta1 must be in [0, 1), got 1.0",
                        () -> new Adamax(Η, 1, 0.9, 1e-7)),
                refused(
                        "Adamax: beta2 must be in [0, 1), got 1.0",
                        () -> new Adamax(Η, 0.9, 1, 1e-7)),
                refused(
                        "Adamax: epsilon must be positive and finite, got 0.0",
                        () -> new Adamax(Η, 0.9, 0.9, 0)),
                refused(
                        "Nadam: beta1 must be in [0, 1), got 1.0",
                        () -> new Nadam(Η, 1, 0.9, 1e-7)),
                refused(
                        "Nadam: beta2 must be in [0, 1), got 1.0",
                        () -> new Nadam(Η, 0.9, 1, 1e-7)),
                refused(
                        "Nadam: epsilon must be positive and finite, got 0.0",
                        () -> new Nadam(Η, 0.9, 0.9, 0)),
                refused("Lamb: beta1 must be in [0, 1), got 1.0", () -> new Lamb(Η, 1, 0.9, 1e-7)),
                refused("Lamb: beta2 must be in [0, 1), got 1.0", () -> new Lamb(Η, 0.9, 1, 1e-7)),
                refused(
                        "Lamb: epsilon must be positive and finite, got 0.0",
                        () -> new Lamb(Η, 0.9, 0.9, 0)));
    }

    static Stream<Arguments> muon() {
        return Stream.of(
                refused("adamBeta1 must be in [0, 1), got 1.0", () -> muon(1, 0.9, 0, 1, 0, "a")),
                refused("adamBeta2 must be in [0, 1), got 1.0", () -> muon(0.9, 1, 0, 1, 0, "a")),
                refused(
                        "adamWeightDecay must be at least 0 and finite, got -1.0",
                        () -> muon(0.9, 0.9, -1, 1, 0, "a")),
                refused(
                        "epsilon must be positive and finite, got 0.0",
                        () -> muon(0.9, 0.9, 0, 0, 0, "a")),
                refused(
                        "weightDecay must be at least 0 and finite, got -1.0",
                        () -> muon(0.9, 0.9, 0, 1, -1, "a")),
                refused(
                        "excludeLayers must be regular expressions, got \"(\": Unclosed group",
                        () -> muon(0.9, 0.9, 0, 1, 0, "(")),
                refused("muonA must be finite, got NaN", () -> muon(NAN, 0, 0, 1, 0, 5, 0)),
                refused(
                        "muonB must be finite, got Infinity",
                        () -> muon(0, INFINITE, 0, 1, 0, 5, 0)),
                refused("muonC must be finite, got NaN", () -> muon(0, 0, NAN, 1, 0, 5, 0)),
                refused(
                        "adamLrRatio must be at least 0 and finite, got -1.0",
                        () -> muon(0, 0, 0, -1, 0, 5, 0)),
                refused("momentum must be in [0, 1), got 1.0", () -> muon(0, 0, 0, 1, 1, 5, 0)),
                refused("nsSteps must be at least 0, got -1", () -> muon(0, 0, 0, 1, 0, -1, 0)),
                refused(
                        "rmsRate must be at least 0 and finite, got -1.0",
                        () -> muon(0, 0, 0, 1, 0, 5, -1)));
    }

    private static Muon muon(
            double beta1, double beta2, double adamDecay, double ε, double decay, String layer) {
        return new Muon(
                Η,
                beta1,
                beta2,
                Optional.of(adamDecay),
                ε,
                Optional.of(decay),
                List.of(layer),
                true,
                1,
                1,
                1,
                1,
                0.9,
                5,
                true,
                Optional.empty());
    }

    private static Muon muon(
            double a, double b, double c, double ratio, double momentum, int steps, double rms) {
        return new Muon(
                Η,
                0.9,
                0.9,
                Optional.empty(),
                1,
                Optional.empty(),
                List.of(),
                true,
                a,
                b,
                c,
                ratio,
                momentum,
                steps,
                true,
                Optional.of(rms));
    }

    static Stream<Arguments> around() {
        Sgd sgd = new Sgd();
        return Stream.of(
                refused(
                        "WeightDecay: rate must be at least 0 and finite, got -1.0",
                        () -> new WeightDecay(sgd, -1)),
                refused(
                        "ClipByValue: value must be positive and finite, got 0.0",
                        () -> new ClipByValue(sgd, 0)),
                refused(
                        "ClipByNorm: norm must be positive and finite, got NaN",
                        () -> new ClipByNorm(sgd, NAN)),
                refused(
                        "ClipByGlobalNorm: norm must be positive and finite, got Infinity",
                        () -> new ClipByGlobalNorm(sgd, INFINITE)),
                refused(
                        "GradientNoise: eta must be at least 0 and finite, got -1.0",
                        () -> new GradientNoise(sgd, -1, 0.55)),
                refused(
                        "GradientNoise: gamma must be at least 0 and finite, got NaN",
                        () -> new GradientNoise(sgd, 1, NAN)),
                refused(
                        "ExponentialMovingAverage: momentum must be in [0, 1], got 1.5",
                        () -> new ExponentialMovingAverage(sgd, 1.5, Optional.empty())),
                refused(
                        "ExponentialMovingAverage: overwriteFrequency must be at least 1, got 0",
                        () -> new ExponentialMovingAverage(sgd, 0.9, Optional.of(0))),
                refused(
                        "GradientAccumulation: steps must be at least 2, got 1",
                        () -> new GradientAccumulation(sgd, 1)),
                refused(
                        "WeightDecay: there is one inside already",
                        () -> new WeightDecay(new ClipByNorm(new WeightDecay(sgd, 1), 1), 1)));
    }

    @ParameterizedTest
    @MethodSource({"descent", "ftrlAndLion", "moments", "momentsOfOthers", "around"})
    void what_makes_no_sense_is_refused(String message, ThrowingCallable what) {
        assertThatThrownBy(what).isInstanceOf(IllegalArgumentException.class).hasMessage(message);
    }

    @ParameterizedTest
    @MethodSource("muon")
    void muon_refuses_too(String message, ThrowingCallable what) {
        assertThatThrownBy(what)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Muon: " + message);
    }
}
