package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Sequential;
import rookery.layers.Dense;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.metrics.MeanAbsoluteError;
import rookery.optimizers.Sgd;
import rookery.tensor.Parameters;

import java.util.Map;

class NormalTargetTest {
    private static final NormalTarget GRAMS = new NormalTarget("grams", 4000, 800);
    private static final float LN_4 = (float) StrictMath.log(4);

    private static Prediction.OfNumber prediction(float m, float s, Loss loss) {
        return (Prediction.OfNumber) GRAMS.prediction(new float[] {m, s}, loss);
    }

    @Test
    void a_variance_of_4_squared_deviations_of_800_is_a_deviation_of_1600() {
        Prediction.OfNumber answer = prediction(1, LN_4, new GaussianNll());
        assertThat(answer.value()).isEqualTo(4800);
        assertThat(answer.text()).isEqualTo("4800");
        assertThat(answer.standardDeviation().orElseThrow()).isCloseTo(1600, within(1e-3));
        assertThat(answer.standardDeviationText()).startsWith("1600.0");
        assertThat(prediction(0, 0, new GaussianNll()).standardDeviationText()).isEqualTo("800");
    }

    @Test
    void a_variance_is_held_where_the_loss_holds_it() {
        Loss held = new GaussianNll(false, 0.25);
        assertThat(prediction(0, -50, held).standardDeviation().orElseThrow())
                .isCloseTo(400, within(1e-9));
        assertThat(prediction(0, LN_4, held)).isEqualTo(prediction(0, LN_4, new GaussianNll()));
        assertThat(prediction(0, Float.NaN, held).standardDeviation().orElseThrow()).isNaN();
        assertThat(prediction(0, 1e9f, held).standardDeviationText()).isEqualTo("Infinity");
    }

    @Test
    void targets_are_one_column_of_standardized_numbers_and_outputs_are_two() {
        assertThat(GRAMS.columns()).isEqualTo(1);
        assertThat(GRAMS.outputs()).isEqualTo(2);
        float[] into = new float[2];
        Column column = NumberColumn.of("grams", 4800, 3600, Double.NaN);
        GRAMS.encode(column, new int[] {0, 1}, into);
        assertThat(into).containsExactly(1, -0.5f);
        assertThat(GRAMS.known(column, 1)).isTrue();
        assertThat(GRAMS.known(column, 2)).isFalse();
    }

    @Test
    void a_deviation_that_cannot_be_divided_by_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new NormalTarget("grams", 4000, 0))
                .withMessage(
                        "target grams: mean 4000.0 and deviation 0.0 must be finite, the deviation"
                                + " above 0");
    }

    @Test
    void a_table_whose_form_is_normal_is_learned_and_measured_in_its_units() {
        double[] y = {10, 10, 30, 30};
        Table table = Table.of(NumberColumn.of("x", 1, 1, 2, 2), NumberColumn.of("y", y));
        TableOptions options = TableOptions.defaults().target("y").task(Task.REGRESSION);
        TargetForm form = TargetForm.of(new GaussianNll());
        PreparedTable data = PreparedTable.of(table, options.targetForm(form).validation(0));
        assertThat(data.encoding().target()).isEqualTo(new NormalTarget("y", 20, 10));
        Dataset training = data.training();
        assertThat(training.targets().cols()).isEqualTo(1);
        Sequential network = Sequential.of(1, new Dense(data.encoding().outputs()));
        Parameters zeros = Parameters.zeros(network.parameters());
        TableModel model =
                new TableModel(
                        data.encoding(),
                        rookery.Model.of(
                                data.encoding()
                                        .inOriginalUnits(
                                                network.compile(
                                                        new GaussianNll(),
                                                        new Sgd(),
                                                        new MeanAbsoluteError())),
                                zeros));
        // always 20 ± 10
        assertThat(model.predict(Map.of("x", 1)))
                .isEqualTo(new Prediction.OfNumber(20, java.util.OptionalDouble.of(10)));
        assertThat(model.evaluate(table).get("mean_absolute_error")).isEqualTo(10);
        assertThat(model.evaluate(table).loss()).isEqualTo(0.5);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.confusionMatrix(table))
                .withMessage("y is a number: there are no classes to confuse");
    }
}
