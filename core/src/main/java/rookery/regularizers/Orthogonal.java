package rookery.regularizers;

import rookery.kernels.Kernels;
import rookery.tensor.ParameterSpec;

import java.util.Arrays;
import java.util.Objects;

/**
 * The mean absolute cosine between any two rows, or columns, of a kernel: 0 if they are orthogonal.
 *
 * <pre>
 *   û_i = u_i / max(‖u_i‖, 1e-7)        c_ij = û_i · û_j        pairs = n·(n−1)/2
 *   penalty = factor · Σ_{j&lt;i} |c_ij| / pairs
 *   ∂/∂u_i  = factor / pairs · (Σ_j sign(c_ij)·û_j − Σ_j |c_ij|·û_i) / ‖u_i‖,   j ≠ i
 * </pre>
 *
 * <p>Keras's {@code OrthogonalRegularizer}; cf. Brock et al. 2017, arXiv:1609.07093. With a single
 * row, or column, Keras's penalty is 0/0; here it is 0. The gradient of a row of zeros is not a
 * number in Keras; here it is 0.
 *
 * @param factor at least 0; Keras's default is 0.01
 * @param mode which vectors shall be orthogonal; rows
 */
public record Orthogonal(double factor, Mode mode) implements Regularizer {

    private static final double LARGEST_INVERSE = 1e7;

    /** Which vectors of a kernel (inputs, units) are meant. */
    public enum Mode {
        /** Each input's weights to all units. */
        ROWS,

        /** Each unit's weights from all inputs. */
        COLUMNS
    }

    /** Keras's defaults. */
    public Orthogonal() {
        this(0.01);
    }

    /** Orthogonal rows. */
    public Orthogonal(double factor) {
        this(factor, Mode.ROWS);
    }

    /** Checks the factor. */
    public Orthogonal {
        Penalties.check("Orthogonal", "factor", factor);
        Objects.requireNonNull(mode, "Orthogonal: mode");
    }

    @Override
    public boolean elementwise() {
        return false;
    }

    /** The vectors one after the other, divided by their lengths, and one more. */
    @Override
    public int scratch(ParameterSpec spec) {
        if (spec.shape().size() != 2)
            throw new IllegalArgumentException(
                    "Orthogonal: %s must have two dimensions, got %s"
                            .formatted(spec.name(), spec.shape()));
        return Math.toIntExact(spec.count() + length(spec));
    }

    @Override
    public double value(
            Kernels kernels, ParameterSpec spec, float[] values, int at, float[] scratch) {
        int n = vectors(spec);
        int length = length(spec);
        normalize(spec, values, at, scratch);
        double sum = 0;
        for (int i = 1; i < n; i++)
            for (int j = 0; j < i; j++)
                sum += Math.abs(kernels.dot(scratch, i * length, scratch, j * length, length));
        return sum * perPair(n);
    }

    @Override
    public void addGradient(
            Kernels kernels,
            ParameterSpec spec,
            float[] values,
            float[] gradients,
            int at,
            int from,
            int to,
            float[] scratch) {
        int n = vectors(spec);
        int length = length(spec);
        normalize(spec, values, at, scratch);
        int sum = n * length;
        for (int i = 0; i < n; i++) {
            double cosines = sumTowards(kernels, scratch, i, n, length);
            double inverse = inverseLength(spec, values, at, i);
            double projection = inverse < LARGEST_INVERSE ? cosines : 0;
            double scale = perPair(n) * inverse;
            for (int k = 0; k < length; k++) {
                double change = scratch[sum + k] - projection * scratch[i * length + k];
                gradients[at + place(spec, i, k)] += (float) (scale * change);
            }
        }
    }

    /** Behind the n vectors, Σ_j sign(c_ij)·û_j; returns Σ_j |c_ij|; j ≠ i. */
    private static double sumTowards(Kernels kernels, float[] scratch, int i, int n, int length) {
        int sum = n * length;
        Arrays.fill(scratch, sum, sum + length, 0f);
        double cosines = 0;
        for (int j = 0; j < n; j++) {
            if (j == i) continue;
            double cosine = kernels.dot(scratch, i * length, scratch, j * length, length);
            float sign = (float) Math.signum(cosine);
            for (int k = 0; k < length; k++) scratch[sum + k] += sign * scratch[j * length + k];
            cosines += Math.abs(cosine);
        }
        return cosines;
    }

    private void normalize(ParameterSpec spec, float[] values, int at, float[] scratch) {
        int length = length(spec);
        for (int i = 0; i < vectors(spec); i++) {
            double inverse = inverseLength(spec, values, at, i);
            for (int k = 0; k < length; k++)
                scratch[i * length + k] = (float) (inverse * values[at + place(spec, i, k)]);
        }
    }

    private double inverseLength(ParameterSpec spec, float[] values, int at, int i) {
        double squares = 0;
        for (int k = 0; k < length(spec); k++) {
            double value = values[at + place(spec, i, k)];
            squares += value * value;
        }
        return Math.min(1 / Math.sqrt(squares), LARGEST_INVERSE);
    }

    private double perPair(int n) {
        return n == 1 ? 0 : factor / (n * (n - 1.0) / 2);
    }

    private int vectors(ParameterSpec spec) {
        return mode == Mode.ROWS ? spec.rows() : spec.cols();
    }

    private int length(ParameterSpec spec) {
        return mode == Mode.ROWS ? spec.cols() : spec.rows();
    }

    private int place(ParameterSpec spec, int vector, int k) {
        return mode == Mode.ROWS ? spec.at(vector, k) : spec.at(k, vector);
    }
}
