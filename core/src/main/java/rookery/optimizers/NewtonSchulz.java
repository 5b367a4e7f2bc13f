package rookery.optimizers;

import rookery.kernels.Kernels;
import rookery.kernels.Workers;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.List;

/**
 * Makes the rows of a matrix orthonormal, or its columns if there are fewer, nearly: Newton's and
 * Schulz's iteration for the factor U·Vᵀ of X = U·S·Vᵀ, with a polynomial of degree 5.
 *
 * <pre>
 *   X = X / (‖X‖ + 1e-7)
 *   rows ≤ columns    A = X·Xᵀ        X = (a·I + b·A + c·A·A)·X        as often as wanted
 *   otherwise         A = Xᵀ·X        X = X·(a·I + b·A + c·A·A)
 * </pre>
 *
 * <p>A kernel in panels of 32 columns is, to the products, the panels of as many examples: X is both
 * the weights W and the examples Wᵀ. Panels are shared out to the threads.
 */
final class NewtonSchulz {

    private static final double EPSILON = 1e-7;
    private static final int LANES = Panels.LANES;

    /** Rows of a product that are computed together. */
    private static final int GROUP = 8;

    private final float[] one;
    private final float[] other;
    private final float[] turned;
    private final float[] a;
    private final float[] b;
    private final float[] zeros;
    private final Workers.Work turnShare = this::turnShare;
    private final Workers.Work gramShare = this::gramShare;
    private final Workers.Work polynomialShare = this::polynomialShare;
    private final Workers.Work productShare = this::productShare;
    private Kernels kernels;
    private float linear;
    private float cubic;
    private float quintic;
    private int rows;
    private int cols;

    /** The smaller of the two. */
    private int side;

    private float[] x;
    private float[] y;

    /** Room for any of these tensors. */
    NewtonSchulz(List<ParameterSpec> specs) {
        int size = 0;
        int turnedSize = 0;
        int most = 0;
        for (ParameterSpec spec : specs) {
            size = Math.max(size, (int) spec.size());
            turnedSize = Math.max(turnedSize, turned(spec));
            most = Math.max(most, Math.min(spec.rows(), spec.cols()));
        }
        one = new float[size];
        other = new float[size];
        turned = new float[turnedSize];
        a = new float[most * padded(most)];
        b = new float[most * padded(most)];
        zeros = new float[padded(most)];
    }

    /** Floats of a tensor that lies on its side. */
    private static int turned(ParameterSpec spec) {
        long size = (long) padded(spec.rows()) * padded(spec.cols());
        if (size > Parameters.MOST)
            throw new IllegalArgumentException(
                    "Muon: %s of the shape %s is too flat; name its layer in excludeLayers"
                            .formatted(spec.name(), spec.shape()));
        return (int) size;
    }

    private static int padded(int n) {
        return Panels.count(n) * LANES;
    }

    /**
     * Orthogonalizes a tensor in place.
     *
     * @param values in which its window begins at {@code at}
     */
    void orthogonalize(
            Kernels kernels,
            int threads,
            ParameterSpec spec,
            float[] values,
            int at,
            double[] coefficients,
            int steps) {
        this.kernels = kernels;
        linear = (float) coefficients[0];
        cubic = (float) coefficients[1];
        quintic = (float) coefficients[2];
        rows = spec.rows();
        cols = spec.cols();
        side = Math.min(rows, cols);
        x = one;
        y = other;
        int size = (int) spec.size();
        double norm = Math.sqrt(kernels.dot(values, at, values, at, size));
        if (!Double.isFinite(norm)) return; // the products would carry it into the padding
        float scale = (float) (1 / (norm + EPSILON));
        for (int i = 0; i < size; i++) x[i] = scale * values[at + i];
        if (wide()) Arrays.fill(a, 0, side * padded(side), 0f); // its padding must be 0
        for (int step = 0; step < steps; step++) {
            if (wide()) Workers.run(turnShare, threads);
            Workers.run(gramShare, threads);
            Workers.run(polynomialShare, threads);
            Workers.run(productShare, threads);
            float[] result = y;
            y = x;
            x = result;
        }
        System.arraycopy(x, 0, values, at, size);
    }

    private boolean wide() {
        return rows <= cols;
    }

    /** Xᵀ's units side by side, as the product of examples with examples wants them. */
    private void turnShare(int share, int shares) {
        int from = begin(Panels.count(cols), share, shares);
        int panels = begin(Panels.count(cols), share + 1, shares) - from;
        int at = from * padded(rows) * LANES;
        kernels.transpose(x, from * rows * LANES, turned, at, rows, panels);
    }

    /** A = X·Xᵀ or Xᵀ·X; both are symmetric, so that it does not matter how they lie. */
    private void gramShare(int share, int shares) {
        if (wide()) {
            int groups = Math.ceilDiv(side, GROUP);
            int from = begin(groups, share, shares) * GROUP;
            int to = Math.min(side, begin(groups, share + 1, shares) * GROUP);
            if (from < to)
                kernels.kernelGradient(x, 0, turned, 0, a, 0, side, side, cols, from, to);
            return;
        }
        int from = begin(Panels.count(side), share, shares);
        int panels = begin(Panels.count(side), share + 1, shares) - from;
        if (panels > 0)
            kernels.product(
                    x,
                    from * rows * LANES,
                    x,
                    0,
                    zeros,
                    0,
                    a,
                    from * side * LANES,
                    rows,
                    side,
                    panels);
    }

    /** B = a·I + b·A + c·A·A. */
    private void polynomialShare(int share, int shares) {
        int from = begin(Panels.count(side), share, shares);
        int to = begin(Panels.count(side), share + 1, shares);
        if (from == to) return;
        int size = side * LANES;
        kernels.product(a, from * size, a, 0, zeros, 0, b, from * size, side, side, to - from);
        for (int i = from * size; i < to * size; i++) b[i] = cubic * a[i] + quintic * b[i];
        for (int j = from * LANES; j < Math.min(side, to * LANES); j++) {
            int diagonal = (j / LANES * side + j) * LANES + j % LANES;
            b[diagonal] = b[diagonal] + linear;
        }
    }

    /** B·X or X·B. */
    private void productShare(int share, int shares) {
        int from = begin(Panels.count(cols), share, shares);
        int panels = begin(Panels.count(cols), share + 1, shares) - from;
        if (panels == 0) return;
        int at = from * rows * LANES;
        if (wide()) kernels.product(x, at, b, 0, zeros, 0, y, at, rows, rows, panels);
        else kernels.inputGradient(b, from * cols * LANES, x, 0, y, at, rows, cols, panels);
    }

    private static int begin(int parts, int share, int shares) {
        return (int) ((long) parts * share / shares);
    }
}
