package rookery.explain.landscape;

import rookery.Losses;

import java.util.List;
import java.util.function.IntConsumer;

/**
 * Losses on a grid.
 *
 * @param losses rows × columns: {@code losses[j][i]} at the i-th value of x and the j-th of y; NaN
 *     or infinite where the loss is not finite
 */
public record Surface(double[][] losses) {

    /** Computes them; the arguments are {@link Landscape#of}'s. */
    static Surface of(Plane plane, List<Axis> axes, Losses losses, IntConsumer progress) {
        double[] x = axes.getFirst().values();
        double[] y = axes.size() == 1 ? new double[1] : axes.getLast().values();
        double[] all = new double[Math.multiplyExact(x.length, y.length)];
        losses.at(
                all, (k, weights) -> plane.at(x[k % x.length], y[k / x.length], weights), progress);
        double[][] rows = new double[y.length][x.length];
        for (int j = 0; j < y.length; j++)
            System.arraycopy(all, j * x.length, rows[j], 0, x.length);
        return new Surface(rows);
    }

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
