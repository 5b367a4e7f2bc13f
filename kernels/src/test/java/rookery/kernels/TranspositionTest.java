package rookery.kernels;

import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.KernelsTest.SEED;
import static rookery.kernels.KernelsTest.SHAPES;
import static rookery.kernels.KernelsTest.name;
import static rookery.kernels.Reference.panels;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.Random;
import java.util.stream.Stream;

/** What turns examples and features, against the layouts written down plainly. */
class TranspositionTest {

    static Stream<Kernels> all() {
        return KernelsTest.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void gather_puts_rows_side_by_side_in_the_given_order(Kernels kernels) {
        Random random = new Random(SEED);
        for (int[] shape : SHAPES) {
            int cols = shape[0], rows = shape[2], first = 3, among = 50;
            float[] matrix = Window.random(random, among * cols);
            int[] order = random.ints(first + rows, 0, among).toArray();
            float[] expected = new float[panels(rows) * cols * LANES];
            for (int b = 0; b < rows; b++)
                for (int f = 0; f < cols; f++)
                    expected[(b / LANES * cols + f) * LANES + b % LANES] =
                            matrix[order[first + b] * cols + f];
            Window out = Window.output(expected.length);
            kernels.gather(matrix, cols, order, first, rows, out.array, out.at);
            out.shouldHold(expected, name(kernels, shape));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void transpose_puts_units_side_by_side_and_pads_with_zeros(Kernels kernels) {
        Random random = new Random(SEED);
        for (int[] shape : SHAPES) {
            int units = shape[1], panels = panels(shape[2]);
            float[] dz = Window.random(random, panels * units * LANES);
            float[] expected = new float[panels * panels(units) * LANES * LANES];
            Reference.transpose(dz, expected, units, panels * LANES);
            Window in = Window.of(dz), out = Window.output(expected.length);
            kernels.transpose(in.array, in.at, out.array, out.at, units, panels);
            out.shouldHold(expected, name(kernels, shape));
        }
    }
}
