package rookery.kernels;

import static rookery.kernels.Fused.fma;

/**
 * Sine and cosine of an angle in whole turns, error ≤ 2 ulp: for the normal numbers of
 * {@link Philox}.
 *
 * <p>u = q/4 + r/4 with |r| ≤ ½ is exact, so nothing is lost where the sine is near 0. The
 * polynomials are those of Cephes (Moshier, netlib.org/cephes, single precision) on [−π/4, π/4].
 */
final class Turns {

    private static final float HALF_PI = 1.57079633f;

    private static final float S2 = -1.9515295891e-4f;
    private static final float S1 = 8.3321608736e-3f;
    private static final float S0 = -1.6666654611e-1f;

    private static final float C2 = 2.443315711809948e-5f;
    private static final float C1 = -1.388731625493765e-3f;
    private static final float C0 = 4.166664568298827e-2f;

    private static final int QUARTERS = 4;

    private Turns() {}

    /** sin(2πu) for 0 ≤ u &lt; 1. */
    static float sin(float u) {
        float quarters = QUARTERS * u;
        int q = (int) (quarters + 0.5f);
        return quadrant((quarters - q) * HALF_PI, q);
    }

    /** cos(2πu) = sin(2π(u + ¼)) for 0 ≤ u &lt; 1. */
    static float cos(float u) {
        float quarters = QUARTERS * u;
        int q = (int) (quarters + 0.5f);
        return quadrant((quarters - q) * HALF_PI, q + 1);
    }

    /** sin(r + q·π/2) for |r| ≤ π/4. */
    private static float quadrant(float r, int q) {
        float rr = r * r;
        float odd = fma(fma(fma(S2, rr, S1), rr, S0) * rr, r, r);
        float even = fma(fma(fma(C2, rr, C1), rr, C0), rr * rr, fma(-0.5f, rr, 1f));
        return switch (q & QUARTERS - 1) {
            case 0 -> odd;
            case 1 -> even;
            case 2 -> -odd;
            default -> -even;
        };
    }
}
