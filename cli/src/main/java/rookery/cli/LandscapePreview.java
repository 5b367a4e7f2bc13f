package rookery.cli;

import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Surface;
import rookery.explain.landscape.Trail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A landscape in letters. Of a plane the darker, the higher, with as many shades below the median as
 * above it if the heights are far apart; of a line the curve. The path of the first training is made
 * of a's and ends with A, that of the second one of b's, and so on.
 */
final class LandscapePreview {

    private static final String SHADES = " .:-=+*#%@";
    private static final char HOLE = '?';
    private static final int MOST_COLUMNS = 61;
    private static final int PLANE_ROWS = 21;
    private static final int LINE_ROWS = 15;
    private static final int INDENT = 10;

    private final Landscape landscape;
    private final char[][] cells;
    private final double[] x;
    private final double[] y;

    private LandscapePreview(Landscape landscape, int columns, int rows) {
        this.landscape = landscape;
        x = landscape.x().values();
        double[] heights =
                Arrays.stream(landscape.training().losses())
                        .flatMapToDouble(Arrays::stream)
                        .filter(Double::isFinite)
                        .sorted()
                        .toArray();
        boolean line = landscape.y().isEmpty();
        double lowest = heights.length == 0 ? 0 : heights[0];
        double highest = heights.length == 0 ? 0 : heights[heights.length - 1];
        y =
                line
                        ? new double[] {lowest, highest > lowest ? highest : lowest + 1}
                        : landscape.y().get().values();
        cells = new char[rows][columns];
        for (char[] row : cells) Arrays.fill(row, ' ');
        if (line) curve();
        else shade(heights);
        for (int k = landscape.trails().size() - 1; k >= 0; k--) // the first one on top
        path(landscape.trails().get(k), (char) ('a' + k % ('z' - 'a' + 1)));
    }

    /** The lines of a preview that is no wider than this. */
    static List<String> of(Landscape landscape, int width) {
        return of(landscape, width, landscape.y().isEmpty() ? LINE_ROWS : PLANE_ROWS);
    }

    /** The same with so many lines of shades. */
    static List<String> of(Landscape landscape, int width, int rows) {
        int columns = Math.min(MOST_COLUMNS, width - INDENT - 2);
        return new LandscapePreview(landscape, columns, rows).lines();
    }

    private void curve() {
        Surface surface = landscape.training();
        for (int c = 0; c < cells[0].length; c++) {
            double loss = surface.at(nearest(c, cells[0].length, x.length), 0);
            if (Double.isFinite(loss)) cells[row(loss)][c] = '*';
            else cells[cells.length - 1][c] = HOLE;
        }
    }

    private void shade(double[] heights) {
        for (int r = 0; r < cells.length; r++)
            for (int c = 0; c < cells[r].length; c++) {
                double loss =
                        landscape
                                .training()
                                .at(
                                        nearest(c, cells[r].length, x.length),
                                        nearest(cells.length - 1 - r, cells.length, y.length));
                cells[r][c] = Double.isFinite(loss) ? shade(loss, heights) : HOLE;
            }
    }

    private static char shade(double loss, double[] heights) {
        double range = heights[heights.length - 1] - heights[0];
        double half = heights[heights.length / 2] - heights[0];
        if (range == 0) return SHADES.charAt(0);
        double unit = half > 0 ? half : range;
        double share =
                StrictMath.log1p((loss - heights[0]) / unit) / StrictMath.log1p(range / unit);
        return SHADES.charAt(Math.min(SHADES.length() - 1, (int) (share * SHADES.length())));
    }

    /** The grid's place for a cell. */
    private static int nearest(int cell, int cells, int places) {
        return (int) Math.round((double) cell * (places - 1) / (cells - 1));
    }

    private int row(double height) {
        double share = (height - y[0]) / (y[y.length - 1] - y[0]);
        return (int) Math.round((1 - share) * (cells.length - 1));
    }

    private void path(Trail trail, char letter) {
        List<Trail.Point> points = trail.points();
        for (int k = 0; k < points.size(); k++) {
            Trail.Point point = points.get(k);
            double height = landscape.y().isEmpty() ? point.projectedLoss() : point.y();
            double share = (point.x() - x[0]) / (x[x.length - 1] - x[0]);
            boolean inside =
                    share >= 0 && share <= 1 && height >= y[0] && height <= y[y.length - 1];
            if (inside)
                cells[row(height)][(int) Math.round(share * (cells[0].length - 1))] =
                        k == points.size() - 1 ? Character.toUpperCase(letter) : letter;
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int r = 0; r < cells.length; r++) {
            String label =
                    r == 0
                            ? Numbers.digits(y[y.length - 1])
                            : r == cells.length - 1 ? Numbers.digits(y[0]) : "";
            lines.add("%9s %s".formatted(label, "|" + new String(cells[r]) + "|"));
        }
        String from = Numbers.digits(x[0]);
        String to = Numbers.digits(x[x.length - 1]);
        String between = " ".repeat(Math.max(1, cells[0].length - from.length() - to.length()));
        lines.add(" ".repeat(INDENT + 1) + from + between + to);
        return lines;
    }
}
