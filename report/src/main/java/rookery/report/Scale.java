package rookery.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Numbers as places on an axis, and the ticks between them.
 *
 * @param log whether equal ratios are equally far apart; then low is positive
 * @param low the number at {@code from}
 * @param high the number at {@code to}
 * @param from a coordinate
 * @param to a coordinate
 */
record Scale(boolean log, double low, double high, double from, double to) {

    private static final double[] STEPS = {1, 2, 2.5, 5, 10};

    Scale {
        if (!(low < high) || log && !(low > 0))
            throw new IllegalArgumentException(
                    "an axis from %s to %s%s".formatted(low, high, log ? ", by powers" : ""));
    }

    /**
     * With room at both ends, or around a single number.
     *
     * @param values those that are not finite are left out, and those not positive by powers
     */
    static Scale around(double[] values, boolean log, double from, double to) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values)
            if (Double.isFinite(value) && !(log && value <= 0)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        if (low > high) return new Scale(log, log ? 0.1 : 0, 1, from, to);
        if (log) {
            double room = Math.max(0.02 * StrictMath.log10(high / low), 0.01);
            double factor = StrictMath.pow(10, room);
            return new Scale(true, low / factor, high * factor, from, to);
        }
        double room = high > low ? 0.03 * (high - low) : Math.max(Math.abs(low) * 0.1, 1e-6);
        return new Scale(false, low - room, high + room, from, to);
    }

    /** Where a number is; beyond the ends for one beyond them. */
    double at(double value) {
        double share =
                log
                        ? StrictMath.log(value / low) / StrictMath.log(high / low)
                        : (value - low) / (high - low);
        return from + share * (to - from);
    }

    /** Whether a number can be shown, and is between the ends. */
    boolean holds(double value) {
        return value >= low && value <= high;
    }

    /** About so many round numbers between the ends, ascending. */
    List<Double> ticks(int about) {
        return log ? powers(about) : multiples(about);
    }

    private List<Double> multiples(int about) {
        double step = step(high - low, about);
        List<Double> ticks = new ArrayList<>();
        long first = (long) Math.ceil(low / step - 1e-9);
        for (long k = first; k * step <= high + 1e-9 * step; k++) ticks.add(k * step);
        return ticks;
    }

    /** The round number nearest above, of which so many make up the range. */
    static double step(double range, int about) {
        double raw = range / Math.max(1, about);
        double power = StrictMath.pow(10, Math.floor(StrictMath.log10(raw)));
        for (double step : STEPS) if (step * power >= raw * 0.999) return step * power;
        return 10 * power;
    }

    /** Powers of ten; between them 2 and 5 where few are; or multiples where not even those are. */
    private List<Double> powers(int about) {
        double decades = StrictMath.log10(high / low);
        int every = (int) Math.max(1, Math.ceil(decades / about));
        double[] between = decades * 3 <= about ? new double[] {1, 2, 5} : new double[] {1};
        List<Double> ticks = new ArrayList<>();
        int first = (int) Math.floor(StrictMath.log10(low));
        for (int k = first; k <= Math.ceil(StrictMath.log10(high)); k++)
            if (k % every == 0)
                for (double factor : between) {
                    double tick = Double.parseDouble(factor + "e" + k);
                    if (holds(tick)) ticks.add(tick);
                }
        return ticks.size() >= 2 ? ticks : multiples(Math.min(about, 4));
    }

    /** A number as ticks have it: 0.25, 1,000, 1e-5. */
    static String label(double value) {
        double size = Math.abs(value);
        if (size < 1e-12) return "0";
        if (size >= 1e6 || size < 1e-3) {
            String text = String.format(Locale.ROOT, "%.3e", value);
            return text.replaceFirst("\\.?0*e", "e").replaceFirst("e\\+?(-?)0*", "e$1");
        }
        String text = String.format(Locale.ROOT, size >= 1000 ? "%,.2f" : "%.6f", value);
        return text.replaceFirst("\\.?0+$", "");
    }
}
