package rookery.data;

/**
 * Count, range, mean and deviation of a column over some rows, missing values left aside.
 *
 * <pre>
 *   mean = Σx / n        deviation = √(Σ(x − mean)² / n)
 * </pre>
 */
record NumberSummary(int count, double min, double max, double mean, double deviation) {
    static NumberSummary of(NumberColumn column, int[] rows) {
        int count = 0;
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        double sum = 0;
        for (int row : rows) {
            double x = column.value(row);
            if (Double.isNaN(x)) continue;
            count++;
            min = Math.min(min, x);
            max = Math.max(max, x);
            sum += x;
        }
        if (min == max)
            return new NumberSummary(count, min, max, min, 0); // exactly, whatever Σx/n rounds to
        double mean = sum / count;
        double squares = 0;
        for (int row : rows) {
            double x = column.value(row);
            if (!Double.isNaN(x)) squares += (x - mean) * (x - mean);
        }
        double deviation = Math.sqrt(squares / count);
        if (Double.isInfinite(deviation) || deviation == 0) {
            throw new InputException(
                    ("column %s: the values reach from %s to %s, too %s to be scaled; write them"
                                    + " in another unit, or leave the column out with --drop")
                            .formatted(column.name(), min, max, deviation == 0 ? "close" : "far"));
        }
        return new NumberSummary(count, min, max, mean, deviation);
    }

    boolean constant() {
        return min == max;
    }
}
