package rookery.explain.landscape;

/**
 * One direction of a landscape.
 *
 * @param label what it is, as an axis is labelled: {@code direction 1}, {@code
 *     dense/kernel[0,3]}
 * @param values where losses were computed, ascending; at least two
 */
public record Axis(String label, double[] values) {

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

    /** A copy of the values. */
    @Override
    public double[] values() {
        return values.clone();
    }
}
