package rookery.schedules;

/** Powers that allocate nothing and are the same on every machine. */
final class Power {

    private Power() {}

    /** bˣ for b ≥ 0. {@code StrictMath.pow} would allocate, by the compiler's whim. */
    static double of(double b, double x) {
        return x == 0 ? 1 : StrictMath.exp(x * StrictMath.log(b));
    }
}
