package rookery.layers;

import rookery.tensor.Panels;

/**
 * Normalization over the features of each example, four examples at a time; sums over ascending
 * features in {@code double}.
 *
 * <pre>
 *   forward    x̂ = (x − μ)·s     s = 1/√(Σ (x − μ)²/n + ε)     μ = Σ x/n, or 0 if not centered
 *   backward   dx = s·(g − Σ g/n − x̂·Σ g·x̂/n),   g = γ·dy;   without Σ g/n if not centered
 * </pre>
 *
 * x̂ is kept in {@link Frame#z()}, and s as its last feature.
 */
final class OverFeatures {

    private static final int AT_ONCE = 4;

    private OverFeatures() {}

    /** x → x̂ and s for the panels {@code from} to {@code to} (exclusive). */
    static void forward(Frame frame, double epsilon, boolean centered, int from, int to) {
        for (int panel = from; panel < to; panel++)
            for (int lane = 0; lane < Panels.LANES; lane += AT_ONCE)
                forward(
                        frame.x().values(),
                        frame.x().at(panel) + lane,
                        frame.z().values(),
                        frame.z().at(panel) + lane,
                        frame.inputs(),
                        epsilon,
                        centered);
    }

    private static void forward(
            float[] x, int xAt, float[] z, int zAt, int n, double epsilon, boolean centered) {
        int end = xAt + n * Panels.LANES;
        double m0 = 0, m1 = 0, m2 = 0, m3 = 0;
        for (int i = xAt; centered && i < end; i += Panels.LANES) {
            m0 += x[i];
            m1 += x[i + 1];
            m2 += x[i + 2];
            m3 += x[i + 3];
        }
        m0 /= n;
        m1 /= n;
        m2 /= n;
        m3 /= n;
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        for (int i = xAt; i < end; i += Panels.LANES) {
            s0 += (x[i] - m0) * (x[i] - m0);
            s1 += (x[i + 1] - m1) * (x[i + 1] - m1);
            s2 += (x[i + 2] - m2) * (x[i + 2] - m2);
            s3 += (x[i + 3] - m3) * (x[i + 3] - m3);
        }
        s0 = 1 / Math.sqrt(s0 / n + epsilon);
        s1 = 1 / Math.sqrt(s1 / n + epsilon);
        s2 = 1 / Math.sqrt(s2 / n + epsilon);
        s3 = 1 / Math.sqrt(s3 / n + epsilon);
        int j = zAt;
        for (int i = xAt; i < end; i += Panels.LANES, j += Panels.LANES) {
            z[j] = (float) ((x[i] - m0) * s0);
            z[j + 1] = (float) ((x[i + 1] - m1) * s1);
            z[j + 2] = (float) ((x[i + 2] - m2) * s2);
            z[j + 3] = (float) ((x[i + 3] - m3) * s3);
        }
        z[j] = (float) s0;
        z[j + 1] = (float) s1;
        z[j + 2] = (float) s2;
        z[j + 3] = (float) s3;
    }

    /**
     * g → dx, in place in {@link Frame#dx()}, for the panels {@code from} to {@code to} (exclusive).
     */
    static void backward(Frame frame, boolean centered, int from, int to) {
        for (int panel = from; panel < to; panel++)
            for (int lane = 0; lane < Panels.LANES; lane += AT_ONCE)
                backward(
                        frame.dx().values(),
                        frame.dx().at(panel) + lane,
                        frame.z().values(),
                        frame.z().at(panel) + lane,
                        frame.inputs(),
                        centered);
    }

    private static void backward(float[] d, int dAt, float[] z, int zAt, int n, boolean centered) {
        int end = dAt + n * Panels.LANES;
        double m0 = 0, m1 = 0, m2 = 0, m3 = 0;
        for (int i = dAt; centered && i < end; i += Panels.LANES) {
            m0 += d[i];
            m1 += d[i + 1];
            m2 += d[i + 2];
            m3 += d[i + 3];
        }
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        int j = zAt;
        for (int i = dAt; i < end; i += Panels.LANES, j += Panels.LANES) {
            s0 += (double) d[i] * z[j];
            s1 += (double) d[i + 1] * z[j + 1];
            s2 += (double) d[i + 2] * z[j + 2];
            s3 += (double) d[i + 3] * z[j + 3];
        }
        float i0 = z[j], i1 = z[j + 1], i2 = z[j + 2], i3 = z[j + 3];
        j = zAt;
        for (int i = dAt; i < end; i += Panels.LANES, j += Panels.LANES) {
            d[i] = (float) (i0 * (d[i] - (m0 + z[j] * s0) / n));
            d[i + 1] = (float) (i1 * (d[i + 1] - (m1 + z[j + 1] * s1) / n));
            d[i + 2] = (float) (i2 * (d[i + 2] - (m2 + z[j + 2] * s2) / n));
            d[i + 3] = (float) (i3 * (d[i + 3] - (m3 + z[j + 3] * s3) / n));
        }
    }

    /** y = x̂·γ + β, for the panels {@code from} to {@code to} (exclusive); −1: there is none. */
    static void scale(Frame frame, int gamma, int beta, int from, int to) {
        float[] θ = frame.parameters().values();
        float[] z = frame.z().values();
        float[] y = frame.y().values();
        for (int panel = from; panel < to; panel++)
            for (int f = 0; f < frame.inputs(); f++) {
                float factor = gamma < 0 ? 1f : θ[gamma + f];
                float shift = beta < 0 ? 0f : θ[beta + f];
                int zAt = frame.z().at(panel) + f * Panels.LANES;
                int yAt = frame.y().at(panel) + f * Panels.LANES;
                for (int lane = 0; lane < Panels.LANES; lane++)
                    y[yAt + lane] = z[zAt + lane] * factor + shift;
            }
    }

    /**
     * g = γ·dy into {@link Frame#dx()} and each example's dγ = x̂·dy into {@link Frame#turned()}, for
     * the panels {@code from} to {@code to} (exclusive); γ at −1: there is none.
     */
    static void unscale(Frame frame, int gamma, int from, int to) {
        float[] θ = frame.parameters().values();
        float[] z = frame.z().values();
        float[] dy = frame.dy().values();
        float[] turned = frame.turned().values();
        for (int panel = from; panel < to; panel++)
            for (int f = 0; f < frame.inputs(); f++) {
                int zAt = frame.z().at(panel) + f * Panels.LANES;
                int at = frame.dy().at(panel) + f * Panels.LANES;
                if (gamma >= 0)
                    for (int lane = 0; lane < Panels.LANES; lane++)
                        turned[at + lane] = z[zAt + lane] * dy[at + lane];
                if (frame.dx() == null) continue;
                float[] dx = frame.dx().values();
                float factor = gamma < 0 ? 1f : θ[gamma + f];
                for (int e = at; e < at + Panels.LANES; e++) dx[e] = dy[e] * factor;
            }
    }
}
