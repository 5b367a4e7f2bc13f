package rookery.explain.landscape;

import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;

/**
 * The directions in which some weights differ most from each other, the way of a training for one.
 *
 * <pre>
 *   μ = Σ_i θ_i / n      X (n points, parameters), its rows θ_i − μ
 *   X·Xᵀ·s = λ·s         direction d = Xᵀ·s / √λ, of length 1;  variance along it λ / n
 * </pre>
 *
 * The matrix X·Xᵀ is as large as there are points, however many parameters there are. Of the trained
 * parameters alone: statistics of a layer do not go down the gradient. Pearson 1901; of a training's
 * way: Li et al. 2018, arXiv:1712.09913, section 7.
 *
 * @param directions of the largest variance first, as {@link Parameters#values} lie, 0 for what is
 *     not trained; the first point is not right of the middle. Fewer than wanted where what is left of
 *     the points' differences is no more than rounding
 * @param shares of the variance along all directions, descending; none if all points are the same
 */
public record PrincipalComponents(List<double[]> directions, List<Double> shares) {

    /** Parameters that are looked at together, so that they stay in a cache. */
    private static final int BLOCK = 1 << 10;

    /** How far rounding to single precision takes a number from itself, relative to it, squared. */
    private static final double ROUNDING = 0x1p-48;

    /**
     * Of some weights of one network.
     *
     * @param wanted how many directions at most
     * @throws IllegalArgumentException if there are no weights, or not all are of one network
     */
    public static PrincipalComponents of(List<Parameters> points, int wanted) {
        if (points.isEmpty())
            throw new IllegalArgumentException("PrincipalComponents: there are no points");
        for (Parameters point : points)
            Plane.requireAlike("PrincipalComponents", point, points.getFirst());
        int n = points.size();
        double[][] products = new double[n][n];
        double rounding = ROUNDING * addProducts(points, products);
        center(products);
        Eigenvectors eigen = Eigenvectors.of(products);
        List<double[]> directions = new ArrayList<>();
        while (directions.size() < Math.min(wanted, n)
                && eigen.values()[directions.size()] > rounding)
            directions.add(direction(points, eigen.vectors()[directions.size()]));
        return new PrincipalComponents(
                directions, directions.isEmpty() ? List.of() : eigen.shares());
    }

    /**
     * Adds (θ_i − θ_0)·(θ_j − θ_0) for all pairs.
     *
     * @return the sum of all numbers' squares
     */
    private static double addProducts(List<Parameters> points, double[][] products) {
        int n = points.size();
        double[][] differences = new double[n][BLOCK];
        float[] first = points.getFirst().values();
        double squares = 0;
        for (int[] window : windows(points.getFirst())) {
            for (int from = window[0]; from < window[1]; from += BLOCK) {
                int count = Math.min(BLOCK, window[1] - from);
                for (int i = 0; i < n; i++) {
                    float[] values = points.get(i).values();
                    for (int k = 0; k < count; k++) {
                        double value = values[from + k];
                        differences[i][k] = value - first[from + k];
                        squares += value * value;
                    }
                    for (int j = 0; j <= i; j++)
                        products[i][j] += dot(differences[i], differences[j], count);
                }
            }
        }
        for (int i = 0; i < n; i++) for (int j = 0; j < i; j++) products[j][i] = products[i][j];
        return squares;
    }

    /** Begin and end of each trained tensor; its padding is 0 at all points. */
    static List<int[]> windows(Parameters parameters) {
        List<int[]> windows = new ArrayList<>();
        for (int k = 0; k < parameters.specs().size(); k++) {
            ParameterSpec spec = parameters.specs().get(k);
            int at = parameters.offset(k);
            if (spec.trained()) windows.add(new int[] {at, at + (int) spec.size()});
        }
        return windows;
    }

    /** Two sums side by side, as one alone would wait for each addition. */
    private static double dot(double[] x, double[] y, int n) {
        double a = 0;
        double b = 0;
        int i = 0;
        for (; i + 1 < n; i += 2) {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
        }
        if (i < n) a += x[i] * y[i];
        return a + b;
    }

    /** From products of differences to the first point to those of differences to the mean. */
    private static void center(double[][] products) {
        int n = products.length;
        double[] means = new double[n];
        double mean = 0;
        for (int i = 0; i < n; i++) {
            for (double product : products[i]) means[i] += product / n;
            mean += means[i] / n;
        }
        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) products[i][j] += mean - means[i] - means[j];
    }

    /** Σ_i s_i·θ_i, of length 1; the s_i of an eigenvector sum up to 0, so that μ falls out. */
    private static double[] direction(List<Parameters> points, double[] s) {
        float[] first = points.getFirst().values();
        double[] direction = new double[first.length];
        for (int[] window : windows(points.getFirst()))
            for (int i = 0; i < s.length; i++) {
                float[] values = points.get(i).values();
                for (int k = window[0]; k < window[1]; k++)
                    direction[k] += s[i] * ((double) values[k] - first[k]);
            }
        double sign = s[0] > 0 ? -1 : 1;
        double length = Math.sqrt(dot(direction, direction, direction.length));
        for (int k = 0; k < direction.length; k++) direction[k] *= sign / length;
        return direction;
    }
}
