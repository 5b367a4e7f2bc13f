package rookery.explain.doctor;

import rookery.names.Names;

import java.util.List;
import java.util.Locale;

/** Numbers and lists in sentences. */
final class Words {

    private static final int SHOWN = 8;
    private static final double SMALL = 1e-3;
    private static final double LARGE = 1e6;

    private Words() {}

    /** By three digits: 0.0123, 1.23e-05, 4207. */
    static String number(double value) {
        double size = Math.abs(value);
        if (size == 0) return "0";
        if (!Double.isFinite(value)) return String.valueOf(value);
        if (size < SMALL || size >= LARGE)
            return String.format(Locale.ROOT, "%.2e", value).replaceFirst("\\.?0+(?=e)", "");
        int whole = (int) Math.floor(StrictMath.log10(size)) + 1;
        String text = String.format(Locale.ROOT, "%." + Math.max(0, 3 - whole) + "f", value);
        return text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
    }

    /** A share in percent: 12 %, 0.4 %. */
    static String percent(double share) {
        return number(100 * share) + " %";
    }

    /** A count and its noun: 1 row, 2 rows. */
    static String count(long value, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", value, noun, value == 1 ? "" : "s");
    }

    /** The first of a list, and how many more there are. */
    static String list(List<?> all) {
        List<String> shown = all.stream().limit(SHOWN).map(String::valueOf).toList();
        String more = all.size() > SHOWN ? " … (%d more)".formatted(all.size() - SHOWN) : "";
        return String.join(", ", shown) + more;
    }

    /** What a user may have meant, and all there is, once. */
    static String suggest(String name, List<String> known) {
        String near = Names.suggest(name, known);
        String all = String.join(", ", known);
        return near.endsWith("?") ? "%s (all: %s)".formatted(near, all) : "known are " + all;
    }
}
