package rookery.report;

import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Surface;
import rookery.explain.landscape.Trail;

import java.util.ArrayList;
import java.util.List;

/**
 * One surface of a plane: bands of color between contours, holes hatched, trails on it.
 *
 * @param landscape whose axes and trails it has
 * @param surface of it
 * @param levels between the bands
 * @param plot where it is drawn
 * @param id of what is defined for it, unlike those of other panels
 */
record SurfacePanel(Landscape landscape, Surface surface, Levels levels, Plot plot, String id) {

    /** Draws it all but for the axes. */
    void draw(Svg svg) {
        double[][] losses = surface.losses();
        double[] xs = landscape.x().values();
        double[] ys = landscape.y().orElseThrow().values();
        svg.open("clipPath", "id", svg.id(id));
        rectangle(svg, plot.left(), plot.top(), plot.right(), plot.bottom());
        svg.close();
        svg.open("g", "clip-path", "url(#" + svg.id(id) + ")");
        rectangle(
                svg,
                plot.left(),
                plot.top(),
                plot.right(),
                plot.bottom(),
                "fill",
                Viridis.band(0, levels.bands()));
        double[][] heights = heights(filled(losses));
        for (int k = 0; k < levels.thresholds().length; k++) {
            double threshold = levels.height(levels.thresholds()[k]);
            band(svg, Contours.above(heights, xs, ys, threshold), k);
        }
        holes(svg, losses, xs, ys);
        for (int k = 0; k < landscape.trails().size(); k++)
            new TrailStyle(k).draw(svg, points(landscape.trails().get(k)));
        svg.close();
    }

    /** The trail's points on the picture. */
    private List<double[]> points(Trail trail) {
        return trail.points().stream()
                .filter(p -> Double.isFinite(p.x()) && Double.isFinite(p.y()))
                .map(p -> new double[] {far(plot.x().at(p.x())), far(plot.y().at(p.y()))})
                .toList();
    }

    /** No farther than a picture's numbers should go. */
    private static double far(double place) {
        return Math.clamp(place, -1e5, 1e5);
    }

    private void band(Svg svg, List<double[]> rings, int k) {
        StringBuilder path = new StringBuilder();
        for (double[] ring : rings) {
            for (int p = 0; p < ring.length; p += 2)
                path.append(p == 0 ? 'M' : 'L')
                        .append(Svg.number(plot.x().at(ring[p])))
                        .append(' ')
                        .append(Svg.number(plot.y().at(ring[p + 1])));
            path.append('Z');
        }
        if (path.isEmpty()) return;
        svg.explained(
                "loss of at least " + levels.label(k),
                "path",
                "d",
                path.toString(),
                "fill",
                Viridis.band(k + 1, levels.bands()),
                "fill-rule",
                "evenodd",
                "stroke",
                "#ffffff",
                "stroke-opacity",
                0.35,
                "stroke-width",
                0.7);
    }

    private double[][] heights(double[][] losses) {
        double[][] heights = new double[losses.length][losses[0].length];
        for (int j = 0; j < losses.length; j++)
            for (int i = 0; i < losses[j].length; i++) heights[j][i] = levels.height(losses[j][i]);
        return heights;
    }

    /** The losses with those that are not finite replaced by a neighbour's, ring by ring. */
    private static double[][] filled(double[][] losses) {
        double[][] filled = new double[losses.length][];
        List<int[]> known = new ArrayList<>();
        for (int j = 0; j < losses.length; j++) {
            filled[j] = losses[j].clone();
            for (int i = 0; i < filled[j].length; i++)
                if (Double.isFinite(filled[j][i])) known.add(new int[] {i, j});
        }
        while (!known.isEmpty()) {
            List<int[]> found = new ArrayList<>();
            for (int[] at : known)
                for (int[] step : new int[][] {{1, 0}, {-1, 0}, {0, 1}, {0, -1}}) {
                    int i = at[0] + step[0];
                    int j = at[1] + step[1];
                    if (j < 0 || j >= filled.length || i < 0 || i >= filled[j].length) continue;
                    if (Double.isFinite(filled[j][i])) continue;
                    filled[j][i] = filled[at[1]][at[0]];
                    found.add(new int[] {i, j});
                }
            known = found;
        }
        return filled;
    }

    /** Hatches each grid point whose loss is not finite, halfway to its neighbours. */
    private void holes(Svg svg, double[][] losses, double[] xs, double[] ys) {
        StringBuilder path = new StringBuilder();
        for (int j = 0; j < ys.length; j++) {
            String low = Svg.number(plot.y().at(between(ys, j, -1)));
            String high = Svg.number(plot.y().at(between(ys, j, 1)));
            for (int i = 0; i < xs.length; i++) {
                int first = i;
                while (i < xs.length && !Double.isFinite(losses[j][i])) i++;
                if (first == i) continue;
                String left = Svg.number(plot.x().at(between(xs, first, -1)));
                String right = Svg.number(plot.x().at(between(xs, i - 1, 1)));
                path.append("M%s %sH%sV%sH%sZ".formatted(left, low, right, high, left));
            }
        }
        if (path.isEmpty()) return;
        svg.element("path", "d", path.toString(), "class", "f-box");
        svg.explained(
                "the loss is not finite here",
                "path",
                "d",
                path.toString(),
                "fill",
                Hatch.paint(svg));
    }

    private static double between(double[] values, int k, int step) {
        int neighbour = Math.clamp(k + step, 0, values.length - 1);
        return (values[k] + values[neighbour]) / 2;
    }

    private static void rectangle(
            Svg svg, double left, double top, double right, double bottom, Object... more) {
        Object[] all = new Object[8 + more.length];
        System.arraycopy(
                new Object[] {"x", left, "y", top, "width", right - left, "height", bottom - top},
                0,
                all,
                0,
                8);
        System.arraycopy(more, 0, all, 8, more.length);
        svg.element("rect", all);
    }
}
