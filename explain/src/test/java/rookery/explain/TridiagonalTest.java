package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.Random;

class TridiagonalTest {

    @Test
    void two_by_two_in_the_head() {
        assertThat(Tridiagonal.of(new double[][] {{2, 1}, {1, 2}}).eigenvalues())
                .containsExactly(new double[] {1, 3}, within(1e-15));
        Tridiagonal.Eigen eigen = new Tridiagonal(new double[] {2, 2}, new double[] {1}).eigen();
        assertThat(eigen.values()).containsExactly(new double[] {1, 3}, within(1e-15));
        assertThat(eigen.vectors()[0][0]).isEqualTo(-eigen.vectors()[0][1], within(1e-15));
        assertThat(eigen.vectors()[1][0]).isEqualTo(eigen.vectors()[1][1], within(1e-15));
    }

    @Test
    void sizes_nought_and_one() {
        assertThat(Tridiagonal.of(new double[0][0]).eigenvalues()).isEmpty();
        assertThat(Tridiagonal.of(new double[][] {{-7}}).eigenvalues()).containsExactly(-7);
    }

    @Test
    void the_eigenvalues_of_a_chain_are_known() {
        int n = 50; // −1, 2, −1: 2 − 2·cos(kπ/(n + 1))
        double[] twos = new double[n];
        double[] ones = new double[n - 1];
        Arrays.fill(twos, 2);
        Arrays.fill(ones, -1);
        double[] values = new Tridiagonal(twos, ones).eigenvalues();
        for (int k = 1; k <= n; k++)
            assertThat(values[k - 1])
                    .isEqualTo(2 - 2 * Math.cos(k * Math.PI / (n + 1)), within(1e-14));
    }

    @Test
    void equal_eigenvalues_and_zeros_are_found_as_often_as_they_are_there() {
        assertThat(Tridiagonal.of(new double[3][3]).eigenvalues()).containsExactly(0, 0, 0);
        double[][] ones = new double[4][4]; // 4 once, 0 three times
        for (double[] row : ones) Arrays.fill(row, 1);
        assertThat(Tridiagonal.of(ones).eigenvalues())
                .containsExactly(new double[] {0, 0, 0, 4}, within(1e-15));
        double[][] diagonal = {{3, 0, 0}, {0, -1, 0}, {0, 0, 3}};
        assertThat(Tridiagonal.of(diagonal).eigenvalues()).containsExactly(-1, 3, 3);
    }

    @Test
    void two_nearly_equal_eigenvalues_are_told_apart() {
        double[] diagonal = new double[21]; // Wilkinson's W21+: the largest two agree to 15 digits
        double[] ones = new double[20];
        for (int i = 0; i < 21; i++) diagonal[i] = Math.abs(i - 10);
        Arrays.fill(ones, 1);
        double[] values = new Tridiagonal(diagonal, ones).eigenvalues();
        assertThat(values[20]).isEqualTo(10.746194182903393, within(1e-13));
        assertThat(values[19]).isEqualTo(10.746194182903322, within(1e-13));
        assertThat(values[0]).isEqualTo(-1.125441522119984, within(1e-13));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 10, 65, 120})
    void a_matrix_made_of_eigenvalues_gives_them_back(int n) {
        Random random = new Random(n);
        double[] expected = random.doubles(n, -1, 1).sorted().toArray();
        expected[n - 1] = 1000; // far from the others
        double[][] a = new double[n][n];
        for (int k = 0; k < n; k++) a[k][k] = expected[k];
        for (int k = 0; k < 5; k++) reflect(a, random.doubles(n, -1, 1).toArray());
        assertThat(Tridiagonal.of(a).eigenvalues()).containsExactly(expected, within(1e-11));
    }

    /** A ← P·A·P for the reflection at the plane that u is perpendicular to. */
    private static void reflect(double[][] a, double[] u) {
        int n = u.length;
        double square = Vectors.dot(u, u);
        for (int side = 0; side < 2; side++) {
            for (double[] row : a) Vectors.add(row, -2 * Vectors.dot(row, u) / square, u);
            for (int i = 0; i < n; i++)
                for (int j = 0; j < i; j++) {
                    double t = a[i][j];
                    a[i][j] = a[j][i];
                    a[j][i] = t;
                }
        }
    }

    @Test
    void eigenvectors_are_perpendicular_and_what_the_matrix_stretches() {
        int n = 40;
        Random random = new Random(1);
        double[] d = random.doubles(n, -1, 1).toArray();
        double[] e = random.doubles(n - 1, -1, 1).toArray();
        e[20] = 0; // it falls into two
        Tridiagonal.Eigen eigen = new Tridiagonal(d, e).eigen();
        assertThat(eigen.values()).isSorted().hasSize(n);
        for (int k = 0; k < n; k++) {
            double[] v = eigen.vectors()[k];
            for (int other = 0; other < n; other++)
                assertThat(Vectors.dot(v, eigen.vectors()[other]))
                        .isEqualTo(k == other ? 1 : 0, within(1e-13));
            for (int i = 0; i < n; i++) {
                double product = d[i] * v[i];
                if (i > 0) product += e[i - 1] * v[i - 1];
                if (i < n - 1) product += e[i] * v[i + 1];
                assertThat(product).isEqualTo(eigen.values()[k] * v[i], within(1e-13));
            }
        }
    }

    @Test
    void what_is_no_matrix_is_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Tridiagonal(new double[3], new double[3]))
                .withMessage("Tridiagonal: 3 numbers in the diagonal need 2 beside it, got 3");
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() ->
                        new Tridiagonal(new double[] {1, 2}, new double[] {Double.NaN})
                                .eigenvalues())
                .withMessage("Tridiagonal: eigenvalue 0 is not found; are all numbers finite?");
    }
}
