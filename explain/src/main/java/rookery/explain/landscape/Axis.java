package rookery.explain.landscape;

import java.util.Optional;

/**
 * One direction of a landscape.
 *
 * @param label what it is, as an axis is labelled: {@code direction 1}, {@code
 *     dense/kernel[0,3]}
 * @param values where losses were computed, ascending; at least two
 * @param explained the share of the paths' variance along it, where it is a principal component
 */
public record Axis(String label, double[] values, Optional<Double> explained) {

    public Axis {
        if (values.length < 2)
            throw new IllegalArgumentException(
                    "%s: expected at least two values, got %d".formatted(label, values.length));
        for (int i = 1; i < values.length; i++)
            if (!(values[i] > values[i - 1]))
                throw new IllegalArgumentException(
                        "%s: expected ascending values, got %s after %s"
                                .formatted(label, values[i], values[i - 1]));
        values = values.clone();
    }

    /** One that is no principal component. */
    public Axis(String label, double[] values) {
        this(label, values, Optional.empty());
    }

    /**
     * Evenly spaced values.
     *
     * @param points how many, both ends included
     */
    public static Axis even(String label, double from, double to, int points) {
        double[] values = new double[points];
        for (int i = 0; i < points; i++)
            values[i] = i == points - 1 ? to : from + (to - from) * i / (points - 1);
        return new Axis(label, values);
    }

    /** Whether it reaches there. */
    public boolean contains(double value) {
        return value >= values[0] && value <= values[values.length - 1];
    }

    /** A copy of the values. */
    @Override
    public double[] values() {
        return values.clone();
    }
}
