package rookery.initializers;

import rookery.kernels.Philox;
import rookery.kernels.Purpose;

/** The distributions the members draw from. */
final class Draws {

    /** Standard deviation of a standard normal that is cut off at ±2. */
    private static final double TRUNCATED_DEVIATION = 0.87962566103423978;

    private Draws() {}

    /** w = a·(2u − 1) for u uniform in [0, 1). */
    static void uniform(float[] values, double a, long seed, int tensor) {
        Philox.uniform(seed, Purpose.INITIALIZE, 0, tensor, 0, values, 0, values.length);
        for (int i = 0; i < values.length; i++) values[i] = (float) (a * (2.0 * values[i] - 1.0));
    }

    /** w = from + (to − from)·u for u uniform in [0, 1). */
    static void between(float[] values, double from, double to, long seed, int tensor) {
        Philox.uniform(seed, Purpose.INITIALIZE, 0, tensor, 0, values, 0, values.length);
        for (int i = 0; i < values.length; i++)
            values[i] = (float) (from + (to - from) * values[i]);
    }

    /** w = mean + deviation·z for z standard normal. */
    static void normal(float[] values, double mean, double deviation, long seed, int tensor) {
        Philox.normal(seed, Purpose.INITIALIZE, 0, tensor, 0, values, 0, values.length);
        for (int i = 0; i < values.length; i++) values[i] = (float) (mean + deviation * values[i]);
    }

    /** Normal within two standard deviations, which is what deviation is after the cut. */
    static void truncatedNormal(float[] values, double deviation, long seed, int tensor) {
        // −0 changes no number, not even the sign of 0.
        truncatedNormal(values, -0.0, deviation / TRUNCATED_DEVIATION, seed, tensor);
    }

    /** Normal within two standard deviations: an element outside is drawn again, as step 1, 2 … */
    static void truncatedNormal(float[] values, double mean, double sigma, long seed, int tensor) {
        float[] draws = new float[values.length];
        boolean[] done = new boolean[values.length];
        for (int attempt = 0, left = values.length; left > 0; attempt++) {
            Philox.normal(seed, Purpose.INITIALIZE, attempt, tensor, 0, draws, 0, draws.length);
            for (int i = 0; i < values.length; i++) {
                if (done[i] || Math.abs(draws[i]) > 2f) continue;
                values[i] = (float) (mean + sigma * draws[i]);
                done[i] = true;
                left--;
            }
        }
    }
}
