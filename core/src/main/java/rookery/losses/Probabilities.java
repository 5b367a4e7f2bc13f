package rookery.losses;

import rookery.tensor.Panels;

/** Keras's guard before a logarithm: probabilities within [1e-7, 1 − 1e-7]. */
final class Probabilities {

    /** Keras's {@code epsilon()}. */
    private static final float LEAST = 1e-7f;

    private static final float MOST = 1f - 1e-7f;

    private Probabilities() {}

    /** q within the bounds; NaN stays NaN. */
    static float clip(float q) {
        return Math.min(Math.max(q, LEAST), MOST);
    }

    /** Whether a clipped value lies on a bound, where the clip's derivative is 0. */
    static boolean clipped(float r) {
        return r <= LEAST || r >= MOST;
    }

    /** r = clip(q / Σ q) for each example of the panels {@code from} to {@code to} (exclusive). */
    static void normalize(Panels q, Panels r, int from, int to) {
        float[] in = q.values();
        float[] out = r.values();
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) {
            int at = q.at(b, 0);
            int end = at + q.features() * Panels.LANES;
            double sum = 0;
            for (int e = at; e < end; e += Panels.LANES) sum += in[e];
            for (int e = at; e < end; e += Panels.LANES) out[e] = clip((float) (in[e] / sum));
        }
    }
}
