package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.DoubleBinaryOperator;

class ContoursTest {

    private static final double[] AXIS = axis(-1, 1, 101);

    private static double[] axis(double from, double to, int count) {
        double[] axis = new double[count];
        for (int k = 0; k < count; k++) axis[k] = from + (to - from) * k / (count - 1);
        return axis;
    }

    private static double[][] grid(double[] xs, double[] ys, DoubleBinaryOperator function) {
        double[][] grid = new double[ys.length][xs.length];
        for (int j = 0; j < ys.length; j++)
            for (int i = 0; i < xs.length; i++) grid[j][i] = function.applyAsDouble(xs[i], ys[j]);
        return grid;
    }

    /** Positive against the clock. */
    private static double area(double[] ring) {
        double twice = 0;
        for (int p = 0; p < ring.length; p += 2) {
            int q = (p + 2) % ring.length;
            twice += ring[p] * ring[q + 1] - ring[q] * ring[p + 1];
        }
        return twice / 2;
    }

    private static double area(List<double[]> rings) {
        return rings.stream().mapToDouble(ContoursTest::area).sum();
    }

    @Test
    void a_hill_is_reached_in_a_circle_of_the_right_radius_and_area() {
        double[][] hill = grid(AXIS, AXIS, (x, y) -> 1 - x * x - y * y);
        List<double[]> rings = Contours.above(hill, AXIS, AXIS, 0.75);
        assertThat(rings).hasSize(1);
        double[] ring = rings.getFirst();
        for (int p = 0; p < ring.length; p += 2)
            assertThat(Math.hypot(ring[p], ring[p + 1])).isCloseTo(0.5, within(3e-4));
        assertThat(area(rings)).isCloseTo(Math.PI / 4, within(1e-3));
    }

    @Test
    void a_bowl_is_reached_around_a_circular_hole() {
        double[][] bowl = grid(AXIS, AXIS, (x, y) -> x * x + y * y);
        List<double[]> rings = Contours.above(bowl, AXIS, AXIS, 0.25);
        assertThat(rings).hasSize(2);
        assertThat(rings.stream().mapToDouble(ContoursTest::area).sorted().toArray())
                .containsExactly(new double[] {-Math.PI / 4, 4}, within(1e-3));
    }

    @Test
    void a_slope_is_cut_straight_and_closed_along_the_rim() {
        double[] xs = {0, 1, 4};
        double[] ys = {0, 2};
        double[][] slope = grid(xs, ys, (x, y) -> x);
        List<double[]> rings = Contours.above(slope, xs, ys, 2.5);
        assertThat(rings).hasSize(1);
        assertThat(area(rings)).isEqualTo(1.5 * 2);
        for (int p = 0; p < rings.getFirst().length; p += 2)
            assertThat(rings.getFirst()[p]).isIn(2.5, 4.0);
    }

    @Test
    void all_or_nothing_is_the_whole_grid_or_no_rim() {
        double[][] flat = grid(AXIS, AXIS, (x, y) -> 7);
        assertThat(area(Contours.above(flat, AXIS, AXIS, 7))).isCloseTo(4, within(1e-12));
        assertThat(Contours.above(flat, AXIS, AXIS, 7.1)).isEmpty();
    }

    @Test
    void the_middle_of_a_saddle_says_whether_its_high_corners_are_one_region() {
        double[] axis = {0, 1};
        double[][] saddle = {{1, 0}, {0, 1}};
        assertThat(Contours.above(saddle, axis, axis, 0.4)).hasSize(1);
        assertThat(area(Contours.above(saddle, axis, axis, 0.4)))
                .isCloseTo(1 - 2 * 0.4 * 0.4 / 2, within(1e-12));
        assertThat(Contours.above(saddle, axis, axis, 0.6)).hasSize(2);
        assertThat(area(Contours.above(saddle, axis, axis, 0.6)))
                .isCloseTo(2 * 0.4 * 0.4 / 2, within(1e-12));
    }

    @Test
    void regions_and_what_is_left_of_them_make_up_the_grid() {
        double[][] waves = grid(AXIS, AXIS, (x, y) -> Math.sin(7 * x) * Math.cos(5 * y + x));
        double[][] turned = grid(AXIS, AXIS, (x, y) -> -Math.sin(7 * x) * Math.cos(5 * y + x));
        for (double threshold : new double[] {-0.53, 0.11, 0.47})
            assertThat(
                            area(Contours.above(waves, AXIS, AXIS, threshold))
                                    + area(Contours.above(turned, AXIS, AXIS, -threshold)))
                    .isCloseTo(4, within(1e-9));
    }
}
