package rookery.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MatrixTest {

    @Test
    void rows_are_copied_in_and_out() {
        float[][] rows = {{1, 2}, {3, 4}};
        Matrix matrix = Matrix.of(rows);
        rows[0][0] = 9;
        matrix.row(1)[0] = 9;
        assertThat(matrix).isEqualTo(Matrix.of(2, 2, 1, 2, 3, 4));
    }

    @Test
    void rows_can_be_selected_in_any_order_and_more_than_once() {
        assertThat(Matrix.of(3, 1, 10, 20, 30).select(2, 0, 2))
                .isEqualTo(Matrix.of(3, 1, 30, 10, 30));
    }

    @Test
    void rows_of_different_lengths_are_refused() {
        assertThatThrownBy(() -> Matrix.of(new float[][] {{1, 2}, {3}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Matrix: row 1 has 1 values, row 0 has 2");
    }

    @Test
    void a_wrong_number_of_values_is_refused() {
        assertThatThrownBy(() -> Matrix.of(2, 3, 1, 2))
                .hasMessage("Matrix: 2 × 3 needs 6 values, got 2");
    }

    @Test
    void a_column_that_is_not_there_is_refused_though_the_array_goes_on() {
        assertThatThrownBy(() -> Matrix.of(2, 2, 1, 2, 3, 4).get(0, 2))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }
}
