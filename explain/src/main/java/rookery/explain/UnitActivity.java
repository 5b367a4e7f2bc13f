package rookery.explain;

import rookery.activations.Activation;
import rookery.layers.Frame;
import rookery.layers.Layer;
import rookery.tensor.Panels;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a unit did on some rows.
 *
 * @param unit its number in its layer, from 0
 * @param on share of the rows on which it was on, by {@link LayerActivity#onWhere}
 * @param mean of its output y
 * @param std of y over the rows, whose squares are divided by their number
 * @param dead whether it was on on none, and lets no gradient through where it is off: it does not
 *     learn from any of these rows
 * @param alwaysOn whether it was on on all, of units that let no gradient through where they are off:
 *     then it is linear
 * @param saturated share of the rows on which |tanh|, or |2σ − 1|, was above 0.99; none for units
 *     without two ends
 */
public record UnitActivity(
        int unit,
        double on,
        double mean,
        double std,
        boolean dead,
        boolean alwaysOn,
        Optional<Double> saturated) {

    /** The units of a layer, as rows go by. */
    static final class Counts {
        private final OnRule rule;
        private final OnRule.Saturation saturation;
        private final long[] on;
        private final long[] saturated;
        private final double[] mean;
        private final double[] squares;
        private long rows;

        Counts(Layer layer, int units) {
            Activation activation = OnRule.activation(layer);
            rule = OnRule.of(activation);
            saturation = OnRule.Saturation.of(activation);
            on = new long[units];
            saturated = new long[units];
            mean = new double[units];
            squares = new double[units];
        }

        /** Adds the rows of a way forward; mean and squares as Welford 1962 does. */
        void add(Frame frame, Layer layer, int newRows) {
            Panels z = layer instanceof rookery.layers.Activation ? frame.x() : frame.z();
            for (int row = 0; row < newRows; row++) {
                rows++;
                int largest = rule == OnRule.LARGEST ? largest(frame.y(), row) : 0;
                for (int u = 0; u < on.length; u++) {
                    float y = frame.y().get(row, u);
                    boolean isOn =
                            switch (rule) {
                                case LETS_THROUGH, POSITIVE -> y > 0;
                                case NOT_ZERO -> y != 0;
                                case ABOVE_ZERO -> z.get(row, u) > 0;
                                case LARGEST -> u == largest;
                            };
                    if (isOn) on[u]++;
                    if (saturation.at(y)) saturated[u]++;
                    double d = y - mean[u];
                    mean[u] += d / rows;
                    squares[u] += d * (y - mean[u]);
                }
            }
        }

        private static int largest(Panels y, int row) {
            int largest = 0;
            for (int u = 1; u < y.features(); u++)
                if (y.get(row, u) > y.get(row, largest)) largest = u;
            return largest;
        }

        List<UnitActivity> units() {
            List<UnitActivity> units = new ArrayList<>(on.length);
            for (int u = 0; u < on.length; u++)
                units.add(
                        new UnitActivity(
                                u,
                                (double) on[u] / rows,
                                mean[u],
                                Math.sqrt(squares[u] / rows),
                                rule.stops() && on[u] == 0,
                                rule.stops() && on[u] == rows,
                                saturation == OnRule.Saturation.NONE
                                        ? Optional.empty()
                                        : Optional.of((double) saturated[u] / rows)));
            return units;
        }
    }
}
