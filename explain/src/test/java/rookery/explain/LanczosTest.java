package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;
import java.util.function.UnaryOperator;

class LanczosTest {

    private static UnaryOperator<double[]> diagonal(double... values) {
        return v -> {
            double[] product = new double[v.length];
            for (int i = 0; i < v.length; i++) product[i] = values[i] * v[i];
            return product;
        };
    }

    @Test
    void both_ends_are_found_whichever_is_larger() {
        double[] values = new Random(1).doubles(500, -1, 1).toArray();
        values[17] = 4;
        values[18] = 3;
        values[400] = -9;
        Lanczos ends = Lanczos.of(diagonal(values), 500, 2);
        assertThat(ends.converged()).isTrue();
        assertThat(ends.products()).isLessThan(40);
        assertThat(ends.values().get(0)).isCloseTo(4, within(0.009));
        assertThat(ends.values().get(1)).isCloseTo(3, within(0.009));
        assertThat(ends.smallest()).isCloseTo(-9, within(0.009));
        assertThat(Math.abs(ends.vectors().get(0)[17])).isCloseTo(1, within(0.01));
        assertThat(Math.abs(ends.vectors().get(1)[18])).isCloseTo(1, within(0.01));
        assertThat(Vectors.length(ends.vectors().get(0))).isCloseTo(1, within(1e-12));
    }

    @Test
    void equal_eigenvalues_are_found_each() {
        double[] ones = new double[6];
        Arrays.fill(ones, 1);
        Lanczos ends = Lanczos.of(diagonal(ones), 6, 3);
        assertThat(ends.values())
                .hasSize(3)
                .allSatisfy(v -> assertThat(v).isEqualTo(1, within(1e-12)));
        assertThat(Vectors.dot(ends.vectors().get(0), ends.vectors().get(2)))
                .isCloseTo(0, within(1e-12));
        assertThat(ends.smallest()).isCloseTo(1, within(1e-12));
    }

    @Test
    void nothing_has_eigenvalues_of_nought() {
        Lanczos ends = Lanczos.of(diagonal(0, 0, 0), 3, 2);
        assertThat(ends.values()).containsExactly(0.0, 0.0);
        assertThat(ends.smallest()).isZero();
        assertThat(ends.converged()).isTrue();
    }

    @Test
    void of_one_number_there_is_one() {
        Lanczos ends = Lanczos.of(diagonal(-5), 1, 2);
        assertThat(ends.values()).containsExactly(-5.0);
        assertThat(ends.smallest()).isEqualTo(-5);
        assertThat(ends.products()).isEqualTo(1);
    }

    @Test
    void a_small_matrix_is_found_out_in_as_many_products_as_it_has_rows() {
        Lanczos ends = Lanczos.of(diagonal(1, 2, 3, 4), 4, 4);
        assertThat(ends.converged()).isTrue();
        assertThat(ends.products()).isEqualTo(4);
        for (int k = 0; k < 4; k++)
            assertThat(ends.values().get(k)).isCloseTo(4 - k, within(1e-12));
    }

    @Test
    void a_crowd_at_the_end_is_too_much_and_it_says_so() {
        double[] crowd = new double[100_000];
        Arrays.setAll(crowd, i -> i / 100_000.0);
        Lanczos ends = Lanczos.of(diagonal(crowd), crowd.length, 20);
        assertThat(ends.converged()).isFalse();
        assertThat(ends.products()).isEqualTo(Lanczos.ROUNDS);
    }
}
