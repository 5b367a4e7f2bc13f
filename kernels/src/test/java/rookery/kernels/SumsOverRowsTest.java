package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Random;

/** Sums over the rows of one feature, against 32 lanes and a tree written down plainly. */
class SumsOverRowsTest {

    private static final int FEATURES = 3;

    private static final int FEATURE = 1;

    @ParameterizedTest
    @ValueSource(ints = {1, 4, 5, 31, 32, 33, 63, 100, 1024})
    void a_feature_is_summed_by_lanes_and_a_tree(int rows) {
        float[] x = panels(rows, 1);
        float[] y = panels(rows, 2);
        int at = FEATURE * Kernels.LANES;
        for (Kernels kernels : List.of(Kernels.scalar(), Kernels.best())) {
            assertThat(kernels.sumOverRows(x, at, FEATURES, rows)).isEqualTo(sum(x, null, rows));
            assertThat(kernels.dotOverRows(x, at, y, at, FEATURES, rows))
                    .isEqualTo(sum(x, y, rows));
        }
    }

    /** Lanes beyond the rows are NaN, which must not be read. */
    private static float[] panels(int rows, long seed) {
        Random random = new Random(seed);
        int panels = (rows + Kernels.LANES - 1) / Kernels.LANES;
        float[] x = new float[panels * FEATURES * Kernels.LANES];
        for (int i = 0; i < x.length; i++) {
            int row = i / (FEATURES * Kernels.LANES) * Kernels.LANES + i % Kernels.LANES;
            x[i] = row < rows ? (float) random.nextGaussian() : Float.NaN;
        }
        return x;
    }

    private static double sum(float[] x, float[] y, int rows) {
        double[] lanes = new double[Kernels.LANES];
        for (int row = 0; row < rows; row++) {
            int lane = row % Kernels.LANES;
            int i = (row / Kernels.LANES * FEATURES + FEATURE) * Kernels.LANES + lane;
            lanes[lane] += y == null ? x[i] : (double) x[i] * y[i];
        }
        for (int half = Kernels.LANES / 2; half > 0; half /= 2)
            for (int lane = 0; lane < half; lane++) lanes[lane] += lanes[lane + half];
        return lanes[0];
    }
}
