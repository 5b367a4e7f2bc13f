package rookery.schedules;

/** The half wave that rates fall along: the same bits everywhere, and no memory. */
final class Cosine {

    private static final int LAST_POWER = 17;

    private Cosine() {}

    /** ½·(1 + cos(π·part)) for a part in [0, 1], from 1 to exactly 0. */
    static double half(double part) {
        if (part > 0.5) return square(sine(Math.PI / 2 * (1 - part)));
        return 1 - square(sine(Math.PI / 2 * part));
    }

    private static double square(double x) {
        return x * x;
    }

    /** Taylor's series for x in [0, π/4]; the first term left out is below 10⁻¹⁹. */
    private static double sine(double x) {
        double sum = 1;
        for (int power = LAST_POWER; power > 1; power -= 2)
            sum = 1 - x * x / (power * (power - 1)) * sum;
        return x * sum;
    }
}
