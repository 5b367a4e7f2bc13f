package rookery.report;

import java.util.Locale;

/** Numbers as a page's text and tables have them. */
final class Amounts {

    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e5;

    private Amounts() {}

    /** A loss or a metric, as {@code train} prints it: four decimals, or powers of ten. */
    static String measure(double value) {
        double size = Math.abs(value);
        boolean plain = size == 0 || size >= SMALL && size < LARGE || !Double.isFinite(value);
        return String.format(Locale.ROOT, plain ? "%.4f" : "%.3e", value);
    }

    /** A count: 12,345. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** A count and its noun: 1 row, 2 rows. */
    static String count(long value, String noun) {
        return count(value) + " " + noun + (value == 1 ? "" : "s");
    }

    /** A share: 93.4 %. */
    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f\u00a0%%", 100 * share);
    }

    /** A time: 0.023 ms, 4.6 ms, 0.4 s, 12 s, 3:25 min, 2:03 h. */
    static String time(double seconds) {
        if (seconds > 0 && seconds < 0.1) {
            double milliseconds = seconds * 1e3;
            int digits = milliseconds >= 1 ? 1 : 3;
            return String.format(Locale.ROOT, "%." + digits + "f\u00a0ms", milliseconds);
        }
        if (seconds < 10) return String.format(Locale.ROOT, "%.1f\u00a0s", seconds);
        long whole = Math.round(seconds);
        if (whole < 60) return whole + "\u00a0s";
        if (whole < 3600) return "%d:%02d\u00a0min".formatted(whole / 60, whole % 60);
        return "%d:%02d\u00a0h".formatted(whole / 3600, whole / 60 % 60);
    }
}
