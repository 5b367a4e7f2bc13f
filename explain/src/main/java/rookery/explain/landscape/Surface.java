package rookery.explain.landscape;

/**
 * Losses on a grid.
 *
 * @param losses rows × columns: {@code losses[j][i]} at the i-th value of x and the j-th of y; NaN
 *     or infinite where the loss is not finite
 */
public record Surface(double[][] losses) {

    /** The loss at the i-th value of x and the j-th of y. */
    public double at(int i, int j) {
        return losses[j][i];
    }

    /** Grid points whose loss is not finite: holes of a picture. */
    public long holes() {
        long holes = 0;
        for (double[] row : losses) for (double loss : row) if (!Double.isFinite(loss)) holes++;
        return holes;
    }

    void check(int rows, int columns) {
        if (losses.length != rows || losses[0].length != columns)
            throw new IllegalArgumentException(
                    "surface: expected %d × %d losses, got %d × %d"
                            .formatted(rows, columns, losses.length, losses[0].length));
    }
}
