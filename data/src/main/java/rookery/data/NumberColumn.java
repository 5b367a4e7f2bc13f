package rookery.data;

/** A column of numbers; NaN stands for a missing value. */
public final class NumberColumn implements Column {
    private final String name;
    private final double[] values;

    /** Shares {@code values}: nobody may write to them afterwards. */
    NumberColumn(String name, double[] values) {
        this.name = name;
        this.values = values;
    }

    /**
     * A column of these values, copied.
     *
     * @throws IllegalArgumentException if a value is infinite
     */
    public static NumberColumn of(String name, double... values) {
        for (double value : values) {
            if (Double.isInfinite(value)) {
                throw new IllegalArgumentException("column " + name + ": a value is infinite");
            }
        }
        return new NumberColumn(name, values.clone());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public int rows() {
        return values.length;
    }

    @Override
    public boolean missing(int row) {
        return Double.isNaN(values[row]);
    }

    @Override
    public String text(int row) {
        return missing(row) ? "" : NumberText.print(values[row]);
    }

    /** The value of {@code row} (from 0), NaN where it is missing. */
    public double value(int row) {
        return values[row];
    }
}
