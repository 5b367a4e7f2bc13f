package rookery.initializers;

/** Checks the members share. */
final class Arguments {

    private Arguments() {}

    static void finite(String member, String name, double value) {
        if (!Float.isFinite((float) value))
            throw new IllegalArgumentException(
                    "%s: %s must be finite, got %s".formatted(member, name, value));
    }

    static void deviation(String member, String name, double value) {
        if (!(value >= 0 && (float) value < Float.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "%s: %s must be at least 0 and finite, got %s".formatted(member, name, value));
    }

    static void matrix(String member, float[] values, int fanIn, int fanOut) {
        if (values.length != (long) fanIn * fanOut)
            throw new IllegalArgumentException(
                    "%s: is for kernels (inputs, units) only, got a vector of %d"
                            .formatted(member, values.length));
    }
}
