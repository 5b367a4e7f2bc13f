package rookery.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Activation;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.layers.Dense;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
import rookery.metrics.BinaryAccuracy;
import rookery.optimizers.Sgd;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Checks of what epochs and classes came to. */
class CurveChecksTest {

    private static final Fit ONE_EPOCH = Fit.defaults().fullBatch();
    private static final Learner YES_OR_NO =
            Sequential.of(1, new Dense(1, new Sigmoid()))
                    .compile(new BinaryCrossentropy(), new Sgd(1e-20), new BinaryAccuracy());

    @TempDir Path runs;

    /** Row x = i of class 1 from {@code zeros} on. */
    private static Dataset rows(int zeros, int ones) {
        double[] x = IntStream.range(0, zeros + ones).mapToDouble(i -> i).toArray();
        return Patient.columns(x, Arrays.stream(x).map(i -> i < zeros ? 0 : 1).toArray());
    }

    private Patient patient(Dataset training) {
        return Patient.of(runs, YES_OR_NO, training, ONE_EPOCH);
    }

    /** Two turns in ten epochs, by 0.03 or a little less. */
    @ParameterizedTest
    @CsvSource({"0.0301, true", "0.0299, false"})
    void accuracy_that_goes_up_and_down_oscillates(double height, boolean found) {
        double up = 0.5 + height;
        Patient patient =
                patient(rows(4, 4))
                        .history("loss", .7, .7, .7, .7, .7, .7, .7, .7, .7, .7)
                        .history("binary_accuracy", .5, up, .5, .5, .5, .5, .5, .5, .5, .5);
        assertThat(patient.outcome(new Oscillating())).isInstanceOf(Outcome.Healthy.class);
        patient.history("binary_accuracy", .5, up, .5, .5, .5, .5, .5, up, .5, .5);
        assertThat(patient.outcome(new Oscillating()) instanceof Outcome.Found).isEqualTo(found);
    }

    @Test
    void swings_are_turns_that_are_high_on_both_sides() {
        assertThat(Oscillating.swings(List.of(0.0, 0.5, 1.0, 0.5, 0.9, 0.89, 0.95), 0.03))
                .containsExactly(2, 3);
    }

    /** Guessing costs 0.693, its half is 0.347. */
    @Test
    void ten_epochs_without_a_lower_loss_are_a_standstill_unless_it_is_low() {
        double[] losses = new double[12];
        Arrays.fill(losses, 0.6);
        losses[1] = 0.5;
        Patient patient = standing(losses);
        assertThat(patient.finding(new Stalled()).summary())
                .isEqualTo("no lower loss since epoch 1, 10 epochs ago");
        losses[2] = 0.49;
        assertThat(standing(losses).outcome(new Stalled())).isInstanceOf(Outcome.Healthy.class);
        Arrays.fill(losses, 0.34);
        assertThat(standing(losses).outcome(new Stalled())).isInstanceOf(Outcome.Healthy.class);
    }

    private Patient standing(double... losses) {
        double[] accuracy = new double[losses.length];
        Arrays.fill(accuracy, 0.8);
        return patient(rows(4, 4)).history("loss", losses).history("binary_accuracy", accuracy);
    }

    /** Of ten epochs those from 3 on count. */
    @ParameterizedTest
    @CsvSource({"0.690, 0.699, true", "0.690, 0.7005, false", "0.680, 0.691, false"})
    void an_accuracy_that_does_not_move_stalls_below_seven_tenths(
            double low, double high, boolean found) {
        Patient patient =
                patient(rows(4, 4))
                        .history("loss", .9, .8, .7, .6, .5, .49, .48, .47, .46, .45)
                        .history("binary_accuracy", .1, .2, .3, low, low, low, high, low, low, low);
        assertThat(patient.outcome(new Stalled()) instanceof Outcome.Found).isEqualTo(found);
    }

