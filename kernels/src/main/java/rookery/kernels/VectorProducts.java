package rookery.kernels;

import static rookery.kernels.Kernels.BLOCK;
import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.ScalarProducts.GROUP;
import static rookery.kernels.Vectors.FLOATS;
import static rookery.kernels.Vectors.LENGTH;

import jdk.incubator.vector.FloatVector;

/**
 * The three products of a dense layer, over tiles of the output whose sums stay in registers: 8
 * rows × 2 vectors of 512 bits, or 4 × 2 of narrower ones, which often have only 16 registers; rows
 * that are left over in tiles of 4, 2 and 1. Loops and their order are those of
 * {@link ScalarProducts}.
 */
final class VectorProducts {

    /** Rows of the largest tile. */
    private static final int TALLEST = LENGTH == 16 ? 8 : 4;

    /** Lanes of the output in a tile. */
    private static final int WIDTH = 2 * LENGTH;

    /** Where a tile's rows begin. */
    static final int ROW1 = LANES;

    static final int ROW2 = 2 * LANES;
    static final int ROW3 = 3 * LANES;
    static final int ROW4 = 4 * LANES;
    static final int ROW5 = 5 * LANES;
    static final int ROW6 = 6 * LANES;
    static final int ROW7 = 7 * LANES;

    /** What the first block is added to; thus a sum of −0 becomes +0. Never written to. */
    private static final float[] ZEROS = new float[8 * LANES];

    private VectorProducts() {}

