package rookery.tensor;

import java.util.Arrays;
import java.util.Objects;

/** Rows of numbers, row-major: what a user hands in and gets back. Immutable. */
public final class Matrix {

    private final int rows;
    private final int cols;
    private final float[] values;

    private Matrix(int rows, int cols, float[] values) {
        if (rows < 0 || cols < 0 || (long) rows * cols != values.length)
            throw new IllegalArgumentException(
                    "Matrix: %d × %d needs %d values, got %d"
                            .formatted(rows, cols, (long) rows * cols, values.length));
        this.rows = rows;
        this.cols = cols;
        this.values = values;
    }

    /**
     * A matrix of a copy of these values, row after row.
     *
     * @throws IllegalArgumentException if there are not rows · cols values
     */
    public static Matrix of(int rows, int cols, float... values) {
        return new Matrix(rows, cols, values.clone());
    }

    /**
     * A matrix of a copy of these rows.
     *
     * @throws IllegalArgumentException if there is no row or their lengths differ
     */
    public static Matrix of(float[][] rows) {
        if (rows.length == 0) throw new IllegalArgumentException("Matrix: no rows given");
        int cols = rows[0].length;
        float[] values = new float[Math.multiplyExact(rows.length, cols)];
        for (int i = 0; i < rows.length; i++) {
            if (rows[i].length != cols)
                throw new IllegalArgumentException(
                        "Matrix: row %d has %d values, row 0 has %d"
                                .formatted(i, rows[i].length, cols));
            System.arraycopy(rows[i], 0, values, i * cols, cols);
        }
        return new Matrix(rows.length, cols, values);
    }

    /**
     * A matrix over this very array, which the caller promises not to write to any more.
     *
     * @throws IllegalArgumentException if there are not rows · cols values
     */
    public static Matrix wrap(int rows, int cols, float[] values) {
        return new Matrix(rows, cols, values);
    }

    /** Number of rows. */
    public int rows() {
        return rows;
    }

    /** Number of columns. */
    public int cols() {
        return cols;
    }

    /** The value at (row, col), both from 0. */
    public float get(int row, int col) {
        Objects.checkIndex(row, rows);
        Objects.checkIndex(col, cols);
        return values[row * cols + col];
    }

    /** A copy of one row. */
    public float[] row(int row) {
        Objects.checkIndex(row, rows);
        return Arrays.copyOfRange(values, row * cols, (row + 1) * cols);
    }

    /** A matrix of these rows, in this order; a row may be named more than once. */
    public Matrix select(int... selected) {
        float[] result = new float[Math.multiplyExact(selected.length, cols)];
        for (int i = 0; i < selected.length; i++) {
            Objects.checkIndex(selected[i], rows);
            System.arraycopy(values, selected[i] * cols, result, i * cols, cols);
        }
        return new Matrix(selected.length, cols, result);
    }

    /** All values, row after row: the array itself, not to be written to. */
    public float[] values() {
        return values;
    }

    /** A copy as an array of rows. */
    public float[][] toRows() {
        float[][] result = new float[rows][];
        for (int i = 0; i < rows; i++) result[i] = row(i);
        return result;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Matrix that
                && rows == that.rows
                && cols == that.cols
                && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + cols) + Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return rows * (long) cols <= 64
                ? Arrays.deepToString(toRows())
                : "Matrix(%d × %d)".formatted(rows, cols);
    }
}
