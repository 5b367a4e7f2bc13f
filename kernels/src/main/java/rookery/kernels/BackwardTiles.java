package rookery.kernels;

import static jdk.incubator.vector.FloatVector.fromArray;

import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.VectorProducts.ROW1;
import static rookery.kernels.VectorProducts.ROW2;
import static rookery.kernels.VectorProducts.ROW3;
import static rookery.kernels.VectorProducts.ROW4;
import static rookery.kernels.VectorProducts.ROW5;
import static rookery.kernels.VectorProducts.ROW6;
import static rookery.kernels.VectorProducts.ROW7;
import static rookery.kernels.Vectors.FLOATS;
import static rookery.kernels.Vectors.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * Tiles of the two gradients: one block of the sum for some rows × two vectors, out = base + Σ a·v.
 * a's rows are 32 apart, its terms neighbors, 32 of them before the next panel, which lies
 * {@code aNext} further on; v's terms are 32 apart, and its next panel is {@code vNext} further.
 */
final class BackwardTiles {

    private BackwardTiles() {}

    static void backward8(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] base,
            int from,
            float[] out,
            int to,
            int terms) {
        FloatVector s00 = FloatVector.broadcast(FLOATS, 0), s01 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s10 = FloatVector.broadcast(FLOATS, 0), s11 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s20 = FloatVector.broadcast(FLOATS, 0), s21 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s30 = FloatVector.broadcast(FLOATS, 0), s31 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s40 = FloatVector.broadcast(FLOATS, 0), s41 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s50 = FloatVector.broadcast(FLOATS, 0), s51 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s60 = FloatVector.broadcast(FLOATS, 0), s61 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s70 = FloatVector.broadcast(FLOATS, 0), s71 = FloatVector.broadcast(FLOATS, 0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                int j = vAt + k * LANES;
                FloatVector v0 = FloatVector.fromArray(FLOATS, v, j);
                FloatVector v1 = FloatVector.fromArray(FLOATS, v, j + LENGTH);
                FloatVector a0 = FloatVector.broadcast(FLOATS, a[i]);
                s00 = a0.fma(v0, s00);
                s01 = a0.fma(v1, s01);
                FloatVector a1 = FloatVector.broadcast(FLOATS, a[i + ROW1]);
                s10 = a1.fma(v0, s10);
                s11 = a1.fma(v1, s11);
                FloatVector a2 = FloatVector.broadcast(FLOATS, a[i + ROW2]);
                s20 = a2.fma(v0, s20);
                s21 = a2.fma(v1, s21);
                FloatVector a3 = FloatVector.broadcast(FLOATS, a[i + ROW3]);
                s30 = a3.fma(v0, s30);
                s31 = a3.fma(v1, s31);
                FloatVector a4 = FloatVector.broadcast(FLOATS, a[i + ROW4]);
                s40 = a4.fma(v0, s40);
                s41 = a4.fma(v1, s41);
                FloatVector a5 = FloatVector.broadcast(FLOATS, a[i + ROW5]);
                s50 = a5.fma(v0, s50);
                s51 = a5.fma(v1, s51);
                FloatVector a6 = FloatVector.broadcast(FLOATS, a[i + ROW6]);
                s60 = a6.fma(v0, s60);
                s61 = a6.fma(v1, s61);
                FloatVector a7 = FloatVector.broadcast(FLOATS, a[i + ROW7]);
                s70 = a7.fma(v0, s70);
                s71 = a7.fma(v1, s71);
            }
        }
        fromArray(FLOATS, base, from).add(s00).intoArray(out, to);
        fromArray(FLOATS, base, from + LENGTH).add(s01).intoArray(out, to + LENGTH);
        fromArray(FLOATS, base, from + ROW1).add(s10).intoArray(out, to + ROW1);
        fromArray(FLOATS, base, from + ROW1 + LENGTH).add(s11).intoArray(out, to + ROW1 + LENGTH);
        fromArray(FLOATS, base, from + ROW2).add(s20).intoArray(out, to + ROW2);
        fromArray(FLOATS, base, from + ROW2 + LENGTH).add(s21).intoArray(out, to + ROW2 + LENGTH);
        fromArray(FLOATS, base, from + ROW3).add(s30).intoArray(out, to + ROW3);
        fromArray(FLOATS, base, from + ROW3 + LENGTH).add(s31).intoArray(out, to + ROW3 + LENGTH);
        fromArray(FLOATS, base, from + ROW4).add(s40).intoArray(out, to + ROW4);
        fromArray(FLOATS, base, from + ROW4 + LENGTH).add(s41).intoArray(out, to + ROW4 + LENGTH);
        fromArray(FLOATS, base, from + ROW5).add(s50).intoArray(out, to + ROW5);
        fromArray(FLOATS, base, from + ROW5 + LENGTH).add(s51).intoArray(out, to + ROW5 + LENGTH);
        fromArray(FLOATS, base, from + ROW6).add(s60).intoArray(out, to + ROW6);
        fromArray(FLOATS, base, from + ROW6 + LENGTH).add(s61).intoArray(out, to + ROW6 + LENGTH);
        fromArray(FLOATS, base, from + ROW7).add(s70).intoArray(out, to + ROW7);
        fromArray(FLOATS, base, from + ROW7 + LENGTH).add(s71).intoArray(out, to + ROW7 + LENGTH);
    }

    static void backward4(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] base,
            int from,
            float[] out,
            int to,
            int terms) {
        FloatVector s00 = FloatVector.broadcast(FLOATS, 0), s01 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s10 = FloatVector.broadcast(FLOATS, 0), s11 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s20 = FloatVector.broadcast(FLOATS, 0), s21 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s30 = FloatVector.broadcast(FLOATS, 0), s31 = FloatVector.broadcast(FLOATS, 0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                int j = vAt + k * LANES;
                FloatVector v0 = FloatVector.fromArray(FLOATS, v, j);
                FloatVector v1 = FloatVector.fromArray(FLOATS, v, j + LENGTH);
                FloatVector a0 = FloatVector.broadcast(FLOATS, a[i]);
                s00 = a0.fma(v0, s00);
                s01 = a0.fma(v1, s01);
                FloatVector a1 = FloatVector.broadcast(FLOATS, a[i + ROW1]);
                s10 = a1.fma(v0, s10);
                s11 = a1.fma(v1, s11);
                FloatVector a2 = FloatVector.broadcast(FLOATS, a[i + ROW2]);
                s20 = a2.fma(v0, s20);
                s21 = a2.fma(v1, s21);
                FloatVector a3 = FloatVector.broadcast(FLOATS, a[i + ROW3]);
                s30 = a3.fma(v0, s30);
                s31 = a3.fma(v1, s31);
            }
        }
        fromArray(FLOATS, base, from).add(s00).intoArray(out, to);
        fromArray(FLOATS, base, from + LENGTH).add(s01).intoArray(out, to + LENGTH);
        fromArray(FLOATS, base, from + ROW1).add(s10).intoArray(out, to + ROW1);
        fromArray(FLOATS, base, from + ROW1 + LENGTH).add(s11).intoArray(out, to + ROW1 + LENGTH);
        fromArray(FLOATS, base, from + ROW2).add(s20).intoArray(out, to + ROW2);
        fromArray(FLOATS, base, from + ROW2 + LENGTH).add(s21).intoArray(out, to + ROW2 + LENGTH);
        fromArray(FLOATS, base, from + ROW3).add(s30).intoArray(out, to + ROW3);
        fromArray(FLOATS, base, from + ROW3 + LENGTH).add(s31).intoArray(out, to + ROW3 + LENGTH);
    }

    static void backward2(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] base,
            int from,
            float[] out,
            int to,
            int terms) {
        FloatVector s00 = FloatVector.broadcast(FLOATS, 0), s01 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s10 = FloatVector.broadcast(FLOATS, 0), s11 = FloatVector.broadcast(FLOATS, 0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                int j = vAt + k * LANES;
                FloatVector v0 = FloatVector.fromArray(FLOATS, v, j);
                FloatVector v1 = FloatVector.fromArray(FLOATS, v, j + LENGTH);
                FloatVector a0 = FloatVector.broadcast(FLOATS, a[i]);
                s00 = a0.fma(v0, s00);
                s01 = a0.fma(v1, s01);
                FloatVector a1 = FloatVector.broadcast(FLOATS, a[i + ROW1]);
                s10 = a1.fma(v0, s10);
                s11 = a1.fma(v1, s11);
            }
        }
        fromArray(FLOATS, base, from).add(s00).intoArray(out, to);
        fromArray(FLOATS, base, from + LENGTH).add(s01).intoArray(out, to + LENGTH);
        fromArray(FLOATS, base, from + ROW1).add(s10).intoArray(out, to + ROW1);
        fromArray(FLOATS, base, from + ROW1 + LENGTH).add(s11).intoArray(out, to + ROW1 + LENGTH);
    }

    static void backward1(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] base,
            int from,
            float[] out,
            int to,
            int terms) {
        FloatVector s00 = FloatVector.broadcast(FLOATS, 0), s01 = FloatVector.broadcast(FLOATS, 0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                int j = vAt + k * LANES;
                FloatVector v0 = FloatVector.fromArray(FLOATS, v, j);
                FloatVector v1 = FloatVector.fromArray(FLOATS, v, j + LENGTH);
                FloatVector a0 = FloatVector.broadcast(FLOATS, a[i]);
                s00 = a0.fma(v0, s00);
                s01 = a0.fma(v1, s01);
            }
        }
        fromArray(FLOATS, base, from).add(s00).intoArray(out, to);
        fromArray(FLOATS, base, from + LENGTH).add(s01).intoArray(out, to + LENGTH);
    }

    /** Of 8 rows × one vector: for outputs no wider than that. */
    static void narrow8(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] base,
            int from,
            float[] out,
            int to,
            int terms) {
        FloatVector s0 = FloatVector.broadcast(FLOATS, 0), s1 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s2 = FloatVector.broadcast(FLOATS, 0), s3 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s4 = FloatVector.broadcast(FLOATS, 0), s5 = FloatVector.broadcast(FLOATS, 0);
        FloatVector s6 = FloatVector.broadcast(FLOATS, 0), s7 = FloatVector.broadcast(FLOATS, 0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                FloatVector term = FloatVector.fromArray(FLOATS, v, vAt + k * LANES);
                s0 = FloatVector.broadcast(FLOATS, a[i]).fma(term, s0);
                s1 = FloatVector.broadcast(FLOATS, a[i + ROW1]).fma(term, s1);
                s2 = FloatVector.broadcast(FLOATS, a[i + ROW2]).fma(term, s2);
                s3 = FloatVector.broadcast(FLOATS, a[i + ROW3]).fma(term, s3);
                s4 = FloatVector.broadcast(FLOATS, a[i + ROW4]).fma(term, s4);
                s5 = FloatVector.broadcast(FLOATS, a[i + ROW5]).fma(term, s5);
                s6 = FloatVector.broadcast(FLOATS, a[i + ROW6]).fma(term, s6);
                s7 = FloatVector.broadcast(FLOATS, a[i + ROW7]).fma(term, s7);
            }
        }
        fromArray(FLOATS, base, from).add(s0).intoArray(out, to);
        fromArray(FLOATS, base, from + ROW1).add(s1).intoArray(out, to + ROW1);
        fromArray(FLOATS, base, from + ROW2).add(s2).intoArray(out, to + ROW2);
        fromArray(FLOATS, base, from + ROW3).add(s3).intoArray(out, to + ROW3);
        fromArray(FLOATS, base, from + ROW4).add(s4).intoArray(out, to + ROW4);
        fromArray(FLOATS, base, from + ROW5).add(s5).intoArray(out, to + ROW5);
        fromArray(FLOATS, base, from + ROW6).add(s6).intoArray(out, to + ROW6);
        fromArray(FLOATS, base, from + ROW7).add(s7).intoArray(out, to + ROW7);
    }
}
