package rookery.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.kernels.Kernels;

import java.util.Arrays;
import java.util.stream.IntStream;

class PanelsTest {

    @Test
    void features_of_32_examples_lie_side_by_side() {
        Panels panels = new Panels(3, 2);
        assertThat(panels.at(0, 0)).isZero();
        assertThat(panels.at(31, 0)).isEqualTo(31);
        assertThat(panels.at(0, 1)).isEqualTo(32);
        assertThat(panels.at(32, 0)).isEqualTo(96).isEqualTo(panels.at(1));
    }

    @Test
    void gathering_takes_rows_in_the_given_order_and_scattering_gives_them_back() {
        int rows = 70;
        float[] values = new float[rows * 3];
        for (int i = 0; i < values.length; i++) values[i] = i;
        int[] order = IntStream.range(0, rows).map(i -> rows - 1 - i).toArray();
        Panels panels = new Panels(3, 3);
        panels.gather(Kernels.scalar(), Matrix.wrap(rows, 3, values), order, 0, rows, 0, 3);
        assertThat(panels.get(0, 2)).isEqualTo(69 * 3 + 2);

        float[] back = new float[rows * 3 + 2];
        panels.scatter(rows, back, 1);
        assertThat(back[1]).isEqualTo(69 * 3);
        assertThat(back[rows * 3]).isEqualTo(2);
        assertThat(back[rows * 3 + 1]).as("beyond the window").isZero();
    }

    @Test
    void lanes_beyond_the_last_row_become_zero() {
        Panels panels = new Panels(1, 2);
        Arrays.fill(panels.values(), Float.NaN);
        panels.gather(Kernels.scalar(), Matrix.of(2, 1, 5, 6), new int[] {0, 1}, 0, 2, 0, 1);
        assertThat(Arrays.copyOf(panels.values(), 4)).containsExactly(5, 6, 0, 0);
        assertThat(panels.get(32, 0)).as("another share's panel").isNaN();
    }

    @Test
    void what_does_not_fit_into_an_array_is_refused() {
        assertThatThrownBy(() -> new Panels(1 << 20, 1 << 10))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("do not fit");
    }
}
