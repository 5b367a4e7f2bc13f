package rookery.explain.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.activations.Tanh;
import rookery.initializers.Constant;
import rookery.initializers.Zeros;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.MeanSquaredError;
import rookery.optimizers.Sgd;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Each check of what a run recorded: just below its threshold it is silent, just above it speaks. */
class RecordedChecksTest {

    private static final Fit ONE_EPOCH = Fit.defaults().fullBatch();

    /** Such a small rate leaves weights as they are, and their checks alone. */
    private static final Sgd RESTING = new Sgd(1e-20);

    @TempDir Path runs;

    private static double[] alternating(int rows) {
        return IntStream.range(0, rows).mapToDouble(i -> i % 2).toArray();
    }

    private static double[] counting(int rows) {
        return IntStream.range(0, rows).mapToDouble(i -> i).toArray();
    }

    private static Learner linear(int inputs) {
        return Sequential.of(inputs, new Dense(1, new Linear()))
                .compile(new MeanSquaredError(), RESTING);
    }

    /** Inputs m ± 1 have the mean m and the standard deviation 1. */
    @ParameterizedTest
    @CsvSource({"2.99, false", "3.01, true"})
    void a_mean_of_three_standard_deviations_is_not_scaled(double mean, boolean found) {
        double[] x = IntStream.range(0, 10).mapToDouble(i -> mean + (i % 2 * 2 - 1)).toArray();
        Patient patient =
                Patient.of(runs, linear(1), Patient.columns(x, alternating(10)), ONE_EPOCH);
        assertThat(patient.outcome(new InputsNotScaled()) instanceof Outcome.Found)
                .isEqualTo(found);
    }

    @ParameterizedTest
    @CsvSource({"9.9, false", "10.1, true"})
    void standard_deviations_that_differ_tenfold_are_not_scaled(float wide, boolean found) {
        Dataset data =
                Dataset.of(
                        rookery.tensor.Matrix.wrap(
                                4, 2, new float[] {-1, -wide, 1, wide, -1, wide, 1, -wide}),
                        rookery.tensor.Matrix.wrap(4, 1, new float[] {0, 1, 0, 1}));
        Outcome outcome =
                Patient.of(runs, linear(2), data, ONE_EPOCH).outcome(new InputsNotScaled());
        assertThat(outcome instanceof Outcome.Found).isEqualTo(found);
        if (outcome instanceof Outcome.Found(Finding finding))
            assertThat(finding.where()).containsExactly("input 1", "input 0");
    }

    @Test
    void a_network_that_normalizes_its_inputs_may_have_any() {
        Learner learner =
                Sequential.of(1, new BatchNormalization(), new Dense(1, new Linear()))
                        .compile(new MeanSquaredError(), RESTING);
        Patient patient =
                Patient.of(runs, learner, Patient.columns(counting(9), counting(9)), ONE_EPOCH);
        assertThat(patient.outcome(new InputsNotScaled()))
                .isEqualTo(Outcome.leftOut("the network normalizes its inputs by itself"));
    }

    /** All targets are 0 and z = b, so that the loss is ln(1 + e^b): 2·ln 2 at b = ln 3 = 1.0986. */
    @ParameterizedTest
    @CsvSource({"1.09, false", "1.11, true"})
    void a_start_above_twice_a_guess_is_wrong(double bias, boolean found) {
        Learner learner =
                Sequential.of(1, new Dense(1, new Sigmoid(), new Zeros(), new Constant(bias)))
                        .compile(new BinaryCrossentropy(), RESTING);
        Patient patient =
                Patient.of(
                        runs, learner, Patient.columns(alternating(4), new double[4]), ONE_EPOCH);
        assertThat(patient.outcome(new LossAtStart()) instanceof Outcome.Found).isEqualTo(found);
    }

    /** Unit u is on where x + b_u > 0, x = 0 … 199. */
    private Patient relus(double... biases) {
        Learner learner =
                Sequential.of(1, new Dense(biases.length, new Relu()), new Dense(1, new Linear()))
                        .compile(new MeanSquaredError(), RESTING);
        double[] ones = new double[biases.length];
        Arrays.fill(ones, 1);
        return Patient.of(
                        runs, learner, Patient.columns(counting(200), alternating(200)), ONE_EPOCH)
                .weights("dense/kernel", ones)
                .weights("dense/bias", biases);
    }

