package rookery.initializers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.Families;

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
        return Stream.of(
                Arguments.of(new GlorotUniform(), glorot, glorot * Math.sqrt(3)),
                Arguments.of(new GlorotNormal(), glorot, glorot * cut),
                Arguments.of(new HeUniform(), he, he * Math.sqrt(3)),
                Arguments.of(new HeNormal(), he, he * cut),
                Arguments.of(new Zeros(), 0.0, 0.0),
                Arguments.of(new Constant(0), 0.0, 0.0));
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
        List<Initializer> samples = distributions().map(a -> (Initializer) a.get()[0]).toList();
        assertThat(Families.withoutSample(Initializer.class, samples)).isEmpty();
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

    @Test
    void a_constant_must_be_finite() {
        assertThatThrownBy(() -> new Constant(Double.NaN))
                .hasMessage("Constant: value must be finite, got NaN");
    }

    private static float[] fill(Initializer member, long seed, int tensor) {
        float[] values = new float[ROWS * COLS];
        member.fill(values, ROWS, COLS, seed, tensor);
        return values;
    }
}