    private Patient validated(int rows) {
        Dataset validation = rows(rows / 2, rows / 2);
        return Patient.of(runs, YES_OR_NO, rows(500, 500), Optional.of(validation), ONE_EPOCH)
                .weights("dense/kernel", 0)
                .weights("dense/bias", 0);
    }

    /** 5 % of the loss of guessing, 0.693, are 0.0347; all rows have one loss, so there is no noise. */
    @ParameterizedTest
    @CsvSource({"0.1346, false", "0.1348, true"})
    void validation_loss_that_rises_from_its_least_is_overfitting(double end, boolean found) {
        Patient patient =
                validated(100)
                        .history("loss", .1, .1, .1, .1, .1, .1)
                        .history("val_loss", .1, end, end, end, end, end)
                        .validation("loss", end)
                        .training("binary_accuracy", 1)
                        .validation("binary_accuracy", 1);
        Outcome outcome = patient.outcome(new Overfitting());
        assertThat(outcome instanceof Outcome.Found).isEqualTo(found);
        if (outcome instanceof Outcome.Found(Finding finding))
            assertThat(finding.where()).containsExactly("epoch 0");
        patient.history("val_loss", .1, end, end, .1099, end, end);
        assertThat(patient.outcome(new Overfitting())).isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void an_accuracy_gap_is_overfitting_unless_it_is_chance() {
        assertThat(gap(1000, 0.81)).isInstanceOf(Outcome.Healthy.class);
        assertThat(gap(1000, 0.79)).isInstanceOf(Outcome.Found.class);
        assertThat(gap(20, 0.79)).isInstanceOf(Outcome.Healthy.class);
    }

    private Outcome gap(int rows, double accuracy) {
        return validated(rows)
                .training("binary_accuracy", 0.9)
                .validation("binary_accuracy", accuracy)
                .outcome(new Overfitting());
    }

    /** z = x + bias: rows from −bias on are said to be of class 1. */
    @Test
    void a_class_that_is_mostly_wrong_or_never_predicted_is_trouble() {
        assertThat(rows10(-13.5).outcome(new ClassTrouble())).isInstanceOf(Outcome.Healthy.class);
        Finding wrong = rows10(-17.5).finding(new ClassTrouble());
        assertThat(wrong.summary()).isEqualTo("class 1 is wrong on 80 % of 10 rows");
        assertThat(rows10(-100).finding(new ClassTrouble()).summary())
                .isEqualTo("class 1 is never predicted, of 10 rows");
        assertThat(wrong.fix().orElseThrow().options()).isEqualTo("--class-weight balanced");
        assertThat(wrong.remedy().code()).containsExactly("fit.classWeights(1.0, 1.0)");
    }

    private Patient rows10(double bias) {
        return patient(rows(10, 10)).weights("dense/kernel", 1).weights("dense/bias", bias);
    }

    @Test
    void a_class_ten_times_as_large_is_a_note_while_both_are_predicted() {
        Patient even = patient(rows(100, 10));
        even.weights("dense/kernel", 1).weights("dense/bias", -99.5);
        assertThat(even.outcome(new ClassTrouble())).isInstanceOf(Outcome.Healthy.class);
        Patient rare = patient(rows(101, 10));
        rare.weights("dense/kernel", 1).weights("dense/bias", -100.5);
        assertThat(rare.finding(new ClassTrouble()).severity()).isEqualTo(Severity.NOTE);
    }

    /** Wilson 1927; half of 100: (0.5 + 1.96²/200 ± 1.96·√(0.25/100 + 1.96²/40,000)) / (1 + 0.0384). */
    @Test
    void half_of_a_hundred_rows_leave_an_accuracy_between_0_4038_and_0_5962() {
        SmallTestSet.Interval interval = SmallTestSet.Interval.of(50, 100);
        assertThat(interval.low()).isCloseTo(0.4038, within(5e-5));
        assertThat(interval.high()).isCloseTo(0.5962, within(5e-5));
        assertThat(SmallTestSet.Interval.of(0, 10).low()).isCloseTo(0, within(1e-15));
    }

    /** All of class 0 is right, all of class 1 wrong: half. n = 380 has a width of 0.1, nearly. */
    @ParameterizedTest
    @CsvSource({"380, true", "382, false"})
    void too_few_validation_rows_are_noted(int rows, boolean found) {
        Outcome outcome = validated(rows).outcome(new SmallTestSet());
        assertThat(outcome instanceof Outcome.Found).isEqualTo(found);
        assertThat(SmallTestSet.Interval.of(rows / 2, rows).width() > 0.1).isEqualTo(found);
    }

    /** 1.2·(0.1923/0.1)²·100 = 444 of 1,100 are 41 %; of 120 there are not so many. */
    @Test
    void as_many_validation_rows_are_advised_as_make_the_interval_narrow() {
        Finding enough = validated(100).finding(new SmallTestSet());
        assertThat(enough.remedy().code().getFirst()).startsWith("data.splitStratified(0.41, ");
        assertThat(enough.advice()).endsWith("by smaller differences.");
        Finding few =
                Patient.of(runs, YES_OR_NO, rows(50, 50), Optional.of(rows(10, 10)), ONE_EPOCH)
                        .weights("dense/kernel", 0)
                        .weights("dense/bias", 0)
                        .finding(new SmallTestSet());
        assertThat(few.remedy().code().getFirst()).startsWith("data.splitStratified(0.5, ");
        assertThat(few.advice())
                .endsWith("About 387 would do, more than half of all: gather more rows.");
    }

    @ParameterizedTest
    @CsvSource({
        "sigmoid, binary_crossentropy, ''",
        "softmax, binary_crossentropy, WARNING",
        "linear, binary_crossentropy, ERROR",
        "softmax, categorical_crossentropy, ''",
        "sigmoid, categorical_crossentropy, ERROR",
        "linear, categorical_crossentropy(from_logits=True), ''",
        "linear, mean_squared_error, ''",
        "softmax, mean_squared_error, WARNING",
        "linear, hinge, left out"
    })
    void output_and_loss_belong_together(String activation, String loss, String expected) {
        Learner learner =
                Sequential.of(1, new Dense(2, Activation.NAMES.get(activation)))
                        .compile(Loss.NAMES.get(loss), new Sgd());
        float[] labels = {1, 0, 0, 1};
        if (loss.equals("hinge")) labels = new float[] {1, -1, -1, 1};
        Dataset data =
                Dataset.of(
                        rookery.tensor.Matrix.wrap(2, 1, new float[] {0, 1}),
                        rookery.tensor.Matrix.wrap(2, 2, labels));
        Outcome outcome =
                Patient.of(runs, learner, data, ONE_EPOCH).outcome(new LossOutputMismatch());
        assertThat(
                        switch (outcome) {
                            case Outcome.Found(Finding finding) -> finding.severity().name();
                            case Outcome.Healthy() -> "";
                            case Outcome.Unchecked(String _, boolean _) -> "left out";
                        })
                .isEqualTo(expected);
    }

    @Test
    void numbers_that_an_output_can_never_be_are_an_error() {
        Learner learner =
                Sequential.of(1, new Dense(1, new Relu()))
                        .compile(new MeanSquaredError(), new Sgd());
        Dataset data = Patient.columns(new double[] {0, 1, 2, 3}, new double[] {-1, 1, 2, 3});
        Finding finding =
                Patient.of(runs, learner, data, ONE_EPOCH).finding(new LossOutputMismatch());
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.observed())
                .contains("relu gives nothing below 0, but 25 % of the targets are below");
    }

