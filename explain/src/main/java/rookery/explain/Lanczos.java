package rookery.explain;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * The largest eigenvalues of a symmetric matrix that is known by its products alone, their
 * eigenvectors, and the smallest eigenvalue.
 *
 * <pre>
 *   q₁ random,   β_j·q_{j+1} = A·q_j − α_j·q_j − β_{j−1}·q_{j−1},   T = tridiagonal(α, β)
 *   for T·s = θ·s:   A·(Q·s) ≈ θ·(Q·s),   off by |β_j·s_j|
 * </pre>
 *
 * Where power iteration goes with the last vector of all its products, this takes the best in the
 * space of all of them: it needs a few rounds where the other creeps, and finds both ends at once.
 * Each q is made orthogonal to all before it, since rounding spoils that. Lanczos 1950.
 *
 * @param values the largest eigenvalues, descending
 * @param vectors their eigenvectors, of length 1
 * @param smallest the smallest eigenvalue
 * @param products of the matrix and a vector that were computed
 * @param converged whether all of them are known to {@link #TOLERANCE}
 */
record Lanczos(
        List<Double> values,
        List<double[]> vectors,
        double smallest,
        int products,
        boolean converged) {

    /** Of the eigenvalue of the largest magnitude: an eigenvalue is off by this at most. */
    static final double TOLERANCE = 1e-3;

    /** The most products that are computed. */
    static final int ROUNDS = 100;

    private static final int FEWEST_ROUNDS = 10;

    /** The most that the vectors q may take, but for the fewest rounds. */
    private static final long BYTES = 512L << 20;

    /** A part of the matrix that double precision does not tell from nothing. */
    private static final double NOTHING = 1e-13;

    /**
     * @param times the matrix: its product with a vector of length 1, which is not kept
     * @param size of the vectors
     * @param wanted how many of the largest eigenvalues; as many as there are if there are fewer
     */
    static Lanczos of(UnaryOperator<double[]> times, int size, int wanted) {
        int found = Math.min(wanted, size);
        long fit = Math.max(FEWEST_ROUNDS, BYTES / Double.BYTES / size);
        int rounds = (int) Math.min(size, Math.max(found, Math.min(ROUNDS, fit)));
        List<double[]> q = new ArrayList<>();
        double[] α = new double[rounds];
        double[] β = new double[rounds];
        double[] next = random(q, size);
        for (int j = 0; ; j++) {
            q.add(next);
            double[] w = times.apply(next);
            α[j] = Vectors.dot(next, w);
            β[j] = orthogonalize(w, q);
            Tridiagonal t = new Tridiagonal(Arrays.copyOf(α, j + 1), Arrays.copyOf(β, j));
            Tridiagonal.Eigen ritz = t.eigen();
            double scale = Math.max(Math.abs(ritz.values()[0]), Math.abs(ritz.values()[j]));
            boolean whole = β[j] <= NOTHING * scale; // these q are all that A leads to
            if (whole) β[j] = 0;
            boolean converged = j + 1 >= found && error(ritz, β[j], found) <= TOLERANCE * scale;
            if (converged || j + 1 == rounds) return of(ritz, q, found, converged || j + 1 == size);
            next = whole ? random(q, size) : Vectors.times(1 / β[j], w);
        }
    }

    private static Lanczos of(
            Tridiagonal.Eigen ritz, List<double[]> q, int wanted, boolean converged) {
        int last = q.size() - 1;
        List<Integer> largest =
                IntStream.range(0, Math.min(wanted, q.size())).mapToObj(k -> last - k).toList();
        return new Lanczos(
                largest.stream().map(k -> ritz.values()[k]).toList(),
                largest.stream().map(k -> combine(ritz.vectors()[k], q)).toList(),
                ritz.values()[0],
                q.size(),
                converged);
    }

    private static double[] combine(double[] s, List<double[]> q) {
        double[] sum = new double[q.getFirst().length];
        for (int j = 0; j < s.length; j++) Vectors.add(sum, s[j], q.get(j));
        return sum;
    }

    /** How far the wanted eigenvalues and the smallest may be off. */
    private static double error(Tridiagonal.Eigen ritz, double β, int wanted) {
        int last = ritz.values().length - 1;
        double largest = Math.abs(β * ritz.vectors()[0][last]);
        for (int k = 0; k < wanted; k++)
            largest = Math.max(largest, Math.abs(β * ritz.vectors()[last - k][last]));
        return largest;
    }

    /** Takes out of w what lies in the directions q, twice for the sake of rounding; its length. */
    private static double orthogonalize(double[] w, List<double[]> q) {
        for (int pass = 0; pass < 2; pass++)
            for (double[] other : q) Vectors.add(w, -Vectors.dot(w, other), other);
        return Vectors.length(w);
    }

    /** A direction of length 1 at right angles to those before it. */
    private static double[] random(List<double[]> q, int size) {
        float[] drawn = new float[size];
        Philox.normal(0, Purpose.INITIALIZE, -2, q.size(), 0, drawn, 0, size);
        double[] w = new double[size];
        for (int i = 0; i < size; i++) w[i] = drawn[i];
        return Vectors.times(1 / orthogonalize(w, q), w);
    }
}