    @Test
    void half_of_a_layer_may_be_off_but_not_more() {
        assertThat(relus(-500, -500, 0, 0).outcome(new DeadRelu()))
                .isInstanceOf(Outcome.Healthy.class);
        Finding finding = relus(-500, 0, -500, -500).finding(new DeadRelu());
        assertThat(finding.where()).containsExactly("dense unit 0", "dense unit 2", "dense unit 3");
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.summary()).isEqualTo("3 of 4 units of dense are never on: 0, 2, 3");
        assertThat(finding.fix().orElseThrow().options())
                .isEqualTo("--hidden \"dense(4, activation=leaky_relu)\"");
    }

    /** On at x = 198 and 199, 1 % of 200 rows; at −198.5 on 199 alone. */
    @Test
    void a_unit_that_is_on_on_one_row_in_a_hundred_is_not_dead() {
        assertThat(relus(-197.5, -197.5).outcome(new DeadRelu()))
                .isInstanceOf(Outcome.Healthy.class);
        Finding finding = relus(-198.5, -198.5).finding(new DeadRelu());
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.summary()).isEqualTo("2 of 2 units of dense are hardly ever on: 0, 1");
    }

    @Test
    void a_layer_whose_units_never_switch_is_linear() {
        assertThat(relus(1, 1, -500, -100).outcome(new LinearHiddenLayer()))
                .isInstanceOf(Outcome.Healthy.class);
        assertThat(relus(1, 1, -500, -500).finding(new LinearHiddenLayer()).where())
                .containsExactly("dense");
        assertThat(relus(-500, -500).outcome(new LinearHiddenLayer()))
                .isInstanceOf(Outcome.Healthy.class);
    }

    @Test
    void a_dense_layer_without_activation_before_another_is_linear() {
        Learner learner =
                Sequential.of(1, new Dense(3), new Dense(3), new Dense(1))
                        .compile(new MeanSquaredError(), RESTING);
        Patient patient =
                Patient.of(runs, learner, Patient.columns(counting(9), alternating(9)), ONE_EPOCH);
        Finding finding = patient.finding(new LinearHiddenLayer());
        assertThat(finding.where()).containsExactly("dense", "dense_1");
        assertThat(finding.fix().orElseThrow().options())
                .isEqualTo("--hidden \"dense(3, activation=relu), dense(3, activation=relu)\"");
    }

    /** Half of the rows are 1: guessing costs ln 2 = 0.693147, and 1 % of that are 0.00693. */
    @ParameterizedTest
    @CsvSource({"0.6863, true", "0.6861, false", "0.7000, true", "0.7002, false"})
    void a_loss_of_the_class_frequencies_has_learned_them_alone(double loss, boolean found) {
        Learner learner =
                Sequential.of(1, new Dense(1, new Sigmoid()))
                        .compile(new BinaryCrossentropy(), RESTING);
        Patient patient =
                Patient.of(runs, learner, Patient.columns(counting(8), alternating(8)), ONE_EPOCH)
                        .history("loss", 0.1, loss, loss, loss, loss, loss);
        assertThat(patient.outcome(new LearnedClassFrequencies()) instanceof Outcome.Found)
                .isEqualTo(found);
        patient.history("loss", loss, 0.1, loss, loss, loss, loss);
        assertThat(patient.outcome(new LearnedClassFrequencies()))
                .isInstanceOf(Outcome.Healthy.class);
    }

    /** The targets ±1 have a variance of 1. */
    @Test
    void a_loss_of_the_variance_has_learned_the_mean_alone() {
        double[] y = {-1, 1, -1, 1};
        Patient patient = Patient.of(runs, linear(1), Patient.columns(counting(4), y), ONE_EPOCH);
        patient.history("loss", 1.009, 1.009, 1.009, 1.009, 0.991);
        assertThat(patient.finding(new LearnedClassFrequencies()).remedy())
                .isEqualTo(Look.activity()); // a program's numbers have no columns
        assertThat(patient.finding(new LearnedClassFrequencies()).summary())
                .isEqualTo("the loss, 0.991, is that of the mean alone, 1");
        patient.history("loss", 1.009, 1.009, 1.009, 1.009, 0.989);
        assertThat(patient.outcome(new LearnedClassFrequencies()))
                .isInstanceOf(Outcome.Healthy.class);
    }

    /** Without a bias, and rows (1, 1) and (1, −1): L = w² + 1, a step is −2ηw, its ratio 2η. */
    @ParameterizedTest
    @CsvSource({"0.0049, ''", "0.0051, steps too long", "5.1e-5, ''", "4.9e-5, steps too short"})
    void updates_have_a_ratio_of_twice_the_rate(double rate, String begins) {
        Learner learner =
                Sequential.of(1, new Dense(1).useBias(false))
                        .compile(new MeanSquaredError(), new Sgd(rate));
        Dataset data = Patient.columns(new double[] {1, 1}, new double[] {1, -1});
        Patient patient = Patient.of(runs, learner, data, ONE_EPOCH.epochs(20));
        Outcome outcome = patient.outcome(new UpdateRatios());
        if (begins.isEmpty()) assertThat(outcome).isInstanceOf(Outcome.Healthy.class);
        else assertThat(patient.finding(new UpdateRatios()).summary()).startsWith(begins);
    }

    /** A chain y = w₂·w₁·x: ∂L/∂w₁ = e·w₂·x and ∂L/∂w₂ = e·w₁·x have the ratio w₂ / w₁. */
    private Patient chain(double w1, double w2) {
        Learner learner =
                Sequential.of(1, new Dense(1).useBias(false), new Dense(1).useBias(false))
                        .compile(new MeanSquaredError(), RESTING);
        Dataset data = Patient.columns(new double[] {1, 1}, new double[] {1, 1});
        return Patient.of(runs, learner, data, ONE_EPOCH)
                .weights("dense/kernel", w1)
                .weights("dense_1/kernel", w2);
    }

    @Test
    void a_gradient_explodes_above_a_ratio_of_seventy() {
        assertThat(chain(0.01, 0.69).outcome(new ExplodingGradient()))
                .isInstanceOf(Outcome.Healthy.class);
        Finding finding = chain(0.01, 0.71).finding(new ExplodingGradient());
        assertThat(finding.where()).containsExactly("dense/kernel");
    }

    /** Three kernels w: δ grows by w² on its way back, and 8.4² = 70.6. */
    @Test
    void weights_that_are_all_too_large_let_delta_explode() {
        for (double weight : new double[] {8.3, 8.4}) {
            Dense dense = new Dense(1).useBias(false).kernelInitializer(new Constant(weight));
            Learner learner =
                    Sequential.of(1, dense, dense, dense).compile(new MeanSquaredError(), RESTING);
            Dataset data = Patient.columns(new double[] {1, 1}, new double[] {1, 1});
            assertThat(
                            Patient.of(runs, learner, data, ONE_EPOCH)
                                            .outcome(new ExplodingGradient())
                                    instanceof Outcome.Found)
                    .isEqualTo(weight * weight > 70);
        }
    }

    /** e ≈ 2·(w₁·w₂ − 1), so that ∂L/∂w₁ ≈ −2·w₂. */
    @Test
    void a_gradient_vanishes_below_a_thousandth() {
        assertThat(chain(0.05, 4.0e-5).finding(new VanishingGradient()).where())
                .containsExactly("dense/kernel");
        assertThat(chain(0.03, 4.0e-5).outcome(new VanishingGradient()))
                .isInstanceOf(Outcome.Healthy.class);
        assertThat(chain(0.07, 6.0e-5).outcome(new VanishingGradient()))
                .isInstanceOf(Outcome.Healthy.class);
    }

    /** tanh(z) is above 0.99 from z = 2.6467 on; z = x = 0 … 9. */
    @Test
    void outputs_at_an_end_are_saturated() {
        Learner learner =
                Sequential.of(1, new Dense(1, new Tanh()), new Dense(1))
                        .compile(new MeanSquaredError(), RESTING);
        Patient patient =
                Patient.of(
                        runs, learner, Patient.columns(counting(10), alternating(10)), ONE_EPOCH);
        patient.weights("dense/kernel", 1).weights("dense/bias", -2.5);
        assertThat(patient.outcome(new Saturated())).isInstanceOf(Outcome.Healthy.class);
        patient.weights("dense/bias", -2.3);
        assertThat(patient.outcome(new Saturated())).isInstanceOf(Outcome.Healthy.class);
        patient.weights("dense/bias", 0);
        assertThat(patient.finding(new Saturated()).where()).containsExactly("dense unit 0");
    }

    @Test
    void a_rate_far_too_large_names_layer_step_row_and_column() {
        Learner learner =
                Sequential.of(2, new Dense(1)).compile(new MeanSquaredError(), new Sgd(1e30));
        Dataset data =
                Dataset.of(
                        rookery.tensor.Matrix.wrap(2, 2, new float[] {1, -3, 2, 1}),
                        rookery.tensor.Matrix.wrap(2, 1, new float[] {0, 1}));
        Patient patient = Patient.of(runs, learner, data, Optional.empty(), ONE_EPOCH.epochs(9));
        Finding finding = patient.finding(new NotFinite());
        assertThat(finding.severity()).isEqualTo(Severity.ERROR);
        assertThat(finding.where())
                .hasSize(4)
                .contains("input " + (finding.where().contains("row 0") ? 1 : 0))
                .anyMatch(place -> place.startsWith("step "));
        assertThat(finding.fix().orElseThrow().options()).isEqualTo("--learning-rate 1.0E29");
        assertThat(List.of(patient.outcome(new LossOutputMismatch())))
                .containsExactly(new Outcome.Healthy());
    }
}
