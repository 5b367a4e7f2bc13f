package rookery.data;

import rookery.losses.GaussianNll;
import rookery.losses.Loss;
import rookery.metrics.Metric;

import java.util.OptionalDouble;

/**
 * A number, standardized for the network, which says how large it is and how sure it is of that: a
 * normal distribution. Predictions come back in the table's units.
 *
 * <pre>
 *   target = (y − mean) / deviation        outputs (m, s)
 *   prediction = mean + deviation · m      its standard deviation = deviation · √exp(s)
 * </pre>
 *
 * <p>A variance exp(s) below the least one of {@link GaussianNll} is this least one, as in the loss.
 *
 * @param column the column's name
 * @param mean over the training rows
 * @param deviation over the training rows, of the population
 */
public record NormalTarget(String column, double mean, double deviation) implements TargetEncoding {
    /** Refuses a deviation that cannot be divided by. */
    public NormalTarget {
        new NumberTarget(column, mean, deviation); // checks
    }

    /** The same without a say on how sure the network is. */
    private NumberTarget number() {
        return new NumberTarget(column, mean, deviation);
    }

    @Override
    public int columns() {
        return 1;
    }

    @Override
    public int outputs() {
        return 2;
    }

    @Override
    public String describe() {
        return number().describe() + "; its mean and standard deviation are predicted";
    }

    @Override
    public boolean known(Column column, int row) {
        return number().known(column, row);
    }

    @Override
    public void encode(Column column, int[] rows, float[] into) {
        number().encode(column, rows, into);
    }

    @Override
    public Prediction prediction(float[] outputs, Loss loss) {
        double s = outputs[1];
        double spread =
                loss instanceof GaussianNll gaussian
                        ? gaussian.standardDeviation(s)
                        : StrictMath.exp(s / 2);
        return new Prediction.OfNumber(
                mean + deviation * outputs[0], OptionalDouble.of(deviation * spread));
    }

    @Override
    public Metric inOriginalUnits(Metric metric) {
        return number().inOriginalUnits(metric);
    }
}
