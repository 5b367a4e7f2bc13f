package rookery.kernels;

import static rookery.kernels.Fused.fma;
import static rookery.kernels.Kernels.LANES;

/**
 * One block of the sum for a few rows of 32 outputs: out = (first ? 0 : out) + Σ a·v.
 *
 * <p>Forward: a's rows are neighbors, its terms 32 apart. Backward: a's rows are 32 apart, its
 * terms neighbors, 32 of them before the next panel, which lies {@code aNext} further on. v's terms
 * are 32 apart in both.
 */
final class ScalarTiles {

    private ScalarTiles() {}

    static void forward4(
            float[] a,
            int aAt,
            float[] v,
            int vAt,
            float[] out,
            int outAt,
            int terms,
            boolean first) {
        for (int lane = 0; lane < LANES; lane += 2) {
            float s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
            for (int k = 0; k < terms; k++) {
                int i = aAt + k * LANES;
                int j = vAt + lane + k * LANES;
                float v0 = v[j];
                float v1 = v[j + 1];
                s00 = fma(a[i], v0, s00);
                s01 = fma(a[i], v1, s01);
                s10 = fma(a[i + 1], v0, s10);
                s11 = fma(a[i + 1], v1, s11);
                s20 = fma(a[i + 2], v0, s20);
                s21 = fma(a[i + 2], v1, s21);
                s30 = fma(a[i + 3], v0, s30);
                s31 = fma(a[i + 3], v1, s31);
            }
            int at = outAt + lane;
            add2(out, at, s00, s01, first);
            add2(out, at + LANES, s10, s11, first);
            add2(out, at + 2 * LANES, s20, s21, first);
            add2(out, at + 3 * LANES, s30, s31, first);
        }
    }

    static void forward1(
            float[] a,
            int aAt,
            float[] v,
            int vAt,
            float[] out,
            int outAt,
            int terms,
            boolean first) {
        for (int lane = 0; lane < LANES; lane += 8) {
            float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
            for (int k = 0; k < terms; k++) {
                float factor = a[aAt + k * LANES];
                int j = vAt + lane + k * LANES;
                s0 = fma(factor, v[j], s0);
                s1 = fma(factor, v[j + 1], s1);
                s2 = fma(factor, v[j + 2], s2);
                s3 = fma(factor, v[j + 3], s3);
                s4 = fma(factor, v[j + 4], s4);
                s5 = fma(factor, v[j + 5], s5);
                s6 = fma(factor, v[j + 6], s6);
                s7 = fma(factor, v[j + 7], s7);
            }
            int at = outAt + lane;
            add2(out, at, s0, s1, first);
            add2(out, at + 2, s2, s3, first);
            add2(out, at + 4, s4, s5, first);
            add2(out, at + 6, s6, s7, first);
        }
    }

    static void backward4(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] out,
            int outAt,
            int terms,
            boolean first) {
        for (int lane = 0; lane < LANES; lane += 2) {
            float s00 = 0, s01 = 0, s10 = 0, s11 = 0, s20 = 0, s21 = 0, s30 = 0, s31 = 0;
            int aPanel = aAt;
            int vPanel = vAt + lane;
            for (int left = terms; left > 0; left -= LANES, aPanel += aNext, vPanel += vNext) {
                int n = Math.min(LANES, left);
                for (int k = 0; k < n; k++) {
                    int i = aPanel + k;
                    int j = vPanel + k * LANES;
                    float v0 = v[j];
                    float v1 = v[j + 1];
                    s00 = fma(a[i], v0, s00);
                    s01 = fma(a[i], v1, s01);
                    s10 = fma(a[i + LANES], v0, s10);
                    s11 = fma(a[i + LANES], v1, s11);
                    s20 = fma(a[i + 2 * LANES], v0, s20);
                    s21 = fma(a[i + 2 * LANES], v1, s21);
                    s30 = fma(a[i + 3 * LANES], v0, s30);
                    s31 = fma(a[i + 3 * LANES], v1, s31);
                }
            }
            int at = outAt + lane;
            add2(out, at, s00, s01, first);
            add2(out, at + LANES, s10, s11, first);
            add2(out, at + 2 * LANES, s20, s21, first);
            add2(out, at + 3 * LANES, s30, s31, first);
        }
    }

    static void backward1(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] out,
            int outAt,
            int terms,
            boolean first) {
        for (int lane = 0; lane < LANES; lane += 8) {
            float s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0, s6 = 0, s7 = 0;
            int aPanel = aAt;
            int vPanel = vAt + lane;
            for (int left = terms; left > 0; left -= LANES, aPanel += aNext, vPanel += vNext) {
                int n = Math.min(LANES, left);
                for (int k = 0; k < n; k++) {
                    float factor = a[aPanel + k];
                    int j = vPanel + k * LANES;
                    s0 = fma(factor, v[j], s0);
                    s1 = fma(factor, v[j + 1], s1);
                    s2 = fma(factor, v[j + 2], s2);
                    s3 = fma(factor, v[j + 3], s3);
                    s4 = fma(factor, v[j + 4], s4);
                    s5 = fma(factor, v[j + 5], s5);
                    s6 = fma(factor, v[j + 6], s6);
                    s7 = fma(factor, v[j + 7], s7);
                }
            }
            int at = outAt + lane;
            add2(out, at, s0, s1, first);
            add2(out, at + 2, s2, s3, first);
            add2(out, at + 4, s4, s5, first);
            add2(out, at + 6, s6, s7, first);
        }
    }

    /** The first block is added to 0 too: a sum of −0 becomes +0. */
    private static void add2(float[] out, int at, float s0, float s1, boolean first) {
        out[at] = (first ? 0f : out[at]) + s0;
        out[at + 1] = (first ? 0f : out[at + 1]) + s1;
    }
}
