package rookery.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Where one color of a surface ends and the next begins: at round values. They are equally far apart;
 * or by equal ratios, where the largest is more than 6 times the least; or by equal ratios above the
 * least one, where it is not positive and most others are close to it.
 *
 * @param thresholds ascending; may be none
 * @param log whether by ratios
 * @param shift what is subtracted before logarithms are taken
 */
record Levels(double[] thresholds, boolean log, double shift) {

    private static final int MOST = 16;
    private static final double SPAN = 6;
    private static final double[][] STEPS = {
        {1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8}, {1, 1.5, 2, 3, 5, 7}, {1, 2, 5}, {1, 3}, {1}
    };

    /** For a surface's finite values, in any order. */
    static Levels of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        double low = sorted.length == 0 ? 0 : sorted[0];
        double high = sorted.length == 0 ? 0 : sorted[sorted.length - 1];
        if (!(low < high)) return new Levels(new double[0], false, 0);
        if (low > 0 && high / low > SPAN) return new Levels(ratios(low, high, 0), true, 0);
        double middle = sorted[sorted.length / 2];
        if (!(low > 0) && high - low > SPAN * (middle - low)) {
            double nearest = sorted[sorted.length / 10];
            double least = nearest > low ? nearest - low : (high - low) * 1e-4;
            // Half of the least distance: the logarithm of the lowest value is finite, too.
            return new Levels(ratios(least, high - low, low), true, low - least / 2);
        }
        return new Levels(multiples(low, high), false, 0);
    }

    private static double[] multiples(double low, double high) {
        double step = Scale.step(high - low, MOST - 1);
        List<Double> thresholds = new ArrayList<>();
        for (long k = (long) Math.floor(low / step) + 1; k * step < high; k++)
            thresholds.add(k * step);
        return thresholds.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** The densest series of round numbers that is not too long, each above {@code from}. */
    private static double[] ratios(double low, double high, double from) {
        for (double[] factors : STEPS) {
            double[] found = between(low, high, factors, 1);
            if (found.length <= MOST) return shifted(found, from);
        }
        int every = 2;
        while (between(low, high, new double[] {1}, every).length > MOST) every++;
        return shifted(between(low, high, new double[] {1}, every), from);
    }

    private static double[] shifted(double[] values, double by) {
        return Arrays.stream(values).map(v -> v + by).toArray();
    }

    private static double[] between(double low, double high, double[] factors, int every) {
        List<Double> found = new ArrayList<>();
        int last = (int) Math.ceil(StrictMath.log10(high));
        for (int k = (int) Math.floor(StrictMath.log10(low)); k <= last; k++)
            if (k % every == 0)
                for (double factor : factors) {
                    double value = Double.parseDouble(factor + "e" + k);
                    if (value > low && value < high) found.add(value);
                }
        return found.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** How many colors there are. */
    int bands() {
        return thresholds.length + 1;
    }

    /** A value as lines between grid points see it: straight, or by ratios. */
    double height(double value) {
        return log ? StrictMath.log(value - shift) : value;
    }

    /** A threshold in as few digits as tell it from its neighbours. */
    String label(int k) {
        if (shift == 0) return Scale.label(thresholds[k]);
        for (int digits = 2; digits < 12; digits++) {
            String text = rounded(k, digits);
            boolean alone =
                    (k == 0 || !text.equals(rounded(k - 1, digits)))
                            && (k + 1 == thresholds.length || !text.equals(rounded(k + 1, digits)));
            if (alone) return text;
        }
        return String.valueOf(thresholds[k]);
    }

    private String rounded(int k, int digits) {
        String text = String.format(Locale.ROOT, "%." + digits + "e", thresholds[k]);
        return Scale.label(Double.parseDouble(text));
    }
}
