package rookery.explain.doctor;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * What the checks compare with: the table's numbers, unless told.
 *
 * @param told those that are not as usual
 */
public record Thresholds(Map<Threshold, Double> told) {

    /**
     * Keeps a copy.
     *
     * @throws IllegalArgumentException if a value is impossible
     */
    public Thresholds {
        told.forEach(Threshold::check);
        Map<Threshold, Double> copy = new EnumMap<>(Threshold.class);
        copy.putAll(told);
        told = Collections.unmodifiableMap(copy);
    }

    /** The usual ones. */
    public static Thresholds usual() {
        return new Thresholds(Map.of());
    }

    /**
     * The same but for one.
     *
     * @param text {@code dead-relu=0.3}
     * @throws IllegalArgumentException if there is none of this name, or the value is impossible
     */
    public Thresholds with(String text) {
        int sign = text.indexOf('=');
        if (sign < 0) {
            Threshold.named(text.strip());
            throw new IllegalArgumentException(
                    "threshold %1$s: a value is wanted, as %1$s=%2$s"
                            .formatted(
                                    text.strip(),
                                    Words.number(Threshold.named(text.strip()).standard())));
        }
        Threshold threshold = Threshold.named(text.substring(0, sign).strip());
        return with(threshold, number(threshold, text.substring(sign + 1).strip()));
    }

    private static double number(Threshold threshold, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "threshold %s: a number is wanted, got \"%s\"".formatted(threshold.key(), text),
                    e);
        }
    }

    /** The same but for one. */
    public Thresholds with(Threshold threshold, double value) {
        Map<Threshold, Double> more = new EnumMap<>(Threshold.class);
        more.putAll(told);
        more.put(threshold, value);
        return new Thresholds(more);
    }

    /** The number in force. */
    public double get(Threshold threshold) {
        return told.getOrDefault(threshold, threshold.standard());
    }
}