    static void product(
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] b,
            int bAt,
            float[] z,
            int zAt,
            int inputs,
            int units,
            int panels) {
        for (int group = 0; group < units; group += GROUP) {
            int end = Math.min(units, group + GROUP);
            for (int k = 0; k < inputs; k += BLOCK) {
                int terms = Math.min(BLOCK, inputs - k);
                for (int panel = 0; panel < panels; panel++) {
                    int xFrom = xAt + (panel * inputs + k) * LANES;
                    int zTo = zAt + panel * units * LANES;
                    units(w, wAt + k * LANES, inputs, x, xFrom, z, zTo, group, end, terms, k == 0);
                }
            }
        }
        addBias(b, bAt, z, zAt, units, panels);
    }

    private static void addBias(float[] b, int bAt, float[] z, int zAt, int units, int panels) {
        int at = zAt;
        for (int panel = 0; panel < panels; panel++) {
            for (int unit = 0; unit < units; unit++, at += LANES) {
                float bias = b[bAt + unit];
                for (int lane = 0; lane < LANES; lane += LENGTH) {
                    FloatVector.fromArray(FLOATS, z, at + lane).add(bias).intoArray(z, at + lane);
                }
            }
        }
    }

    /**
     * {@link Kernels#rowProduct}: the roles are exchanged, the row's features are the factors and 32
     * units lie side by side. Their sums are gathered in the place of the first one's 32 lanes.
     */
    static void rowProduct(
            float[] x,
            int xAt,
            float[] w,
            int wAt,
            float[] b,
            int bAt,
            float[] z,
            int zAt,
            int inputs,
            int from,
            int to) {
        for (int unit = from; unit < to; unit += LANES) {
            int at = zAt + unit * LANES;
            for (int k = 0; k < inputs; k += BLOCK) {
                int terms = Math.min(BLOCK, inputs - k);
                int xFrom = xAt + k * LANES;
                int wFrom = wAt + (unit * inputs + k * LANES);
                float[] base = k == 0 ? ZEROS : z;
                for (int lane = 0; lane < LANES; lane += WIDTH) {
                    int out = at + lane;
                    int first = k == 0 ? 0 : out;
                    ForwardTiles.forward1(x, xFrom, w, wFrom + lane, base, first, z, out, terms);
                }
            }
            for (int j = Math.min(LANES, to - unit) - 1; j >= 0; j--) {
                z[at + j * LANES] = z[at + j] + b[bAt + unit + j];
            }
        }
    }

    static void inputGradient(
            float[] dz,
            int dzAt,
            float[] w,
            int wAt,
            float[] dx,
            int dxAt,
            int inputs,
            int units,
            int panels) {
        int wNext = inputs * LANES;
        int dzNext = LANES * LANES;
        for (int group = 0; group < inputs; group += GROUP) {
            int end = Math.min(inputs, group + GROUP);
            for (int k = 0; k < units; k += BLOCK) {
                int terms = Math.min(BLOCK, units - k);
                for (int panel = 0; panel < panels; panel++) {
                    int dzFrom = dzAt + (panel * units + k) * LANES;
                    int dxTo = dxAt + panel * inputs * LANES;
                    rows(
                            w,
                            wAt + k * inputs,
                            wNext,
                            dz,
                            dzFrom,
                            dzNext,
                            dx,
                            dxTo,
                            group,
                            end,
                            LANES,
                            terms,
                            k == 0);
                }
            }
        }
    }

    static void kernelGradient(
            float[] x,
            int xAt,
            float[] t,
            int tAt,
            float[] dw,
            int dwAt,
            int inputs,
            int units,
            int rows,
            int from,
            int to) {
        int unitPanels = (units + LANES - 1) / LANES;
        int xNext = inputs * LANES;
        int tNext = unitPanels * LANES * LANES;
        for (int group = from; group < to; group += GROUP) {
            int end = Math.min(to, group + GROUP);
            for (int k = 0; k < rows; k += BLOCK) {
                int terms = Math.min(BLOCK, rows - k);
                for (int panel = 0; panel < unitPanels; panel++) {
                    int tFrom = tAt + (k / LANES * unitPanels + panel) * LANES * LANES;
                    int dwTo = dwAt + panel * inputs * LANES;
                    rows(
                            x,
                            xAt + k * inputs,
                            xNext,
                            t,
                            tFrom,
                            tNext,
                            dw,
                            dwTo,
                            group,
                            end,
                            Math.min(LANES, units - panel * LANES),
                            terms,
                            k == 0);
                }
            }
        }
    }

    /** Tiles of the units {@code begin} to {@code end} of one panel, one block of the sum. */
    private static void units(
            float[] w,
            int wAt,
            int inputs,
            float[] x,
            int xAt,
            float[] z,
            int zAt,
            int begin,
            int end,
            int terms,
            boolean first) {
        float[] base = first ? ZEROS : z;
        int height;
        for (int unit = begin; unit < end; unit += height) {
            height = height(end - unit);
            int wFrom = wAt + unit / LANES * inputs * LANES + unit % LANES;
            for (int lane = 0; lane < LANES; lane += WIDTH) {
                int v = xAt + lane;
                int out = zAt + unit * LANES + lane;
                int from = first ? 0 : out;
                switch (height) {
                    case 8 -> ForwardTiles.forward8(w, wFrom, x, v, base, from, z, out, terms);
                    case 4 -> ForwardTiles.forward4(w, wFrom, x, v, base, from, z, out, terms);
                    case 2 -> ForwardTiles.forward2(w, wFrom, x, v, base, from, z, out, terms);
                    default -> ForwardTiles.forward1(w, wFrom, x, v, base, from, z, out, terms);
                }
            }
        }
    }

    /**
     * Tiles of the output rows {@code begin} to {@code end} of one panel, one block of the sum; of
     * each row the lanes up to {@code width}, in whole tiles; those beyond are padding.
     */
    private static void rows(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] out,
            int outAt,
            int begin,
            int end,
            int width,
            int terms,
            boolean first) {
        float[] base = first ? ZEROS : out;
        int height;
        for (int row = begin; row < end; row += height) {
            int i = aAt + row * LANES;
            if (width <= LENGTH && end - row >= 8) {
                height = 8;
                int o = outAt + row * LANES;
                int from = first ? 0 : o;
                BackwardTiles.narrow8(a, i, aNext, v, vAt, vNext, base, from, out, o, terms);
                continue;
            }
            height = height(end - row);
            for (int lane = 0; lane < width; lane += WIDTH) {
                int j = vAt + lane;
                int o = outAt + row * LANES + lane;
                int from = first ? 0 : o;
                switch (height) {
                    case 8 ->
                            BackwardTiles.backward8(
                                    a, i, aNext, v, j, vNext, base, from, out, o, terms);
                    case 4 ->
                            BackwardTiles.backward4(
                                    a, i, aNext, v, j, vNext, base, from, out, o, terms);
                    case 2 ->
                            BackwardTiles.backward2(
                                    a, i, aNext, v, j, vNext, base, from, out, o, terms);
                    default ->
                            BackwardTiles.backward1(
                                    a, i, aNext, v, j, vNext, base, from, out, o, terms);
                }
            }
        }
    }

    private static int height(int left) {
        return left >= TALLEST ? TALLEST : Integer.highestOneBit(left);
    }
}
