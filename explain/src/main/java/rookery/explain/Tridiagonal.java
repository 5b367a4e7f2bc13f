package rookery.explain;

import java.util.Arrays;

/**
 * A symmetric matrix with numbers in its diagonal and beside it alone, and its eigenvalues.
 *
 * <pre>
 *   Householder   A ← P·A·P,  P = I − u·uᵀ/h,  a column at a time, until A is tridiagonal
 *   QL            A − σI = Q·L,  A ← L·Q + σI  by rotations, until A is diagonal
 * </pre>
 *
 * In double precision, an eigenvalue is off by some ulps of the largest one. Martin, Reinsch and
 * Wilkinson 1968; Dubrulle, Martin and Wilkinson 1968 (tred and imtql in EISPACK).
 *
 * @param diagonal n numbers
 * @param beside n − 1 numbers: the k-th is in row k, column k + 1, and in row k + 1, column k
 */
record Tridiagonal(double[] diagonal, double[] beside) {

    /** Each eigenvalue takes two rounds of QL on average; nobody has seen one take ten. */
    private static final int ROUNDS = 50;

    Tridiagonal {
        if (beside.length != Math.max(0, diagonal.length - 1))
            throw new IllegalArgumentException(
                    "Tridiagonal: %d numbers in the diagonal need %d beside it, got %d"
                            .formatted(
                                    diagonal.length,
                                    Math.max(0, diagonal.length - 1),
                                    beside.length));
    }

    /**
     * Eigenvalues, ascending, and the eigenvector of each: of length 1, at a right angle to the
     * others.
     */
    record Eigen(double[] values, double[][] vectors) {}

    /** A matrix with the same eigenvalues; the symmetric one given is overwritten. */
    static Tridiagonal of(double[][] a) {
        int n = a.length;
        double[] diagonal = new double[n];
        double[] beside = new double[Math.max(0, n - 1)];
        double[] p = new double[n];
        for (int k = n - 1; k > 0; k--) {
            double[] u = a[k]; // row k left of the diagonal is the Householder vector's beginning
            diagonal[k] = u[k];
            double length = length(u, k);
            beside[k - 1] = u[k - 1] > 0 ? -length : length;
            if (length == 0) continue;
            u[k - 1] -= beside[k - 1];
            double h = -beside[k - 1] * u[k - 1];
            Arrays.fill(p, 0, k, 0);
            for (int i = 0; i < k; i++) add(p, u[i] / h, a[i], k);
            double half = dot(u, p, k) / (2 * h);
            add(p, -half, u, k);
            for (int i = 0; i < k; i++) {
                add(a[i], -u[i], p, k);
                add(a[i], -p[i], u, k);
            }
        }
        if (n > 0) diagonal[0] = a[0][0];
        return new Tridiagonal(diagonal, beside);
    }

    /** to + factor · from, of the first n numbers. */
    private static void add(double[] to, double factor, double[] from, int n) {
        for (int i = 0; i < n; i++) to[i] += factor * from[i];
    }

    private static double dot(double[] a, double[] b, int n) {
        double sum = 0;
        for (int i = 0; i < n; i++) sum += a[i] * b[i];
        return sum;
    }

    /** √Σ u², also where the squares would not fit. */
    private static double length(double[] u, int n) {
        double largest = 0;
        for (int i = 0; i < n; i++) largest = Math.max(largest, Math.abs(u[i]));
        if (largest == 0) return 0;
        double sum = 0;
        for (int i = 0; i < n; i++) sum += u[i] / largest * (u[i] / largest);
        return largest * Math.sqrt(sum);
    }

    /** Eigenvalues alone, ascending. */
    double[] eigenvalues() {
        double[] values = diagonal.clone();
        rotate(values, new double[0][]);
        Arrays.sort(values);
        return values;
    }

    /** Eigenvalues and eigenvectors. */
    Eigen eigen() {
        int n = diagonal.length;
        double[] values = diagonal.clone();
        double[][] vectors = new double[n][n];
        for (int i = 0; i < n; i++) vectors[i][i] = 1;
        rotate(values, vectors);
        Integer[] order = new Integer[n];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (i, j) -> Double.compare(values[i], values[j]));
        return new Eigen(
                Arrays.stream(order).mapToDouble(i -> values[i]).toArray(),
                Arrays.stream(order).map(i -> vectors[i]).toArray(double[][]::new));
    }

    /** QL with implicit shifts; the rows of {@code vectors}, if any, are rotated along. */
    private void rotate(double[] d, double[][] vectors) {
        int n = d.length;
        double[] e = Arrays.copyOf(beside, n);
        for (int first = 0; first < n; first++) {
            for (int round = 0, last; (last = uncoupled(d, e, first)) != first; round++) {
                if (round == ROUNDS)
                    throw new ArithmeticException(
                            "Tridiagonal: eigenvalue %d is not found; are all numbers finite?"
                                    .formatted(first));
                chase(d, e, first, last, vectors);
            }
        }
    }

    /** The first k from {@code first} on that has nothing to do with the one behind it. */
    private static int uncoupled(double[] d, double[] e, int first) {
        int k = first;
        while (k < d.length - 1) {
            double size = Math.abs(d[k]) + Math.abs(d[k + 1]);
            if (size + Math.abs(e[k]) == size) break;
            k++;
        }
        return k;
    }

    /** One round on the rows first to last: a rotation moves from the last to the first. */
    private static void chase(double[] d, double[] e, int first, int last, double[][] vectors) {
        double g = (d[first + 1] - d[first]) / (2 * e[first]);
        double shift = g + Math.copySign(Math.hypot(g, 1), g);
        g = d[last] - d[first] + e[first] / shift;
        double sine = 1;
        double cosine = 1;
        double p = 0;
        for (int i = last - 1; i >= first; i--) {
            double f = sine * e[i];
            double b = cosine * e[i];
            double r = Math.hypot(f, g);
            e[i + 1] = r;
            if (r == 0) { // it falls apart here
                d[i + 1] -= p;
                e[last] = 0;
                return;
            }
            sine = f / r;
            cosine = g / r;
            g = d[i + 1] - p;
            double t = (d[i] - g) * sine + 2 * cosine * b;
            p = sine * t;
            d[i + 1] = g + p;
            g = cosine * t - b;
            if (vectors.length > 0) turn(vectors[i], vectors[i + 1], sine, cosine);
        }
        d[first] -= p;
        e[first] = g;
        e[last] = 0;
    }

    private static void turn(double[] a, double[] b, double sine, double cosine) {
        for (int k = 0; k < a.length; k++) {
            double f = b[k];
            b[k] = sine * a[k] + cosine * f;
            a[k] = cosine * a[k] - sine * f;
        }
    }
}
