package rookery.kernels;

import static rookery.kernels.Kernels.LANES;

/**
 * Sums elementwise, and sums over examples and elements: 32 lanes, each from 0, then a binary tree.
 *
 * <p>The lanes are worked off eight at a time, those that are 4 apart, so that the sums stay in
 * registers: their tree ends in one of the four sums that the last two levels join. A lane is never
 * −0, since it starts at +0; so adding +0 for an element that is not there leaves its bits alone.
 */
final class ScalarSums {

    private ScalarSums() {}

    /** On vectors too: too rare and too short to be worth their warming up. */
    static void add(float[] x, int xAt, float[] y, int yAt, int n) {
        for (int i = 0; i < n; i++) {
            y[yAt + i] += x[xAt + i];
        }
    }

    static void biasGradient(float[] dz, int dzAt, float[] db, int dbAt, int units, int rows) {
        for (int unit = 0; unit < units; unit++) {
            int at = dzAt + unit * LANES;
            float even = column(dz, at, units, rows, 0) + column(dz, at, units, rows, 2);
            float odd = column(dz, at, units, rows, 1) + column(dz, at, units, rows, 3);
            db[dbAt + unit] = even + odd;
        }
    }

    /** The tree over the lanes first, first + 4, … first + 28 of one unit. */
    private static float column(float[] dz, int at, int units, int rows, int first) {
        float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = at + first;
        int left = rows - first;
        for (; left > 28; left -= LANES, i += units * LANES) {
            s0 += dz[i];
            s1 += dz[i + 4];
            s2 += dz[i + 8];
            s3 += dz[i + 12];
            s4 += dz[i + 16];
            s5 += dz[i + 20];
            s6 += dz[i + 24];
            s7 += dz[i + 28];
        }
        s0 += left > 0 ? dz[i] : 0;
        s1 += left > 4 ? dz[i + 4] : 0;
        s2 += left > 8 ? dz[i + 8] : 0;
        s3 += left > 12 ? dz[i + 12] : 0;
        s4 += left > 16 ? dz[i + 16] : 0;
        s5 += left > 20 ? dz[i + 20] : 0;
        s6 += left > 24 ? dz[i + 24] : 0;
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** Σ x·y over n elements, 32 side by side every {@code stride}. */
    static double dot(float[] x, int xAt, float[] y, int yAt, int n, int stride) {
        double even = lanes(x, xAt, y, yAt, n, stride, 0) + lanes(x, xAt, y, yAt, n, stride, 2);
        double odd = lanes(x, xAt, y, yAt, n, stride, 1) + lanes(x, xAt, y, yAt, n, stride, 3);
        return even + odd;
    }

    /**
     * The tree over the lanes first, first + 4, … first + 28. A product of two floats is exact in
     * double, so it makes no difference whether it is fused with the sum.
     */
    private static double lanes(
            float[] x, int xAt, float[] y, int yAt, int n, int stride, int first) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = xAt + first;
        int j = yAt + first;
        int left = n - first;
        for (; left > 28; left -= LANES, i += stride, j += stride) {
            s0 += (double) x[i] * y[j];
            s1 += (double) x[i + 4] * y[j + 4];
            s2 += (double) x[i + 8] * y[j + 8];
            s3 += (double) x[i + 12] * y[j + 12];
            s4 += (double) x[i + 16] * y[j + 16];
            s5 += (double) x[i + 20] * y[j + 20];
            s6 += (double) x[i + 24] * y[j + 24];
            s7 += (double) x[i + 28] * y[j + 28];
        }
        s0 += left > 0 ? (double) x[i] * y[j] : 0;
        s1 += left > 4 ? (double) x[i + 4] * y[j + 4] : 0;
        s2 += left > 8 ? (double) x[i + 8] * y[j + 8] : 0;
        s3 += left > 12 ? (double) x[i + 12] * y[j + 12] : 0;
        s4 += left > 16 ? (double) x[i + 16] * y[j + 16] : 0;
        s5 += left > 20 ? (double) x[i + 20] * y[j + 20] : 0;
        s6 += left > 24 ? (double) x[i + 24] * y[j + 24] : 0;
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }

    /** Σ x over n elements, 32 side by side every {@code stride}. */
    static double sum(float[] x, int xAt, int n, int stride) {
        double even = lanes(x, xAt, n, stride, 0) + lanes(x, xAt, n, stride, 2);
        double odd = lanes(x, xAt, n, stride, 1) + lanes(x, xAt, n, stride, 3);
        return even + odd;
    }

    private static double lanes(float[] x, int xAt, int n, int stride, int first) {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
        int i = xAt + first;
        int left = n - first;
        for (; left > 28; left -= LANES, i += stride) {
            s0 += x[i];
            s1 += x[i + 4];
            s2 += x[i + 8];
            s3 += x[i + 12];
            s4 += x[i + 16];
            s5 += x[i + 20];
            s6 += x[i + 24];
            s7 += x[i + 28];
        }
        s0 += left > 0 ? x[i] : 0;
        s1 += left > 4 ? x[i + 4] : 0;
        s2 += left > 8 ? x[i + 8] : 0;
        s3 += left > 12 ? x[i + 12] : 0;
        s4 += left > 16 ? x[i + 16] : 0;
        s5 += left > 20 ? x[i + 20] : 0;
        s6 += left > 24 ? x[i + 24] : 0;
        return ((s0 + s4) + (s2 + s6)) + ((s1 + s5) + (s3 + s7));
    }
}
