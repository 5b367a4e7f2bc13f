package rookery.data;

import rookery.losses.Loss;
import rookery.metrics.Metric;

/**
 * How the column to be predicted becomes the network's target, and its outputs become a prediction.
 */
public sealed interface TargetEncoding permits ClassTarget, NumberTarget, NormalTarget {
    /** The column's name. */
    String column();

    /** How many target columns a {@link rookery.Dataset} has. */
    int columns();

    /** How many outputs the network needs. */
    int outputs();

    /** The target in words. */
    String describe();

    /** Whether {@code row} has a target the network knows. */
    boolean known(Column column, int row);

    /**
     * Writes the target of {@code rows[i]}, which is known, to {@code into} from {@code i ·
     * columns()} on.
     *
     * @throws InputException if the column is text where a number is to be predicted
     */
    void encode(Column column, int[] rows, float[] into);

    /**
     * What the network's outputs for one row mean.
     *
     * @param loss the network was trained with
     */
    Prediction prediction(float[] outputs, Loss loss);

    /** {@code metric}, computed in the table's units; of classes, which have none, itself. */
    Metric inOriginalUnits(Metric metric);
}
