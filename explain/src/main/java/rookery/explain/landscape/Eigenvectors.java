package rookery.explain.landscape;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * All eigenvalues and eigenvectors of a small symmetric matrix, by Jacobi's rotations (1846): each
 * turns two coordinates so that one number beside the diagonal becomes 0, until all are.
 *
 * @param values descending
 * @param vectors in the same order, of length 1
 */
record Eigenvectors(double[] values, double[][] vectors) {

    /** Every round squares what is left beside the diagonal; ten are enough for any matrix. */
    private static final int ROUNDS = 50;

    /** Overwrites the matrix. */
    static Eigenvectors of(double[][] a) {
        int n = a.length;
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) v[i][i] = 1;
        for (int round = 0; round < ROUNDS && !diagonal(a); round++)
            for (int p = 0; p < n; p++) for (int q = p + 1; q < n; q++) rotate(a, v, p, q);
        int[] order =
                IntStream.range(0, n)
                        .boxed()
                        .sorted((i, j) -> Double.compare(a[j][j], a[i][i]))
                        .mapToInt(i -> i)
                        .toArray();
        return new Eigenvectors(
                Arrays.stream(order).mapToDouble(i -> a[i][i]).toArray(),
                Arrays.stream(order).mapToObj(i -> v[i]).toArray(double[][]::new));
    }

    /** Whether no number beside the diagonal changes the sum of those in it. */
    private static boolean diagonal(double[][] a) {
        double size = 0;
        for (int i = 0; i < a.length; i++) size += Math.abs(a[i][i]);
        for (int i = 0; i < a.length; i++)
            for (int j = 0; j < i; j++) if (size + Math.abs(a[i][j]) > size) return false;
        return true;
    }

    /** Turns the coordinates p and q so that a[p][q] becomes 0. */
    private static void rotate(double[][] a, double[][] v, int p, int q) {
        if (a[p][q] == 0) return;
        double θ = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        double t = Math.copySign(1, θ) / (Math.abs(θ) + Math.hypot(θ, 1));
        double cosine = 1 / Math.sqrt(t * t + 1);
        double sine = t * cosine;
        turn(a[p], a[q], cosine, sine);
        for (double[] row : a) {
            double x = row[p];
            double y = row[q];
            row[p] = cosine * x - sine * y;
            row[q] = sine * x + cosine * y;
        }
        turn(v[p], v[q], cosine, sine);
    }

    private static void turn(double[] x, double[] y, double cosine, double sine) {
        for (int k = 0; k < x.length; k++) {
            double old = x[k];
            x[k] = cosine * old - sine * y[k];
            y[k] = sine * old + cosine * y[k];
        }
    }

    /** Each value's share of the sum of all; what rounding made negative is nothing. */
    List<Double> shares() {
        double sum = 0;
        for (double value : values) sum += Math.max(0, value);
        double all = sum;
        return Arrays.stream(values).mapToObj(value -> Math.max(0, value) / all).toList();
    }
}
