package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.tensor.Matrix;

class DatasetTest {

    private final Dataset data =
            Dataset.of(Matrix.of(3, 1, 10, 20, 30), Matrix.of(3, 2, 1, 0, 0, 1, 0, 1))
                    .withWeights(1, 2, 3)
                    .withRowNumbers(5, 7, 9);

    @Test
    void selected_rows_keep_weights_and_source_numbers() {
        Dataset selected = data.select(2, 0);
        assertThat(selected.features()).isEqualTo(Matrix.of(2, 1, 30, 10));
        assertThat(selected.weights()).contains(new float[] {3, 1});
        assertThat(selected.rowNumber(0)).isEqualTo(9);
    }

    @Test
    void the_class_is_the_place_of_the_largest_target() {
        assertThat(data.classes()).containsExactly(0, 1, 1);
        assertThat(Dataset.of(Matrix.of(2, 1, 0, 0), Matrix.of(2, 1, 4, 2)).classes())
                .containsExactly(4, 2);
    }

    @Test
    void one_hot_rows_and_zeros_and_ones_are_class_targets() {
        assertThat(data.hasClassTargets()).isTrue();
        assertThat(targets(0, 1, 1).hasClassTargets()).isTrue();
        assertThat(targets(0, 1, 2).hasClassTargets()).isFalse();
        assertThat(Dataset.of(Matrix.of(1, 1, 0), Matrix.of(1, 2, 1, 1)).hasClassTargets())
                .isFalse();
    }

    @Test
    void a_number_that_is_not_finite_is_refused_with_its_place() {
        assertThatThrownBy(() ->
                        Dataset.of(Matrix.of(2, 2, 1, 2, 3, Float.NaN), targets(1, 2).targets()))
                .hasMessage(
                        "Dataset: features row 1, column 1 is NaN; impute or leave out such rows");
    }

    @Test
    void parts_of_different_lengths_are_refused() {
        assertThatThrownBy(() -> Dataset.of(Matrix.of(2, 1, 1, 2), Matrix.of(1, 1, 1)))
                .hasMessage("Dataset: 2 rows of features, but 1 rows of targets");
        assertThatThrownBy(() -> data.withWeights(1, 2))
                .hasMessage("Dataset: 2 weights for 3 rows");
        assertThatThrownBy(() -> data.withWeights(1, 2, -1))
                .hasMessage("Dataset: weight of row 2 must be at least 0 and finite, got -1.0");
        assertThatThrownBy(() -> data.withRowNumbers(1))
                .hasMessage("Dataset: 1 row numbers for 3 rows");
    }

    @Test
    void no_rows_are_refused() {
        assertThatThrownBy(() -> data.select()).hasMessage("Dataset: no rows selected");
        assertThatThrownBy(() -> Dataset.of(Matrix.of(0, 1), Matrix.of(0, 1)))
                .hasMessage("Dataset: no rows");
    }

    @Test
    void splitting_by_classes_keeps_their_shares() {
        float[] classes = new float[40];
        for (int i = 0; i < 10; i++) classes[i] = 1;
        Dataset.Split split = targets(classes).splitStratified(0.2, 3);
        assertThat(split.validation().rows()).isEqualTo(8);
        int ones = 0;
        for (int c : split.validation().classes()) ones += c;
        assertThat(ones).isEqualTo(2);
    }

    private static Dataset targets(float... targets) {
        int n = targets.length;
        return Dataset.of(Matrix.of(n, 1, new float[n]), Matrix.of(n, 1, targets));
    }
}
