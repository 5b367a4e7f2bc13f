package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Linear;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.data.TableModel;
import rookery.data.TableOptions;
import rookery.data.TargetForm;
import rookery.layers.Dense;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
import rookery.metrics.ExpectedCalibrationError;
import rookery.optimizers.Adam;

import java.util.Comparator;
import java.util.List;

class CalibrationTest {

    private record Trained(TableModel model, HeldOut rows) {}

    private static Trained trained(BundledData data, Loss loss, int epochs) {
        TableOptions options = data.options().targetForm(TargetForm.of(loss));
        PreparedTable table = PreparedTable.of(data.table(), options);
        int outputs = table.encoding().outputs();
        Dense last =
                new Dense(
                        outputs,
                        loss instanceof CategoricalCrossentropy ? new Softmax() : new Linear());
        Learner learner =
                Sequential.of(table.encoding().inputs(), last).compile(loss, new Adam());
        Model model =
                learner.fit(table.training(), Fit.defaults().epochs(epochs).seed(1)).model();
        return new Trained(
                new TableModel(table.encoding(), model),
                new HeldOut(data.table(), table.validation().orElseThrow(), true));
    }

    @Test
    void of_classes_it_is_the_expected_calibration_error_that_the_metric_measures() {
        Trained it = trained(BundledData.PENGUINS, new CategoricalCrossentropy(), 3);
        Learner learner = it.model.model().learner();
        Model measured =
                Model.of(
                        new Learner(
                                learner.network(),
                                learner.loss(),
                                learner.optimizer(),
                                List.of(new ExpectedCalibrationError())),
                        it.model.model().parameters());

        Calibration calibration = Calibration.of(it.model, it.rows);

        assertThat(calibration.classes()).isTrue();
        assertThat(calibration.bins()).hasSize(15);
        assertThat(calibration.bins().stream().mapToLong(Calibration.Bin::rows).sum())
                .isEqualTo(it.rows.data().rows());
        assertThat(calibration.error())
                .isGreaterThan(0.01)
                .isCloseTo(
                        measured.evaluate(it.rows.data()).get("expected_calibration_error"),
                        within(1e-6));
    }

    @Test
    void of_numbers_more_is_kept_the_more_is_promised() {
        Trained it = trained(BundledData.WAVES, new GaussianNll(), 20);

        Calibration calibration = Calibration.of(it.model, it.rows);

        assertThat(calibration.classes()).isFalse();
        assertThat(calibration.bins())
                .isSortedAccordingTo(Comparator.comparingDouble(Calibration.Bin::kept));
        assertThat(calibration.bins().getLast().promised()).isEqualTo(0.99);
        assertThat(calibration.bins().getLast().kept()).isGreaterThan(0.9);
        assertThat(calibration.error())
                .isCloseTo(
                        calibration.bins().stream()
                                .mapToDouble(b -> Math.abs(b.kept() - b.promised()))
                                .average()
                                .orElseThrow(),
                        within(1e-12));
    }

    @Test
    void a_number_alone_has_none() {
        Trained it = trained(BundledData.WAVES, new MeanSquaredError(), 1);

        assertThatThrownBy(() -> Calibration.of(it.model, it.rows))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("without a standard deviation; train with --loss gaussian_nll");
    }
}
