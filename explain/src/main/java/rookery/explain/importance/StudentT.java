package rookery.explain.importance;

/**
 * Student's t distribution with a whole number ν of degrees of freedom.
 *
 * <pre>
 *   P(|T| ≤ t) = A(t|ν),   θ = atan(t/√ν)
 *   ν even     sin θ · (1 + ½·cos²θ + (1·3)/(2·4)·cos⁴θ + …  to cos^(ν−2) θ)
 *   ν odd      2/π · (θ + sin θ · (cos θ + ⅔·cos³θ + (2·4)/(3·5)·cos⁵θ + …  to cos^(ν−2) θ))
 * </pre>
 *
 * Abramowitz &amp; Stegun 1964, 26.7.3 and 26.7.4.
 */
final class StudentT {

    /** More than any t of a probability asked for here: ν = 1 has 63.7 for 0.99. */
    private static final double MOST = 1e4;

    private static final int HALVINGS = 80;

    private StudentT() {}

    /** The t with P(|T| ≤ t) = {@code probability}. */
    static double within(double probability, int degrees) {
        double low = 0;
        double high = MOST;
        for (int k = 0; k < HALVINGS; k++) {
            double middle = (low + high) / 2;
            if (probabilityWithin(middle, degrees) < probability) low = middle;
            else high = middle;
        }
        return (low + high) / 2;
    }

    /** P(|T| ≤ t). */
    static double probabilityWithin(double t, int degrees) {
        double hypotenuse = Math.sqrt(degrees + t * t);
        double sin = t / hypotenuse;
        double cos = Math.sqrt(degrees) / hypotenuse;
        boolean odd = degrees % 2 == 1;
        double term = odd ? cos : 1;
        double sum = odd && degrees == 1 ? 0 : term;
        for (int power = odd ? 3 : 2; power <= degrees - 2; power += 2) {
            term *= cos * cos * (power - 1) / power;
            sum += term;
        }
        return odd
                ? 2 / Math.PI * (StrictMath.atan(t / Math.sqrt(degrees)) + sin * sum)
                : sin * sum;
    }
}
