package rookery.initializers;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;

/**
 * A random orthogonal matrix: its columns, or its rows if it has more columns than rows, stand
 * upright on each other and have the length gain.
 *
 * <pre>
 *   A = Q·R for normal numbers A (max(inputs, units), min(inputs, units)), diag R &gt; 0
 *   w = gain · Q, or gain · Qᵀ
 * </pre>
 *
 * Saxe et al. 2013, arXiv:1312.6120. Keras's {@code Orthogonal} and PyTorch's orthogonal_. By the
 * modified Gram–Schmidt process in double precision, in inputs · units · min(inputs, units) steps.
 * Not for vectors.
 *
 * @param gain finite; Keras's default is 1
 */
public record Orthogonal(double gain) implements Initializer {

    /** A vector that is shorter without those before it is lost in rounding. */
    private static final double SHORTEST = 1e-9;

    /** Keras's default. */
    public Orthogonal() {
        this(1);
    }

    /** Checks the gain. */
    public Orthogonal {
        Arguments.finite("Orthogonal", "gain", gain);
    }

    @Override
    public void fill(float[] values, int fanIn, int fanOut, long seed, int tensor) {
        Arguments.matrix("Orthogonal", values, fanIn, fanOut);
        double[][] vectors = new double[Math.min(fanIn, fanOut)][Math.max(fanIn, fanOut)];
        int attempt = 0;
        do draw(vectors, seed, attempt++, tensor);
        while (!orthonormalize(vectors));
        for (int i = 0; i < fanIn; i++)
            for (int j = 0; j < fanOut; j++)
                values[i * fanOut + j] =
                        (float) (gain * (fanIn < fanOut ? vectors[i][j] : vectors[j][i]));
    }

    /** Vector k holds the elements from k times its length on. */
    private static void draw(double[][] vectors, long seed, int attempt, int tensor) {
        int length = vectors[0].length;
        float[] draws = new float[length];
        for (int k = 0; k < vectors.length; k++) {
            long first = (long) k * length;
            Philox.normal(seed, Purpose.INITIALIZE, attempt, tensor, first, draws, 0, length);
            for (int i = 0; i < length; i++) vectors[k][i] = draws[i];
        }
    }

    /**
     * Makes each vector orthogonal to those before it and its length 1; false, and they are of no
     * use, if one is almost a sum of those before it.
     */
    static boolean orthonormalize(double[][] vectors) {
        for (int k = 0; k < vectors.length; k++) {
            double[] unit = vectors[k];
            double length = Math.sqrt(dot(unit, unit));
            if (!(length > SHORTEST)) return false;
            for (int i = 0; i < unit.length; i++) unit[i] /= length;
            for (int j = k + 1; j < vectors.length; j++) {
                double part = dot(unit, vectors[j]);
                for (int i = 0; i < unit.length; i++) vectors[j][i] -= part * unit[i];
            }
        }
        return true;
    }

    /** Four sums side by side, as one alone would wait for each addition. */
    private static double dot(double[] x, double[] y) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        int i = 0;
        for (; i + 3 < x.length; i += 4) {
            a += x[i] * y[i];
            b += x[i + 1] * y[i + 1];
            c += x[i + 2] * y[i + 2];
            d += x[i + 3] * y[i + 3];
        }
        for (; i < x.length; i++) a += x[i] * y[i];
        return a + b + (c + d);
    }
}
