package rookery.data;

import rookery.losses.Loss;
import rookery.metrics.Metric;

/**
 * A number, standardized for the network unless it is to be seen as it is; predictions come back in the table's units.
 *
 * <pre>
 *   target = (y − mean) / deviation        prediction = mean + deviation · output
 * </pre>
 *
 * @param column the column's name
 * @param mean over the training rows
 * @param deviation over the training rows, of the population
 */
public record NumberTarget(String column, double mean, double deviation) implements TargetEncoding {
    /** Refuses a deviation that cannot be divided by. */
    public NumberTarget {
        if (!Double.isFinite(mean) || !Double.isFinite(deviation) || deviation <= 0) {
            throw new IllegalArgumentException(
                    "target %s: mean %s and deviation %s must be finite, the deviation above 0"
                            .formatted(column, mean, deviation));
        }
    }

    /** A number that the network sees as it is. */
    public static NumberTarget asIs(String column) {
        return new NumberTarget(column, 0, 1);
    }

    /** Whether the network sees the number as it is. */
    public boolean seenAsItIs() {
        return mean == 0 && deviation == 1;
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public String describe() {
        if (seenAsItIs()) return "the target, as it is";
        return "the target, standardized inside (mean %s, deviation %s)"
                .formatted(NumberText.brief(mean), NumberText.brief(deviation));
    }

    @Override
    public Metric inOriginalUnits(Metric metric) {
        return new OriginalUnits(metric, mean, deviation);
    }

    @Override
    public boolean known(Column column, int row) {
        return !column.missing(row);
    }

    @Override
    public void encode(Column column, int[] rows, float[] into) {
        new NumberEncoder(this.column, Scaling.STANDARD, mean, deviation, mean, false)
                .encode(column, rows, into, 0, 1);
    }

    @Override
    public Prediction prediction(float[] outputs, Loss loss) {
        return new Prediction.OfNumber(mean + deviation * outputs[0]);
    }
}
