package rookery.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

class InitializerTest {

    private static final int ROWS = 300;
    private static final int COLS = 500;

    /** Member, its standard deviation, and the largest value it may give. */
    static Stream<Arguments> distributions() {
        double glorot = Math.sqrt(2.0 / (ROWS + COLS));
        double he = Math.sqrt(2.0 / ROWS);
        double cut = 2 / 0.87962566103423978;
        double lecun = Math.sqrt(1.0 / ROWS);
        return Stream.of(
                Arguments.of(new GlorotUniform(), glorot, glorot * Math.sqrt(3)),
                Arguments.of(new GlorotNormal(), glorot, glorot * cut),
                Arguments.of(new HeUniform(), he, he * Math.sqrt(3)),
                Arguments.of(new HeNormal(), he, he * cut),
                Arguments.of(new LecunUniform(), lecun, lecun * Math.sqrt(3)),
                Arguments.of(new LecunNormal(), lecun, lecun * cut),
                Arguments.of(new VarianceScaling(), lecun, lecun * cut),
                Arguments.of(new RandomUniform(), 0.05 / Math.sqrt(3), 0.05),
                Arguments.of(new TruncatedNormal(), 0.1 / cut, 0.1),
                Arguments.of(new Zeros(), 0.0, 0.0),
                Arguments.of(new Constant(), 0.0, 0.0));
    }

