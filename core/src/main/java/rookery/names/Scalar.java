package rookery.names;

import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Values that have no parts — numbers, truths, words — in texts, with Python's spellings, too. */
final class Scalar {

    private static final List<Class<?>> WHOLE =
            List.of(int.class, Integer.class, long.class, Long.class);
    private static final List<Class<?>> REAL = List.of(double.class, Double.class);
    private static final List<Class<?>> TRUTH = List.of(boolean.class, Boolean.class);

    private static final double EXACT = 1e15;

    private Scalar() {}

    static boolean isNumber(Type type) {
        return WHOLE.contains(type) || REAL.contains(type);
    }

    /**
     * A term as a value of this type; none if it is of another.
     *
     * @throws IllegalStateException if this type has no spelling: a member is made wrong
     */
    static Optional<Object> of(Term term, Type type) {
        if (!term.arguments().isEmpty() || term.list()) return Optional.empty();
        if (type == String.class) return Optional.of(term.text());
        if (type instanceof Class<?> choice && choice.isEnum()) return constant(term, choice);
        if (term.kind() == Term.Kind.QUOTED) return Optional.empty();
        if (REAL.contains(type)) return real(term);
        if (TRUTH.contains(type)) return truth(term.text());
        if (!WHOLE.contains(type))
            throw new IllegalStateException(
                    type.getTypeName() + " is no type for a member that is named in texts");
        boolean small = type == int.class || type == Integer.class;
        return whole(term)
                .filter(n -> !small || n == n.intValue())
                .map(n -> small ? (Object) n.intValue() : n);
    }

    private static Optional<Object> real(Term term) {
        if (term.number()) return Optional.of(Double.parseDouble(term.text()));
        return switch (term.text()) {
            case "inf", "+inf", "Infinity" -> Optional.of(Double.POSITIVE_INFINITY);
            case "-inf", "-Infinity" -> Optional.of(Double.NEGATIVE_INFINITY);
            case "nan", "NaN" -> Optional.of(Double.NaN);
            default -> Optional.empty();
        };
    }

    /** Also {@code 1e4}. */
    private static Optional<Long> whole(Term term) {
        if (!term.number()) return Optional.empty();
        try {
            return Optional.of(new BigDecimal(term.text()).longValueExact());
        } catch (ArithmeticException | NumberFormatException _) {
            return Optional.empty(); // a fraction, or too large
        }
    }

    private static Optional<Object> truth(String word) {
        return switch (word) {
            case "true", "True" -> Optional.of(true);
            case "false", "False" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> constant(Term term, Class<?> choice) {
        return Arrays.stream(choice.getEnumConstants())
                .filter(constant ->
                        Signature.plain(name(constant)).equals(Signature.plain(term.text())))
                .findFirst()
                .map(constant -> (Object) constant);
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
    }

    /** What is wanted, in words. */
    static String words(Type type) {
        if (WHOLE.contains(type)) return "a whole number";
        if (REAL.contains(type)) return "a number";
        if (TRUTH.contains(type)) return "true or false";
        if (type instanceof Class<?> choice && choice.isEnum())
            return Arrays.stream(choice.getEnumConstants())
                    .map(Scalar::name)
                    .collect(Collectors.joining(", ", "one of ", ""));
        return "a text";
    }

    /** As {@link #of} reads it. */
    static String text(Object value) {
        return switch (value) {
            case Double d when d == Math.rint(d) && Math.abs(d) < EXACT && !negativeZero(d) ->
                    Long.toString(d.longValue());
            case Double d -> d.toString().replace(".0E", "E").replace('E', 'e');
            case String text -> "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
            case Enum<?> constant -> name(constant);
            default -> value.toString();
        };
    }

    private static boolean negativeZero(double d) {
        return d == 0 && 1 / d < 0;
    }
}
