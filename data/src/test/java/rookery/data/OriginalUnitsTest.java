package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.kernels.Kernels;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
import rookery.metrics.Accumulator;
import rookery.metrics.Auc;
import rookery.metrics.CustomMetric;
import rookery.metrics.MeanAbsoluteError;
import rookery.metrics.Metric;
import rookery.metrics.R2Score;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

class OriginalUnitsTest {
    private static final NumberTarget GRAMS = new NumberTarget("grams", 4000, 800);

    @Test
    void a_mean_error_of_half_a_deviation_is_400_grams_if_a_deviation_is_800() {
        Accumulator mae =
                GRAMS.inOriginalUnits(new MeanAbsoluteError())
                        .accumulator(1, new MeanSquaredError());
        mae.add(Kernels.best(), panels(0, 1), panels(0.5f, 0.5f), 2);
        assertThat(mae.value()).isEqualTo(400);
        mae.add(
                Kernels.best(),
                panels(new float[40]),
                panels(new float[40]),
                40); // a larger batch than before
        assertThat(mae.value()).isCloseTo(800.0 / 42, within(1e-9));
        mae.reset();
        mae.add(Kernels.best(), panels(1), panels(0), 1);
        assertThat(mae.value()).isEqualTo(800);
    }

    @Test
    void a_metric_without_units_stays_the_same_and_so_does_its_name() {
        OriginalUnits r2 = (OriginalUnits) GRAMS.inOriginalUnits(new R2Score());
        assertThat(r2.name()).isEqualTo("r2_score");
        Accumulator accumulator = r2.accumulator(1, new MeanSquaredError());
        accumulator.add(Kernels.best(), panels(-1, 1), panels(0, 1), 2); // residual 1, spread 2
        assertThat(accumulator.value()).isCloseTo(0.5, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        // 4000 and 4800 predicted to be 4400 both
        "mean_squared_error, 160000",
        "root_mean_squared_error, 400",
        "mean_absolute_error, 400",
        "mean_absolute_percentage_error, 9.1666667",
        "cosine_similarity, 1"
    })
    void errors_are_those_of_grams(String name, double expected) {
        Metric metric = GRAMS.inOriginalUnits(Metric.NAMES.get(name));
        assertThat(metric.rises()).isEqualTo(Metric.NAMES.get(name).rises());
        Accumulator accumulator = metric.accumulator(1, new MeanSquaredError());
        accumulator.add(Kernels.best(), panels(0, 1), panels(0.5f, 0.5f), 2);
        assertThat(accumulator.value()).isCloseTo(expected, within(1e-6));
    }

    @Test
    void targets_that_are_no_classes_are_told_in_grams() {
        Accumulator auc = GRAMS.inOriginalUnits(new Auc()).accumulator(1, new MeanSquaredError());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> auc.check(Matrix.of(2, 1, 0.5f, 1)))
                .withMessage(
                        "auc: target row 0, column 0 must be 0 for no or 1 for yes, or between,"
                                + " got 4400.0");
    }

    @Test
    void targets_are_standardized_and_outputs_come_back_in_grams() {
        float[] into = new float[2];
        GRAMS.encode(NumberColumn.of("grams", 4800, 3600), new int[] {0, 1}, into);
        assertThat(into).containsExactly(1, -0.5f);
        assertThat(GRAMS.prediction(new float[] {1}, new MeanSquaredError()))
                .isEqualTo(new Prediction.OfNumber(4800));
        assertThat(GRAMS.prediction(new float[] {1}, new MeanSquaredError()).text())
                .isEqualTo("4800");
    }

    /** A user's own: the mean of means and of logarithms of variances. */
    private record Outputs(int output) implements CustomMetric {
        @Override
        public String name() {
            return "outputs";
        }

        @Override
        public boolean rises() {
            return false;
        }

        @Override
        public Accumulator accumulator(int outputs, Loss loss) {
            return new Accumulator() {
                private double sum;

                @Override
                public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
                    for (int b = 0; b < rows; b++) sum += prediction.get(b, output) / rows;
                }

                @Override
                public double value() {
                    return sum;
                }

                @Override
                public void reset() {
                    sum = 0;
                }
            };
        }
    }

    @Test
    void a_logarithm_of_a_variance_is_one_of_squared_grams() {
        Panels outputs = new Panels(2, 2);
        for (int b = 0; b < 40; b++) outputs.values()[outputs.at(b, 0)] = 0.5f; // and ln 1
        double[] expected = {4400, 2 * StrictMath.log(800)};
        for (int k = 0; k < 2; k++) {
            Accumulator read =
                    GRAMS.inOriginalUnits(new Outputs(k)).accumulator(2, new GaussianNll());
            read.add(Kernels.best(), panels(new float[40]), outputs, 40);
            assertThat(read.value()).isCloseTo(expected[k], within(1e-3));
        }
    }

    private static Panels panels(float... values) {
        Panels panels = new Panels(1, Panels.count(values.length));
        int[] order = new int[values.length];
        for (int i = 0; i < order.length; i++) order[i] = i;
        panels.gather(
                Kernels.best(),
                Matrix.of(values.length, 1, values),
                order,
                0,
                values.length,
                0,
                panels.panels());
        return panels;
    }
}
