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
import static rookery.kernels.Vectors.all;
import static rookery.kernels.Vectors.fma;
import static rookery.kernels.Vectors.load;

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
        FloatVector s00 = all(0), s01 = all(0);
        FloatVector s10 = all(0), s11 = all(0);
        FloatVector s20 = all(0), s21 = all(0);
        FloatVector s30 = all(0), s31 = all(0);
        FloatVector s40 = all(0), s41 = all(0);
        FloatVector s50 = all(0), s51 = all(0);
        FloatVector s60 = all(0), s61 = all(0);
        FloatVector s70 = all(0), s71 = all(0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                int j = vAt + k * LANES;
                FloatVector v0 = load(v, j);
                FloatVector v1 = load(v, j + LENGTH);
                FloatVector a0 = all(a[i]);
                s00 = fma(a0, v0, s00);
                s01 = fma(a0, v1, s01);
                FloatVector a1 = all(a[i + ROW1]);
                s10 = fma(a1, v0, s10);
                s11 = fma(a1, v1, s11);
                FloatVector a2 = all(a[i + ROW2]);
                s20 = fma(a2, v0, s20);
                s21 = fma(a2, v1, s21);
                FloatVector a3 = all(a[i + ROW3]);
                s30 = fma(a3, v0, s30);
                s31 = fma(a3, v1, s31);
                FloatVector a4 = all(a[i + ROW4]);
                s40 = fma(a4, v0, s40);
                s41 = fma(a4, v1, s41);
                FloatVector a5 = all(a[i + ROW5]);
                s50 = fma(a5, v0, s50);
                s51 = fma(a5, v1, s51);
                FloatVector a6 = all(a[i + ROW6]);
                s60 = fma(a6, v0, s60);
                s61 = fma(a6, v1, s61);
                FloatVector a7 = all(a[i + ROW7]);
                s70 = fma(a7, v0, s70);
                s71 = fma(a7, v1, s71);
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
        FloatVector s00 = all(0), s01 = all(0);
        FloatVector s10 = all(0), s11 = all(0);
        FloatVector s20 = all(0), s21 = all(0);
        FloatVector s30 = all(0), s31 = all(0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                int j = vAt + k * LANES;
                FloatVector v0 = load(v, j);
                FloatVector v1 = load(v, j + LENGTH);
                FloatVector a0 = all(a[i]);
                s00 = fma(a0, v0, s00);
                s01 = fma(a0, v1, s01);
                FloatVector a1 = all(a[i + ROW1]);
                s10 = fma(a1, v0, s10);
                s11 = fma(a1, v1, s11);
                FloatVector a2 = all(a[i + ROW2]);
                s20 = fma(a2, v0, s20);
                s21 = fma(a2, v1, s21);
                FloatVector a3 = all(a[i + ROW3]);
                s30 = fma(a3, v0, s30);
                s31 = fma(a3, v1, s31);
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
        FloatVector s00 = all(0), s01 = all(0);
        FloatVector s10 = all(0), s11 = all(0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                int j = vAt + k * LANES;
                FloatVector v0 = load(v, j);
                FloatVector v1 = load(v, j + LENGTH);
                FloatVector a0 = all(a[i]);
                s00 = fma(a0, v0, s00);
                s01 = fma(a0, v1, s01);
                FloatVector a1 = all(a[i + ROW1]);
                s10 = fma(a1, v0, s10);
                s11 = fma(a1, v1, s11);
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
        FloatVector s00 = all(0), s01 = all(0);
        for (int left = terms; left > 0; left -= LANES, aAt += aNext, vAt += vNext) {
            int n = Math.min(LANES, left);
            for (int k = 0; k < n; k++) {
                int i = aAt + k;
                int j = vAt + k * LANES;
                FloatVector v0 = load(v, j);
                FloatVector v1 = load(v, j + LENGTH);
                FloatVector a0 = all(a[i]);
                s00 = fma(a0, v0, s00);
                s01 = fma(a0, v1, s01);
            }
        }
        fromArray(FLOATS, base, from).add(s00).intoArray(out, to);
        fromArray(FLOATS, base, from + LENGTH).add(s01).intoArray(out, to + LENGTH);
    }
}
