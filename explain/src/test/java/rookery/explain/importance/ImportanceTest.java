package rookery.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.CsvOptions;
import rookery.data.DataSource;
import rookery.data.InputException;
import rookery.data.NumberColumn;
import rookery.data.PreparedTable;
import rookery.data.Table;
import rookery.data.TableModel;
import rookery.data.TextColumn;
import rookery.explain.HeldOut;
import rookery.formats.Replay;
import rookery.formats.RunDescription;
import rookery.formats.RunFolder;
import rookery.formats.RunRecorder;
import rookery.formats.RunStore;
import rookery.layers.Dense;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A model and rows together, on the penguins. */
class ImportanceTest {

    private static final DataSource PENGUINS = DataSource.of("penguins", CsvOptions.defaults());

    private static Importance penguins() {
        PreparedTable prepared = PreparedTable.of(PENGUINS.table(), BundledData.PENGUINS.options());
        Learner learner =
                Sequential.of(
                                prepared.encoding().inputs(),
                                new Dense(16, new Relu()),
                                new Dense(prepared.encoding().outputs(), new Softmax()))
                        .compile("categorical_crossentropy", "adam");
        TableModel model =
                new TableModel(
                        prepared.encoding(),
                        learner.fit(prepared.training(), Fit.defaults().epochs(20).seed(1))
                                .model());
        return Importance.of(model, PENGUINS.table());
    }

    /** Accuracy is measured although the training did not; what is not looked at is not there. */
    @Test
    void a_trained_models_columns_matter() {
        Importance importance = penguins();
        PermutationImportance found = importance.permutation(10, 1, _ -> {});
        assertThat(found.measures())
                .extracting(PermutationImportance.Measure::name)
                .containsExactly("loss", "accuracy");
        assertThat(found.columns())
                .extracting(PermutationImportance.ColumnImportance::column)
                .containsExactlyInAnyOrderElementsOf(importance.columns());
        PermutationImportance.ColumnImportance first = found.columns().getFirst();
        assertThat(first.worse().get("loss").certain()).isTrue();
        assertThat(first.worse().get("accuracy").mean()).isBetween(0.1, 0.6);
        assertThat(found.rowSet()).isEqualTo(RowSet.NAMED);
        assertThat(found.rows()).isEqualTo(importance.rows());
    }

    @Test
    void the_class_explained_is_the_one_predicted_unless_told() {
        Importance importance = penguins();
        IntegratedGradients predicted =
                importance.gradients(0, Optional.empty(), new Baseline.Mean());
        assertThat(predicted.answer().name()).isEqualTo("Adelie");
        assertThat(predicted.value()).isGreaterThan(0.5);
        double sum =
                predicted.attributions().stream()
                        .mapToDouble(IntegratedGradients.Attribution::attribution)
                        .sum();
        assertThat(sum)
                .isCloseTo(predicted.value() - predicted.baselineValue(), within(1e-3 + 1e-9));
        IntegratedGradients other =
                importance.gradients(0, Optional.of("not Adelie"), new Baseline.Mean());
        assertThat(other.answer().words()).isEqualTo("probability of not Adelie");
        assertThat(other.value()).isLessThan(0.5);
    }

    @Test
    void rows_and_classes_that_are_not_there_are_refused() {
        Importance importance = penguins();
        refused(importance, 344, "Adelie", "row 344: penguins has rows 0 to 343");
        refused(
                importance,
                0,
                "Adeli",
                "species: no class \"Adeli\"; did you mean Adelie or not Adelie?");
        refused(importance, 3, "Adelie", "row 3 of penguins was left out: ");
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> importance.gradients(0, Optional.empty(), new Baseline.Row(-1)))
                .withMessage("row -1: penguins has rows 0 to 343");
    }

    private static void refused(Importance importance, int row, String answer, String message) {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(
                        () -> importance.gradients(row, Optional.of(answer), new Baseline.Mean()))
                .withMessageContaining(message);
    }

    @Test
    void one_row_alone_cannot_be_shuffled() {
        Table all = PENGUINS.table();
        List<rookery.data.Column> first =
                all.columns().stream()
                        .map(column ->
                                column instanceof NumberColumn numbers
                                        ? NumberColumn.of(numbers.name(), numbers.value(0))
                                        : TextColumn.of(column.name(), column.text(0)))
                        .map(rookery.data.Column.class::cast)
                        .toList();
        Importance importance = Importance.of(penguins().model(), Table.of("one", first));
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> importance.permutation(10, 1, _ -> {}))
                .withMessage("one: one row alone cannot be shuffled; two are needed at least");
    }

    @Test
    void too_few_points_rows_or_curves_are_refused() {
        Importance importance = penguins();
        refused(
                "importance: values of a column must be at least 2, got 1",
                () -> importance.dependence("bill_depth_mm", 1, 3, _ -> {}));
        refused(
                "importance: rows with a curve must be at least 0, got -1",
                () -> importance.dependence("bill_depth_mm", 5, -1, _ -> {}));
        refused(
                "importance: rows to look at must be at least 1, got 0",
                () -> importance.meanAttributions(new Baseline.Mean(), 0, _ -> {}));
    }

    private static void refused(String message, Runnable what) {
        assertThatIllegalArgumentException().isThrownBy(what::run).withMessage(message);
    }

    /** A replay may be made of a prepared table alone. */
    @Test
    void of_a_run_whose_table_is_not_at_hand_it_says_what_to_pass(@TempDir Path runs) {
        PreparedTable data = PreparedTable.of(PENGUINS.table(), BundledData.PENGUINS.options());
        Learner learner =
                Sequential.of(3, new Dense(2, new Softmax()))
                        .compile("categorical_crossentropy", "sgd");
        Fit fit = Fit.defaults();
        RunFolder folder = new RunStore(runs).create("penguins");
        RunDescription description = RunDescription.of(learner, fit);
        try (RunRecorder recorder = RunRecorder.begin(folder, description, data, _ -> {})) {
            recorder.finish(learner.fit(data.training(), fit, recorder));
            Replay replay = Replay.of(folder, recorder.recorded(), data);
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> Importance.of(replay, Optional.empty()))
                    .withMessage(
                            "penguins-1: the rows of its table are not at hand; in Java, pass the"
                                    + " table to Replay.of");
            assertThatExceptionOfType(InputException.class)
                    .isThrownBy(() -> HeldOut.of(replay))
                    .withMessageContaining("pass the table to Replay.of");
        }
    }
}
