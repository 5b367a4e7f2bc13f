package rookery.explain;

/** Sums over vectors, in double precision. */
final class Vectors {

    private Vectors() {}

    /** Σ a·b. */
    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) sum += a[i] * b[i];
        return sum;
    }

    /** √Σ a². */
    static double length(double[] a) {
        return Math.sqrt(dot(a, a));
    }

    /** A new vector: factor · a. */
    static double[] times(double factor, double[] a) {
        double[] result = new double[a.length];
        for (int i = 0; i < a.length; i++) result[i] = factor * a[i];
        return result;
    }

    /** a ← a + factor · b. */
    static void add(double[] a, double factor, double[] b) {
        for (int i = 0; i < a.length; i++) a[i] += factor * b[i];
    }
}
