package rookery.explain.doctor;

import rookery.Dataset;
import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.GaussianNll;
import rookery.losses.KlDivergence;
import rookery.losses.Loss;
import rookery.losses.MeanSquaredError;
import rookery.losses.SparseCategoricalCrossentropy;

import java.util.Optional;

/**
 * The loss of who knows nothing of a row: always the same answer.
 *
 * <pre>
 *   cross-entropy       −Σ_c p_c·ln p_c          p the shares of the classes
 *   yes or no           −p·ln p − (1−p)·ln(1−p)  mean over the outputs
 *   squared error       Σ (y − mean)² / n        mean over the outputs
 *   gaussian            ½·(1 + ln variance)      mean over the targets
 * </pre>
 *
 * Rows count by their weights; the sums are divided by the number of rows, as in training.
 *
 * @param best the loss of the best such answer
 * @param even the loss of an answer that finds all classes alike; of numbers the same as the best
 */
record Guessing(double best, double even) {

    private static final double HALF_LN_2_PI = 0.9189385332046727;

    /** Of these rows; none where it is not known what a guess costs. */
    static Optional<Guessing> of(Loss loss, Dataset data, double[] weights, int outputs) {
        double all = 0;
        for (double weight : weights) all += weight;
        double scale = all / weights.length;
        return switch (loss) {
            case CategoricalCrossentropy of ->
                    Optional.of(classes(data, weights, outputs, of.labelSmoothing(), scale));
            case SparseCategoricalCrossentropy _ ->
                    Optional.of(classes(data, weights, outputs, 0, scale));
            case KlDivergence _ -> Optional.of(classes(data, weights, outputs, 0, scale));
            case BinaryCrossentropy of ->
                    Optional.of(labels(data, weights, of.labelSmoothing(), scale));
            case MeanSquaredError _ -> Optional.of(squares(data, weights, scale));
            case GaussianNll of -> Optional.of(gaussian(data, weights, of, scale));
            default -> Optional.empty();
        };
    }

    private static Guessing classes(
            Dataset data, double[] weights, int outputs, double smoothing, double scale) {
        double[] shares = new double[outputs];
        int[] classes = data.classes();
        double all = 0;
        for (int row = 0; row < classes.length; row++) {
            shares[classes[row]] += weights[row];
            all += weights[row];
        }
        double entropy = 0;
        for (double share : shares)
            entropy += term((1 - smoothing) * share / all + smoothing / outputs);
        return new Guessing(scale * entropy, scale * StrictMath.log(outputs));
    }

    private static Guessing labels(Dataset data, double[] weights, double smoothing, double scale) {
        int columns = data.targets().cols();
        double entropy = 0;
        for (int k = 0; k < columns; k++) {
            double share = (1 - smoothing) * mean(data, weights, k) + smoothing / 2;
            entropy += term(share) + term(1 - share);
        }
        return new Guessing(scale * entropy / columns, scale * StrictMath.log(2));
    }

    private static double term(double share) {
        return share <= 0 ? 0 : -share * StrictMath.log(share);
    }

    private static Guessing squares(Dataset data, double[] weights, double scale) {
        double sum = 0;
        int columns = data.targets().cols();
        for (int k = 0; k < columns; k++) sum += variance(data, weights, k);
        return new Guessing(scale * sum / columns, scale * sum / columns);
    }

    private static Guessing gaussian(
            Dataset data, double[] weights, GaussianNll loss, double scale) {
        double sum = 0;
        int columns = data.targets().cols();
        for (int k = 0; k < columns; k++) {
            double variance = Math.max(loss.eps(), variance(data, weights, k));
            sum += (1 + StrictMath.log(variance)) / 2 + (loss.full() ? HALF_LN_2_PI : 0);
        }
        return new Guessing(scale * sum / columns, scale * sum / columns);
    }

    private static double mean(Dataset data, double[] weights, int column) {
        double sum = 0;
        double all = 0;
        for (int row = 0; row < weights.length; row++) {
            sum += weights[row] * data.targets().get(row, column);
            all += weights[row];
        }
        return sum / all;
    }

    private static double variance(Dataset data, double[] weights, int column) {
        double mean = mean(data, weights, column);
        double sum = 0;
        double all = 0;
        for (int row = 0; row < weights.length; row++) {
            double d = data.targets().get(row, column) - mean;
            sum += weights[row] * d * d;
            all += weights[row];
        }
        return sum / all;
    }
}