    /** Those that have no bound near their spread, or are not around 0. */
    private static Stream<Initializer> others() {
        return Stream.of(new Ones(), new Identity(), new RandomNormal(), new Orthogonal());
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void mean_spread_and_bounds_are_those_of_the_distribution(
            Initializer member, double deviation, double most) {
        float[] values = fill(member, 7, 0);
        double mean = IntStream.range(0, values.length).mapToDouble(i -> values[i]).sum();
        mean /= values.length;
        double squares = 0;
        double largest = 0;
        for (float value : values) {
            squares += value * (double) value;
            largest = Math.max(largest, Math.abs(value));
        }
        // 150,000 draws: the mean's own deviation is σ/387, the spread's about σ/500
        assertThat(mean).isCloseTo(0, within(deviation / 80));
        assertThat(Math.sqrt(squares / values.length))
                .isCloseTo(deviation, within(deviation / 100));
        assertThat(largest)
                .isLessThanOrEqualTo(most * (1 + 1e-6))
                .isGreaterThanOrEqualTo(most / 1.01);
    }

    @Test
    void every_member_has_a_sample() {
        List<Initializer> samples =
                Stream.concat(distributions().map(a -> (Initializer) a.get()[0]), others())
                        .toList();
        assertThat(Families.withoutSample(Initializer.class, samples)).isEmpty();
        assertThat(Families.withoutSample(Initializer.class, Initializer.NAMES.members().values()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("distributions")
    void same_seed_and_tensor_give_the_same_numbers(Initializer member, double deviation) {
        assertThat(fill(member, 7, 0)).isEqualTo(fill(member, 7, 0));
        if (deviation > 0) {
            assertThat(fill(member, 7, 0)).isNotEqualTo(fill(member, 8, 0));
            assertThat(fill(member, 7, 0)).isNotEqualTo(fill(member, 7, 1));
        }
    }

    @Test
    void a_constant_is_everywhere() {
        float[] values = new float[3];
        new Constant(0.5).fill(values, 1, 3, 1, 1);
        assertThat(values).containsExactly(0.5f, 0.5f, 0.5f);
    }

    /** Begins SHA-256 over the floats of a (300, 500) kernel, seed 7, tensor 3. */
    @ParameterizedTest
    @CsvSource({
        "glorot_uniform, 0f76b8690a8579de",
        "glorot_normal, bdef4e93e45c0e77",
        "he_uniform, 330183a58c685807",
        "he_normal, 3e4006574674fa3b",
        "lecun_uniform, 88410e8075e6b88f",
        "lecun_normal, e3541ec74bda1a2a",
        "variance_scaling, e3541ec74bda1a2a",
        "random_uniform, 56cc2e9cdc2ad638",
        "random_normal, 991b937af52b3a01",
        "truncated_normal, fbda18bbbb7c23df",
        "orthogonal, 96a7a3de27c8f996"
    })
    void the_bits_of_a_member_never_change(String name, String sha256) {
        Parameters kernel = Parameters.zeros(List.of(ParameterSpec.kernel("k", ROWS, COLS)));
        kernel.setLogical(0, fill(Initializer.NAMES.get(name), 7, 3));
        assertThat(kernel.sha256()).startsWith(sha256);
    }

    @ParameterizedTest
    @CsvSource({"40, 33", "33, 40", "64, 64", "1, 9", "9, 1", "1, 1"})
    void rows_or_columns_are_orthonormal_but_for_the_gain(int rows, int cols) {
        float[] w = new float[rows * cols];
        new Orthogonal(0.5).fill(w, rows, cols, 11, 2);
        boolean byRow = rows < cols;
        int length = Math.max(rows, cols);
        for (int a = 0; a < Math.min(rows, cols); a++)
            for (int b = 0; b <= a; b++) {
                double product = 0;
                for (int k = 0; k < length; k++)
                    product +=
                            (double) w[byRow ? a * cols + k : k * cols + a]
                                    * w[byRow ? b * cols + k : k * cols + b];
                assertThat(product / 0.25).isCloseTo(a == b ? 1 : 0, within(1e-6));
            }
    }

    @Test
    void orthogonal_matrices_of_other_tensors_and_seeds_are_others() {
        assertThat(fill(new Orthogonal(), 7, 0))
                .isEqualTo(fill(new Orthogonal(), 7, 0))
                .isNotEqualTo(fill(new Orthogonal(), 8, 0))
                .isNotEqualTo(fill(new Orthogonal(), 7, 1));
    }

    @Test
    void vectors_that_are_multiples_of_each_other_are_of_no_use() {
        assertThat(Orthogonal.orthonormalize(new double[][] {{1, 2, 3}, {2, 4, 6}})).isFalse();
    }

    @Test
    void members_for_kernels_refuse_a_vector() {
        assertThatThrownBy(() -> new Identity().fill(new float[3], 3, 3, 1, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Identity: is for kernels (inputs, units) only, got a vector of 3");
        assertThatThrownBy(() -> new Orthogonal().fill(new float[3], 3, 3, 1, 0))
                .hasMessage("Orthogonal: is for kernels (inputs, units) only, got a vector of 3");
    }

    @Test
    void numbers_must_be_finite_deviations_at_least_0_scales_positive() {
        assertThatThrownBy(() -> new Constant(Double.NaN))
                .hasMessage("Constant: value must be finite, got NaN");
        assertThatThrownBy(() -> new Identity(1e39))
                .hasMessage("Identity: gain must be finite, got 1.0E39");
        assertThatThrownBy(() -> new Orthogonal(Double.NaN))
                .hasMessage("Orthogonal: gain must be finite, got NaN");
        assertThatThrownBy(() -> new RandomNormal(Double.NaN, 1))
                .hasMessage("RandomNormal: mean must be finite, got NaN");
        assertThatThrownBy(() -> new RandomNormal(0, -1))
                .hasMessage("RandomNormal: stddev must be at least 0 and finite, got -1.0");
        assertThatThrownBy(() -> new TruncatedNormal(Double.NaN, 1))
                .hasMessage("TruncatedNormal: mean must be finite, got NaN");
        assertThatThrownBy(() -> new TruncatedNormal(0, -1))
                .hasMessage("TruncatedNormal: stddev must be at least 0 and finite, got -1.0");
        assertThatThrownBy(() -> new RandomUniform(Double.NaN, 1))
                .hasMessage("RandomUniform: minval must be finite, got NaN");
        assertThatThrownBy(() -> new RandomUniform(0, Double.NaN))
                .hasMessage("RandomUniform: maxval must be finite, got NaN");
        assertThatThrownBy(() -> new RandomUniform(1, 0))
                .hasMessage("RandomUniform: maxval must be at least minval 1.0, got 0.0");
        assertThatThrownBy(() ->
                        new VarianceScaling(
                                0,
                                VarianceScaling.Mode.FAN_IN,
                                VarianceScaling.Distribution.UNIFORM))
                .hasMessage("VarianceScaling: scale must be positive and finite, got 0.0");
    }

    private static float[] fill(Initializer member, long seed, int tensor) {
        float[] values = new float[ROWS * COLS];
        member.fill(values, ROWS, COLS, seed, tensor);
        return values;
    }
}
