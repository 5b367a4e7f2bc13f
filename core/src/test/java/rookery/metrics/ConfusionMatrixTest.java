package rookery.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

import java.util.List;

class ConfusionMatrixTest {

    /** Of class 0 one row of three is taken for class 1; no row is of class 2. */
    private final ConfusionMatrix matrix =
            new ConfusionMatrix(new long[][] {{2, 1, 0}, {0, 4, 0}, {0, 0, 0}});

    @Test
    void rows_are_actual_and_columns_predicted_classes() {
        assertThat(matrix.count(0, 1)).isEqualTo(1);
        assertThat(matrix.count(1, 0)).isZero();
        assertThat(matrix.support(0)).isEqualTo(3);
        assertThat(matrix.recall(0)).isEqualTo(2 / 3.0);
        assertThat(matrix.precision(0)).isEqualTo(1);
        assertThat(matrix.precision(1)).isEqualTo(0.8);
        assertThat(matrix.f1(1)).isEqualTo(8 / 9.0);
        assertThat(matrix.accuracy()).isEqualTo(6 / 7.0);
    }

    @Test
    void a_class_without_rows_scores_0_and_no_rows_have_no_accuracy() {
        assertThat(matrix.precision(2)).isZero();
        assertThat(matrix.recall(2)).isZero();
        assertThat(matrix.f1(2)).isZero();
        assertThat(new ConfusionMatrix(new long[2][2]).accuracy()).isNaN();
    }

    @Test
    void it_reads_as_a_table() {
        assertThat(matrix)
                .hasToString(
                        """
                        actual  0  1  2  precision  recall      f1      rows
                             0  2  1  0     1.0000  0.6667  0.8000         3
                             1  0  4  0     0.8000  1.0000  0.8889         4
                             2  0  0  0     0.0000  0.0000  0.0000         0\
                        """
                                .indent(0)
                                .stripTrailing());
        assertThat(matrix.toString(List.of("Adelie", "Chinstrap", "no")).lines().toList())
                .startsWith(
                        "   actual  Adelie  Chinstrap  no  precision  recall      f1      rows",
                        "   Adelie       2          1   0     1.0000  0.6667  0.8000         3");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> matrix.toString(List.of("a")))
                .withMessage("confusion matrix: 3 classes, but 1 names");
    }

    @Test
    void of_many_classes_it_reads_as_scores_alone() {
        assertThat(new ConfusionMatrix(new long[31][31]).toString().lines())
                .hasSize(32)
                .allMatch(line -> line.length() == 43);
    }

    @Test
    void counts_are_copied() {
        long[][] counts = {{1, 0}, {0, 1}};
        ConfusionMatrix copy = new ConfusionMatrix(counts);
        counts[0][0] = 9;
        copy.counts()[0][0] = 9;
        assertThat(copy).isEqualTo(new ConfusionMatrix(new long[][] {{1, 0}, {0, 1}}));
        assertThat(copy).isNotEqualTo(matrix);
    }

    @Test
    void what_is_no_matrix_is_refused() {
        refused("confusion matrix: no classes", new long[0][0]);
        refused("confusion matrix: 2 classes, but row 1 has 3 counts", new long[2], new long[3]);
        refused("confusion matrix: row 0, column 0 must be at least 0, got -1", new long[] {-1});
    }

    private static void refused(String message, long[]... counts) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConfusionMatrix(counts))
                .withMessage(message);
    }
}
