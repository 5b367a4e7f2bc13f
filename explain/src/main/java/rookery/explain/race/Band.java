package rookery.explain.race;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/**
 * A number over the starts of a race: what is not finite counts as infinite.
 *
 * @param min the least
 * @param median the middle one, or the mean of the two in the middle
 * @param max the greatest
 */
public record Band(double min, double median, double max) {

    /** Of at least one number. */
    static Band of(DoubleStream numbers) {
        double[] sorted =
                numbers.map(v -> Double.isFinite(v) ? v : Double.POSITIVE_INFINITY).toArray();
        Arrays.sort(sorted);
        int n = sorted.length;
        double median = n % 2 == 1 ? sorted[n / 2] : 0.5 * sorted[n / 2 - 1] + 0.5 * sorted[n / 2];
        return new Band(sorted[0], median, sorted[n - 1]);
    }
}
