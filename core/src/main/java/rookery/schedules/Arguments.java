package rookery.schedules;

/** Checks the members share. */
final class Arguments {

    private Arguments() {}

    static void positive(String member, String name, double value) {
        if (!(value > 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "%s: %s must be positive and finite, got %s".formatted(member, name, value));
    }

    static void atLeastZero(String member, String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "%s: %s must be at least 0 and finite, got %s".formatted(member, name, value));
    }

    static void fraction(String member, String name, double value) {
        if (!(value >= 0 && value <= 1))
            throw new IllegalArgumentException(
                    "%s: %s must be in [0, 1], got %s".formatted(member, name, value));
    }

    static void steps(String member, String name, long value) {
        if (value < 1)
            throw new IllegalArgumentException(
                    "%s: %s must be at least 1, got %d".formatted(member, name, value));
    }
}
