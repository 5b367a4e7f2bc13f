package rookery.kernels;

import static rookery.kernels.Kernels.BLOCK;
import static rookery.kernels.Kernels.LANES;

/**
 * The three products of a dense layer, over tiles of the output whose sums stay in registers.
 *
 * <p>Loops, from the outermost: groups of output rows, blocks of the sum, panels, tiles. A group's
 * factors within a block (128 rows × 256 terms) stay in the second-level cache while all panels
 * pass, the panel's 256 × 32 in the first-level one while all tiles pass.
 */
final class ScalarProducts {

    /** Rows of the output that are worked on together. */
    static final int GROUP = 128;

    private ScalarProducts() {}

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
                for (int lane = 0; lane < LANES; lane++) {
                    z[at + lane] += bias;
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
                ScalarTiles.forward1(x, xFrom, w, wFrom, z, at, terms, k == 0);
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
                            terms,
                            k == 0);
                }
            }
        }
    }

    /** Tiles of the units {@code from} to {@code to} of one panel, one block of the sum. */
    private static void units(
            float[] w,
            int wAt,
            int inputs,
            float[] x,
            int xAt,
            float[] z,
            int zAt,
            int from,
            int to,
            int terms,
            boolean first) {
        int height;
        for (int unit = from; unit < to; unit += height) {
            height = to - unit < 4 ? 1 : 4;
            int wFrom = wAt + unit / LANES * inputs * LANES + unit % LANES;
            int zTo = zAt + unit * LANES;
            if (height == 4) {
                ScalarTiles.forward4(w, wFrom, x, xAt, z, zTo, terms, first);
            } else {
                ScalarTiles.forward1(w, wFrom, x, xAt, z, zTo, terms, first);
            }
        }
    }

    /** Tiles of the output rows {@code from} to {@code to} of one panel, one block of the sum. */
    private static void rows(
            float[] a,
            int aAt,
            int aNext,
            float[] v,
            int vAt,
            int vNext,
            float[] out,
            int outAt,
            int from,
            int to,
            int terms,
            boolean first) {
        int height;
        for (int row = from; row < to; row += height) {
            height = to - row < 4 ? 1 : 4;
            int aFrom = aAt + row * LANES;
            int outTo = outAt + row * LANES;
            if (height == 4) {
                ScalarTiles.backward4(a, aFrom, aNext, v, vAt, vNext, out, outTo, terms, first);
            } else {
                ScalarTiles.backward1(a, aFrom, aNext, v, vAt, vNext, out, outTo, terms, first);
            }
        }
    }
}
