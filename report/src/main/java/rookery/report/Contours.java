package rookery.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The regions of a grid where its values reach a threshold, by marching squares.
 *
 * <p>Between two grid points the values are taken as straight. Around the grid lies a frame below any
 * threshold, in the same places as its rim, so that all lines are closed. Of the two ways through a
 * saddle the mean of its four corners decides.
 */
final class Contours {

    /** Corners of a cell, against the clock: right and up of its first one. */
    private static final int[] RIGHT = {0, 1, 1, 0};

    private static final int[] UP = {0, 0, 1, 1};

    private final double[][] values;
    private final double[] xs;
    private final double[] ys;
    private final double threshold;
    private final Map<Long, Long> next = new HashMap<>();

    private Contours(double[][] values, double[] xs, double[] ys, double threshold) {
        this.values = values;
        this.xs = xs;
        this.ys = ys;
        this.threshold = threshold;
    }

    /**
     * The rims of the region where values are at least the threshold. Outer rims run against the
     * clock (y upwards), those of its holes with it.
     *
     * @param values {@code values[j][i]} at {@code xs[i]}, {@code ys[j]}; all finite
     * @return of each rim x and y in turn, its first point not repeated
     */
    static List<double[]> above(double[][] values, double[] xs, double[] ys, double threshold) {
        Contours contours = new Contours(values, xs, ys, threshold);
        for (int j = -1; j < ys.length; j++)
            for (int i = -1; i < xs.length; i++) contours.cell(i, j);
        return contours.rings();
    }

    private boolean isAbove(int i, int j) {
        return i >= 0 && j >= 0 && i < xs.length && j < ys.length && values[j][i] >= threshold;
    }

    /**
     * Connects the crossings on a cell's edges: on the way around it against the clock, the region's
     * rim leads from where one leaves the region to where one enters it.
     */
    private void cell(int i, int j) {
        boolean[] above = new boolean[4];
        int count = 0;
        for (int k = 0; k < 4; k++) {
            above[k] = isAbove(i + RIGHT[k], j + UP[k]);
            if (above[k]) count++;
        }
        if (count == 0 || count == 4) return;
        // A saddle whose middle is above: its two low corners are cut off, otherwise its high ones.
        int turn = count == 2 && above[0] == above[2] && middleIsAbove(i, j) ? 1 : 3;
        for (int k = 0; k < 4; k++) {
            if (!above[k] || above[(k + 1) % 4]) continue;
            int entry = (k + turn) % 4;
            while (above[entry] || !above[(entry + 1) % 4]) entry = (entry + turn) % 4;
            next.put(edge(i, j, k), edge(i, j, entry));
        }
    }

    private boolean middleIsAbove(int i, int j) {
        if (i < 0 || j < 0 || i + 1 >= xs.length || j + 1 >= ys.length) return false;
        double sum = values[j][i] + values[j][i + 1] + values[j + 1][i] + values[j + 1][i + 1];
        return sum / 4 >= threshold;
    }

    /** The k-th edge of a cell, by the same number as in the cell beyond it. */
    private long edge(int i, int j, int k) {
        int upwards = k % 2; // edges 0 and 2 lie, 1 and 3 stand
        int left = k == 1 ? i + 1 : i;
        int low = k == 2 ? j + 1 : j;
        return ((low + 1L) * (xs.length + 2) + left + 1) * 2 + upwards;
    }

    private List<double[]> rings() {
        List<double[]> rings = new ArrayList<>();
        while (!next.isEmpty()) {
            long first = next.keySet().iterator().next();
            List<double[]> points = new ArrayList<>();
            for (Long at = first; at != null; at = next.remove(at)) points.add(crossing(at));
            points.removeLast(); // the first one again
            rings.add(simplified(points));
        }
        return rings;
    }

    private double[] crossing(long edge) {
        boolean upwards = edge % 2 == 1;
        int i = (int) (edge / 2 % (xs.length + 2)) - 1;
        int j = (int) (edge / 2 / (xs.length + 2)) - 1;
        int i2 = upwards ? i : i + 1;
        int j2 = upwards ? j + 1 : j;
        double share = 0;
        if (inside(i, j) && inside(i2, j2))
            share = (threshold - values[j][i]) / (values[j2][i2] - values[j][i]);
        return new double[] {
            x(i) + share * (x(i2) - x(i)), y(j) + share * (y(j2) - y(j)),
        };
    }

    private boolean inside(int i, int j) {
        return i >= 0 && j >= 0 && i < xs.length && j < ys.length;
    }

    private double x(int i) {
        return xs[Math.clamp(i, 0, xs.length - 1)];
    }

    private double y(int j) {
        return ys[Math.clamp(j, 0, ys.length - 1)];
    }

    /** Without points that stand where the one before them does, as along the grid's rim. */
    private static double[] simplified(List<double[]> points) {
        List<double[]> kept = new ArrayList<>();
        for (double[] point : points)
            if (kept.isEmpty() || point[0] != kept.getLast()[0] || point[1] != kept.getLast()[1])
                kept.add(point);
        double[] ring = new double[2 * kept.size()];
        for (int k = 0; k < kept.size(); k++) {
            ring[2 * k] = kept.get(k)[0];
            ring[2 * k + 1] = kept.get(k)[1];
        }
        return ring;
    }
}
