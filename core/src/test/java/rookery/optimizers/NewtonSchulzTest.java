package rookery.optimizers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.kernels.Kernels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.Random;

class NewtonSchulzTest {

    private static final double[] COEFFICIENTS = {3.4445, -4.775, 2.0315};
    private static final int STEPS = 5;

    @ParameterizedTest
    @CsvSource({
        "1, 1", "1, 40", "40, 1", "33, 33", "32, 64", "40, 70", "70, 40", "300, 65", "65, 300"
    })
    void it_is_what_the_formula_says_for_any_kernels_and_threads(int rows, int cols) {
        float[] expected = orthogonal(Kernels.scalar(), 1, rows, cols);
        double[][] formula = formula(matrix(rows, cols));
        for (int i = 0; i < rows; i++)
            for (int j = 0; j < cols; j++)
                assertThat((double) expected[i * cols + j])
                        .isCloseTo(formula[i][j], within(1e-4 / Math.sqrt(Math.max(rows, cols))));
        assertThat(orthogonal(Kernels.scalar(), 3, rows, cols)).isEqualTo(expected);
        assertThat(orthogonal(Kernels.best(), 1, rows, cols)).isEqualTo(expected);
        assertThat(orthogonal(Kernels.best(), 2, rows, cols)).isEqualTo(expected);
    }

    @Test
    void room_is_used_again_for_smaller_tensors() {
        List<ParameterSpec> specs =
                List.of(
                        ParameterSpec.kernel("a/kernel", 50, 60),
                        ParameterSpec.kernel("b/kernel", 7, 9));
        NewtonSchulz room = new NewtonSchulz(specs);
        Parameters both = Parameters.zeros(specs);
        both.setLogical(0, flat(matrix(50, 60)));
        both.setLogical(1, flat(matrix(7, 9)));
        for (int k = 0; k < 2; k++)
            room.orthogonalize(
                    Kernels.best(),
                    1,
                    specs.get(k),
                    both.values(),
                    both.offset(k),
                    COEFFICIENTS,
                    STEPS);
        assertThat(both.logical(1)).isEqualTo(orthogonal(Kernels.best(), 1, 7, 9));
    }

    @Test
    void what_is_no_number_stays_where_it_is() {
        ParameterSpec spec = ParameterSpec.kernel("a/kernel", 2, 3);
        Parameters x = Parameters.zeros(List.of(spec));
        x.setLogical(0, new float[] {1, Float.NaN, 2, 3, 4, 5});
        float[] before = x.values().clone();
        new NewtonSchulz(List.of(spec))
                .orthogonalize(Kernels.scalar(), 1, spec, x.values(), 0, COEFFICIENTS, STEPS);
        assertThat(x.values()).isEqualTo(before);
    }

    /** In logical order. Padding must be 0 afterwards. */
    private static float[] orthogonal(Kernels kernels, int threads, int rows, int cols) {
        ParameterSpec spec = ParameterSpec.kernel("a/kernel", rows, cols);
        Parameters x = Parameters.zeros(List.of(spec));
        x.setLogical(0, flat(matrix(rows, cols)));
        new NewtonSchulz(List.of(spec))
                .orthogonalize(kernels, threads, spec, x.values(), 0, COEFFICIENTS, STEPS);
        Parameters clean = Parameters.zeros(List.of(spec));
        clean.setLogical(0, x.logical(0));
        assertThat(x.values()).isEqualTo(clean.values());
        return x.logical(0);
    }

    private static double[][] matrix(int rows, int cols) {
        Random random = new Random(rows * 1000L + cols);
        double[][] x = new double[rows][cols];
        for (double[] row : x)
            for (int j = 0; j < cols; j++) row[j] = (float) random.nextGaussian();
        return x;
    }

    private static float[] flat(double[][] x) {
        float[] values = new float[x.length * x[0].length];
        for (int i = 0; i < values.length; i++)
            values[i] = (float) x[i / x[0].length][i % x[0].length];
        return values;
    }

    /** a·X + b·X·Xᵀ·X + c·X·Xᵀ·X·Xᵀ·X, again and again, in double precision. */
    private static double[][] formula(double[][] x) {
        double squares = 0;
        for (double[] row : x) for (double value : row) squares += value * value;
        double norm = Math.sqrt(squares) + 1e-7;
        for (double[] row : x) for (int j = 0; j < row.length; j++) row[j] /= norm;
        for (int step = 0; step < STEPS; step++) {
            double[][] cubic = product(product(x, turned(x)), x);
            double[][] quintic = product(product(cubic, turned(x)), x);
            for (int i = 0; i < x.length; i++)
                for (int j = 0; j < x[0].length; j++)
                    x[i][j] =
                            COEFFICIENTS[0] * x[i][j]
                                    + COEFFICIENTS[1] * cubic[i][j]
                                    + COEFFICIENTS[2] * quintic[i][j];
        }
        return x;
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] c = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++)
            for (int k = 0; k < b.length; k++)
                for (int j = 0; j < b[0].length; j++) c[i][j] += a[i][k] * b[k][j];
        return c;
    }

    private static double[][] turned(double[][] a) {
        double[][] t = new double[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) for (int j = 0; j < a[0].length; j++) t[j][i] = a[i][j];
        return t;
    }
}
