package rookery.optimizers;

/** Checks of hyperparameters, and their powers. */
final class Hyperparameters {

    private Hyperparameters() {}

    /** In [0, 1): how much of a running mean stays. */
    static void fraction(String member, String name, double value) {
        if (!(value >= 0 && value < 1))
            throw new IllegalArgumentException(
                    "%s: %s must be in [0, 1), got %s".formatted(member, name, value));
    }

    /** Positive, also in single precision, and finite. */
    static void positive(String member, String name, double value) {
        if (!((float) value > 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "%s: %s must be positive and finite, got %s".formatted(member, name, value));
    }

    /** At least 0 and finite. */
    static void notNegative(String member, String name, double value) {
        if (!(value >= 0 && value < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "%s: %s must be at least 0 and finite, got %s".formatted(member, name, value));
    }

    /** A number, and not infinite. */
    static void finite(String member, String name, double value) {
        if (!Double.isFinite(value))
            throw new IllegalArgumentException(
                    "%s: %s must be finite, got %s".formatted(member, name, value));
    }

    /** At least so much. */
    static void atLeast(int least, String member, String name, int value) {
        if (value < least)
            throw new IllegalArgumentException(
                    "%s: %s must be at least %d, got %d".formatted(member, name, least, value));
    }

    /** βᵗ for β in [0, 1]. {@code StrictMath.pow} would allocate. */
    static double power(double β, double t) {
        return t == 0 ? 1 : StrictMath.exp(t * StrictMath.log(β));
    }
}
