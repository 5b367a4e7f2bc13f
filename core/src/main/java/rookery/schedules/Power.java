package rookery.schedules;

/** Powers that allocate nothing and are the same on every machine. */
final class Power {

    private Power() {}

    /** bˣ for b ≥ 0. {@code StrictMath.pow} would allocate, by the compiler's whim. */
    static double of(double b, double x) {
        return x == Math.rint(x) && Math.abs(x) <= Integer.MAX_VALUE
                ? whole(b, (int) x)
                : StrictMath.exp(x * StrictMath.log(b));
    }

    /** By squaring: exact where the result is a small whole number. */
    private static double whole(double b, int n) {
        double product = 1;
        double square = b;
        for (int left = Math.abs(n); left > 0; left >>= 1) {
            if ((left & 1) == 1) product *= square;
            square *= square;
        }
        return n < 0 ? 1 / product : product;
    }
}
