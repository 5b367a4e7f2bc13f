package rookery.cli;

import java.util.Locale;

/** Numbers as a person reads them. */
final class Numbers {

    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e5;
    private static final double WHOLE = 1e9;
    private static final int SHORT = "0.9999999".length();

    private Numbers() {}

    /** A loss or a metric: four decimals, or powers of ten where they would not show it. */
    static String measure(double value) {
        double size = Math.abs(value);
        boolean plain = size == 0 || size >= SMALL && size < LARGE || !Double.isFinite(value);
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
    }

    /**
     * A number of a calculation: as it is if it is short, else rounded to six decimals or to powers
     * of ten; undefined if it is NaN.
     */
    static String value(double value) {
        if (Double.isNaN(value)) return "undefined";
        if (value == Math.rint(value) && Math.abs(value) < WHOLE)
            return Long.toString((long) value);
        double size = Math.abs(value);
        boolean plain = size >= SMALL && size < LARGE;
        if (plain && Double.toString(value).length() <= SHORT) return Double.toString(value);
        String rounded = String.format(Locale.ROOT, plain ? "%.6f" : "%.6e", value);
        String shorter = rounded.replaceFirst("\\.?0+(?=e|$)", "");
        return Double.parseDouble(shorter) == value ? shorter : rounded;
    }

    /** A count: 12,345. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A count and its noun: 1 row, 2 rows. */
    static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** A time: 0.4 s, 12 s, 3:25 min, 2:03 h. */
    static String time(double seconds) {
        if (seconds < 10) return String.format(Locale.ROOT, "%.1f s", seconds);
        long whole = Math.round(seconds);
        if (whole < 60) return whole + " s";
        if (whole < 3600) return "%d:%02d min".formatted(whole / 60, whole % 60);
        return "%d:%02d h".formatted(whole / 3600, whole / 60 % 60);
    }
}