    /** L = w² has λ = 2: a step of descent has alpha = 2η − 1. */
    @ParameterizedTest
    @CsvSource({"0.74, false", "0.76, true"})
    void steps_beyond_the_lowest_point_overshoot(double rate, boolean found) {
        Learner learner =
                Sequential.of(1, new Dense(1, new Linear()).useBias(false))
                        .compile(new MeanSquaredError(), new Sgd(rate));
        Dataset data = Patient.columns(new double[] {1, 1}, new double[] {0.5, -0.5});
        Patient patient = Patient.of(runs, learner, data, ONE_EPOCH.epochs(10));
        assertThat(patient.outcome(new Overshoots()) instanceof Outcome.Found).isEqualTo(found);
    }

    /** λ = 2 is above the edge 2/1.05, so that each step makes the loss larger. */
    @Test
    void a_loss_that_rises_beyond_the_edge_of_stability_overshoots() {
        Learner learner =
                Sequential.of(1, new Dense(1, new Linear()).useBias(false))
                        .compile(new MeanSquaredError(), new Sgd(1.05));
        Dataset data = Patient.columns(new double[] {1, 1}, new double[] {0.5, -0.5});
        Patient patient = Patient.of(runs, learner, data, ONE_EPOCH.epochs(10));
        Thresholds noAlpha = Thresholds.usual().with("overshoot=99");
        Outcome.Found found = (Outcome.Found) patient.outcome(new Overshoots(), noAlpha);
        assertThat(found.finding().summary())
                .isEqualTo("steps beyond the edge: λmax 2, and the loss rises");
        assertThat(found.finding().observed())
                .contains("λmax is 2, the edge of stability 1.9; the loss rises");
    }

