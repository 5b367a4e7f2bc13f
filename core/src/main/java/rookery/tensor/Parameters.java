package rookery.tensor;

import rookery.kernels.Kernels;
import rookery.names.Names;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * All parameters of a network in one array, and the index that names their windows and translates
 * (i, j) into a place.
 */
public final class Parameters {

    /** Most floats of all tensors together, padding included: what fits into one array. */
    public static final int MOST = Integer.MAX_VALUE - 8;

    private final List<ParameterSpec> specs;
    private final int[] offsets;
    private final float[] values;

    private Parameters(List<ParameterSpec> specs, int[] offsets, float[] values) {
        this.specs = specs;
        this.offsets = offsets;
        this.values = values;
    }

    /**
     * Zeros for these tensors, one after the other.
     *
     * @throws IllegalArgumentException if they do not fit into one array of 2³¹ − 9 floats
     */
    public static Parameters zeros(List<ParameterSpec> specs) {
        int[] offsets = new int[specs.size()];
        long size = 0;
        for (int k = 0; k < offsets.length; k++) {
            offsets[k] = (int) size;
            size += specs.get(k).size();
            if (size > MOST)
                throw new IllegalArgumentException(
                        "%s: the network's parameters do not fit into one array of %d floats"
                                .formatted(specs.get(k).name(), MOST));
        }
        return new Parameters(List.copyOf(specs), offsets, new float[(int) size]);
    }

    /** The same index over another array of the same length, which is not copied. */
    public Parameters over(float[] other) {
        if (other.length != values.length)
            throw new IllegalArgumentException(
                    "Parameters: need %d floats, got %d".formatted(values.length, other.length));
        return new Parameters(specs, offsets, other);
    }

    /** A copy that shares nothing that can change. */
    public Parameters copy() {
        return over(values.clone());
    }

    /** The tensors, in order. */
    public List<ParameterSpec> specs() {
        return specs;
    }

    /** All values in panels, padding included: the array itself. */
    public float[] values() {
        return values;
    }

    /** How many parameters there are, padding not counted. */
    public long count() {
        return specs.stream().mapToLong(ParameterSpec::count).sum();
    }

    /** Where the k-th tensor begins. */
    public int offset(int k) {
        return offsets[k];
    }

    /**
     * The position of a tensor in {@link #specs()}.
     *
     * @throws IllegalArgumentException if there is none of this name; offers the nearest
     */
    public int indexOf(String name) {
        for (int k = 0; k < offsets.length; k++) if (specs.get(k).name().equals(name)) return k;
        List<String> known = specs.stream().map(ParameterSpec::name).toList();
        throw new IllegalArgumentException(
                "no parameter \"%s\"; %s".formatted(name, Names.suggest(name, known)));
    }

    /** Where element (i, j) of a tensor is; i is 0 in a vector. */
    public int at(String name, int i, int j) {
        int k = indexOf(name);
        ParameterSpec spec = specs.get(k);
        Objects.checkIndex(i, spec.rows());
        Objects.checkIndex(j, spec.cols());
        return offsets[k] + spec.at(i, j);
    }

    /** Element (i, j) of a tensor; i is 0 in a vector. */
    public float get(String name, int i, int j) {
        return values[at(name, i, j)];
    }

    /** A copy of a tensor, row-major; a vector is one row. */
    public Matrix matrix(String name) {
        int k = indexOf(name);
        ParameterSpec spec = specs.get(k);
        return Matrix.wrap(spec.rows(), spec.cols(), logical(k));
    }

    /** A copy of the k-th tensor's values in logical (row-major) order, without padding. */
    public float[] logical(int k) {
        ParameterSpec spec = specs.get(k);
        float[] result = new float[Math.toIntExact(spec.count())];
        int n = 0;
        for (int i = 0; i < spec.rows(); i++)
            for (int j = 0; j < spec.cols(); j++) result[n++] = values[offsets[k] + spec.at(i, j)];
        return result;
    }

    /** Copies row i of the k-th tensor, without padding; a vector is one row. */
    public void copyRow(int k, int i, float[] into) {
        ParameterSpec spec = specs.get(k);
        for (int j = 0; j < spec.cols(); j += Kernels.LANES) {
            int count = Math.min(Kernels.LANES, spec.cols() - j);
            System.arraycopy(values, offsets[k] + spec.at(i, j), into, j, count);
        }
    }

    /**
     * Sets the k-th tensor from values in logical (row-major) order.
     *
     * @throws IllegalArgumentException if their number is not the tensor's
     */
    public void setLogical(int k, float[] logical) {
        ParameterSpec spec = specs.get(k);
        if (logical.length != spec.count())
            throw new IllegalArgumentException(
                    "%s: shape %s needs %d values, got %d"
                            .formatted(spec.name(), spec.shape(), spec.count(), logical.length));
        int n = 0;
        for (int i = 0; i < spec.rows(); i++)
            for (int j = 0; j < spec.cols(); j++) values[offsets[k] + spec.at(i, j)] = logical[n++];
    }

    /**
     * SHA-256, in lower-case hexadecimal, over the little-endian floats of all tensors in logical
     * order, statistics that are not trained included, padding not.
     */
    public String sha256() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int k = 0; k < offsets.length; k++) {
                float[] row = new float[specs.get(k).cols()];
                ByteBuffer bytes =
                        ByteBuffer.allocate(Math.multiplyExact(row.length, Float.BYTES))
                                .order(ByteOrder.LITTLE_ENDIAN);
                for (int i = 0; i < specs.get(k).rows(); i++) {
                    copyRow(k, i, row);
                    bytes.asFloatBuffer().put(row);
                    digest.update(bytes.array());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
