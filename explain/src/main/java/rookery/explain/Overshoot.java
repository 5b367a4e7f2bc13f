package rookery.explain;

import java.util.Optional;

/**
 * Whether a step went too far, by what one batch's loss does along it.
 *
 * <pre>
 *   m0 + m1·t + m2·t², t = 0 … 1,   fitted to L(0), L(1), L′(0), L′(1) with equal weights:
 *   m2 = (L′(1) − L′(0)) / 2        m1 = (L(1) − L(0) + 2·L′(0) + 2·L′(1)) / 5 − m2
 *   alpha = 2·m2 / (−m1) − 1
 * </pre>
 *
 * alpha is −1 for no step, 0 at the minimum, +1 as high on the far side, above 1 worse than before.
 * Schneider, Dangel and Hennig 2021, "Cockpit", arXiv:2102.06604.
 */
final class Overshoot {

    private Overshoot() {}

    /**
     * alpha; none where the loss does not curve upwards along the step, or goes up from its start.
     *
     * @param change L(1) − L(0)
     * @param before L′(0), the gradient before times the step
     * @param after L′(1), the gradient after times the step
     */
    static Optional<Double> alpha(double change, double before, double after) {
        double m2 = (after - before) / 2;
        double m1 = (change + 2 * before + 2 * after) / 5 - m2;
        return m2 > 0 && m1 < 0 ? Optional.of(2 * m2 / -m1 - 1) : Optional.empty();
    }
}
