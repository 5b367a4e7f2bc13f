package rookery.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Curves as {@code curves.js} draws them.
 *
 * @param title what is drawn, for those who do not see it
 * @param log whether y has a logarithmic axis
 * @param views what they can be drawn against
 */
record CurveData(String title, boolean log, List<View> views) {

    /** Points of a line at most: more than a screen has columns. */
    private static final int MOST = 1000;

    /**
     * Lines against one quantity.
     *
     * @param name the quantity: {@code epochs}
     */
    record View(String name, List<Line> lines) {}

    /**
     * A line, with a band if {@code low} and {@code high} are not empty.
     *
     * @param x ascending
     */
    record Line(String name, List<Double> x, List<Double> y, List<Double> low, List<Double> high) {

        /** Without a band. */
        Line(String name, List<Double> x, List<Double> y) {
            this(name, x, y, List.of(), List.of());
        }

        /** Every so many of its points, the last one included. */
        Line thinned() {
            return new Line(name, thinned(x), thinned(y), thinned(low), thinned(high));
        }

        private static List<Double> thinned(List<Double> values) {
            int n = values.size();
            if (n <= MOST) return values;
            List<Double> some = new ArrayList<>(MOST);
            for (long k = 0; k < MOST; k++) some.add(values.get((int) (k * (n - 1) / (MOST - 1))));
            return some;
        }
    }
}
