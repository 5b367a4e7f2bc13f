package rookery.losses;

import rookery.tensor.Panels;

import java.util.Arrays;

/** Means over the outputs, of terms that need a function of the {@code kernels}. */
final class Terms {

    private Terms() {}

    /** A number of one output. */
    interface Term {
        /**
         * The term.
         *
         * @param y target
         * @param q prediction
         * @param s what the function made of them
         */
        double of(double y, double q, double s);
    }

    /** l = Σ_k term(y_k, q_k, s_k) / n, with s laid out as q. */
    static void mean(
            Term term,
            Panels target,
            Panels prediction,
            Panels function,
            double[] values,
            int from,
            int to) {
        float[] y = target.values();
        float[] q = prediction.values();
        float[] s = function.values();
        int n = prediction.features();
        Arrays.fill(values, from * Panels.LANES, to * Panels.LANES, 0);
        for (int panel = from; panel < to; panel++)
            for (int k = 0; k < n; k++) {
                int at = prediction.at(panel) + k * Panels.LANES;
                for (int lane = 0; lane < Panels.LANES; lane++)
                    values[panel * Panels.LANES + lane] +=
                            term.of(y[at + lane], q[at + lane], s[at + lane]);
            }
        for (int b = from * Panels.LANES; b < to * Panels.LANES; b++) values[b] /= n;
    }

    /** d_k = slope(y_k, q_k, d_k)·scale / n. */
    static void slopes(
            Term slope,
            Panels target,
            Panels prediction,
            float[] scale,
            Panels gradient,
            int from,
            int to) {
        float[] y = target.values();
        float[] q = prediction.values();
        float[] d = gradient.values();
        int n = prediction.features();
        for (int panel = from; panel < to; panel++)
            for (int k = 0; k < n; k++) {
                int at = prediction.at(panel) + k * Panels.LANES;
                for (int lane = 0; lane < Panels.LANES; lane++) {
                    int e = at + lane;
                    double factor = scale[panel * Panels.LANES + lane] / (double) n;
                    d[e] = (float) (slope.of(y[e], q[e], d[e]) * factor);
                }
            }
    }
}
