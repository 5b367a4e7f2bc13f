package rookery.kernels;

import static rookery.kernels.Vectors.LENGTH;
import static rookery.kernels.Vectors.load;

/** Elementwise sums, and sums over examples and elements: 32 lanes, each from 0, then a tree. */
final class VectorSums {

    private VectorSums() {}

    static void add(float[] x, int xAt, float[] y, int yAt, int n) {
        int i = 0;
        for (; i <= n - LENGTH; i += LENGTH) {
            load(y, yAt + i).add(load(x, xAt + i)).intoArray(y, yAt + i);
        }
        for (; i < n; i++) {
            y[yAt + i] += x[xAt + i];
        }
    }

    static void biasGradient(float[] dz, int dzAt, float[] db, int dbAt, int units, int rows) {
        ScalarSums.biasGradient(dz, dzAt, db, dbAt, units, rows);
    }

    static double dot(float[] x, int xAt, float[] y, int yAt, int n) {
        return ScalarSums.dot(x, xAt, y, yAt, n);
    }
}