    /**
     * g = 2·(w − y) with w = 1 and y = ±1: |g_b|² = 8 of single rows, |g_B|² = 4 of all 32; |G|² =
     * (32·4 − 8)/31 and S = (8 − 4)/(1 − 1/32), so that S/|G|² = 128/120.
     */
    @Test
    void the_noise_scale_is_how_unlike_the_gradients_of_batches_are() {
        double[] y = IntStream.range(0, 32).mapToDouble(i -> i % 2 == 0 ? 1 : -1).toArray();
        double[] x = new double[32];
        Arrays.fill(x, 1);
        Learner learner =
                Sequential.of(1, new Dense(1, new Linear()).useBias(false))
                        .compile(new MeanSquaredError(), new Sgd(1e-20));
        Fit fit = Fit.defaults().batchSize(1);
        Patient patient =
                Patient.of(runs, learner, Patient.columns(x, y), fit).weights("dense/kernel", 1);
        assertThat(NoiseScale.of(patient.evidence()).orElseThrow().rows())
                .isCloseTo(128.0 / 120, within(1e-6));
    }

    /** No line separates exclusive or; four bent units do. */
    @Test
    void a_network_without_hidden_units_cannot_learn_exclusive_or_by_heart() {
        Dataset xor =
                Dataset.of(
                        rookery.tensor.Matrix.wrap(4, 2, new float[] {0, 0, 0, 1, 1, 0, 1, 1}),
                        rookery.tensor.Matrix.wrap(4, 1, new float[] {0, 1, 1, 0}));
        Learner line =
                Sequential.of(2, new Dense(1, new Sigmoid()))
                        .compile(new BinaryCrossentropy(), new Sgd());
        Finding finding = Patient.of(runs, line, xor, ONE_EPOCH).finding(new CannotOverfit());
        assertThat(finding.where()).containsExactly("row 0", "row 1", "row 2", "row 3");
        assertThat(finding.fix().orElseThrow().options())
                .isEqualTo("--hidden \"dense(16, activation=relu)\"");
        Learner bent =
                Sequential.of(2, new Dense(8, new Relu()), new Dense(1, new Sigmoid()))
                        .compile(new BinaryCrossentropy(), new Sgd());
        assertThat(Patient.of(runs, bent, xor, ONE_EPOCH).outcome(new CannotOverfit()))
                .isInstanceOf(Outcome.Healthy.class);
    }
}
