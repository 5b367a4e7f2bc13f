package rookery.kernels;

import static rookery.kernels.Kernels.LANES;

import java.util.Arrays;

/** Turns examples and features, number by number. */
final class Transposition {

    private Transposition() {}

    /** {@link Kernels#transpose}. */
    static void transpose(float[] dz, int dzAt, float[] t, int tAt, int units, int panels) {
        int to = tAt;
        for (int panel = 0; panel < panels; panel++) {
            for (int unit = 0; unit < units; unit += LANES, to += LANES * LANES) {
                int from = dzAt + (panel * units + unit) * LANES;
                square(dz, from, t, to, Math.min(LANES, units - unit));
            }
        }
    }

    private static void square(float[] dz, int from, float[] t, int to, int units) {
        for (int example = 0; example < LANES; example++) {
            int at = to + example * LANES;
            for (int unit = 0; unit < units; unit++) {
                t[at + unit] = dz[from + unit * LANES + example];
            }
            for (int unit = units; unit < LANES; unit++) {
                t[at + unit] = 0;
            }
        }
    }

    /** {@link Kernels#gather}. */
    static void gather(
            float[] matrix, int cols, int[] order, int first, int rows, float[] x, int xAt) {
        for (int done = 0; done < rows; done += LANES) {
            int examples = Math.min(LANES, rows - done);
            panel(matrix, cols, order, first + done, examples, x, xAt + done * cols, 0);
        }
    }

    /** The features from {@code begin} on of one panel. */
    static void panel(
            float[] matrix,
            int cols,
            int[] order,
            int first,
            int examples,
            float[] x,
            int xAt,
            int begin) {
        for (int from = begin; from < cols; from += LANES) {
            int to = Math.min(cols, from + LANES);
            int b = 0;
            for (; b + 4 <= examples; b += 4) { // as the inner loop is often short
                int row0 = order[first + b] * cols;
                int row1 = order[first + b + 1] * cols;
                int row2 = order[first + b + 2] * cols;
                int row3 = order[first + b + 3] * cols;
                for (int feature = from; feature < to; feature++) {
                    int at = xAt + feature * LANES + b;
                    x[at] = matrix[row0 + feature];
                    x[at + 1] = matrix[row1 + feature];
                    x[at + 2] = matrix[row2 + feature];
                    x[at + 3] = matrix[row3 + feature];
                }
            }
            for (; b < examples; b++) {
                int row = order[first + b] * cols;
                for (int feature = from; feature < to; feature++) {
                    x[xAt + feature * LANES + b] = matrix[row + feature];
                }
            }
        }
        if (examples == LANES) return;
        for (int feature = begin; feature < cols; feature++) {
            int at = xAt + feature * LANES;
            Arrays.fill(x, at + examples, at + LANES, 0f);
        }
    }
}
