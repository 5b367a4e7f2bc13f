package rookery.kernels;

import static rookery.kernels.Kernels.LANES;

/** Turns panels of examples, 32 units at a time; nothing is calculated, so there is one for all. */
final class Transposition {

    private Transposition() {}

    static void transpose(float[] dz, int dzAt, float[] t, int tAt, int units, int panels) {
        int to = tAt;
        for (int panel = 0; panel < panels; panel++) {
            for (int unit = 0; unit < units; unit += LANES, to += LANES * LANES) {
                int from = dzAt + (panel * units + unit) * LANES;
                square(dz, from, t, to, Math.min(LANES, units - unit));
            }
        }
    }

    private static void square(float[] dz, int from, float[] t, int to, int units) {
        for (int example = 0; example < LANES; example++) {
            int at = to + example * LANES;
            for (int unit = 0; unit < units; unit++) {
                t[at + unit] = dz[from + unit * LANES + example];
            }
            for (int unit = units; unit < LANES; unit++) {
                t[at + unit] = 0;
            }
        }
    }
}
