package rookery.kernels;

import static rookery.kernels.Kernels.LANES;
import static rookery.kernels.Vectors.FLOATS;
import static rookery.kernels.Vectors.LENGTH;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorSpecies;

import java.util.Arrays;

/**
 * Turns examples and features on vectors, in squares as long as a vector, by exchanging blocks of
 * 1, 2, 4 … lanes between pairs of rows. The first two exchanges are done on the way from the source
 * to where the square belongs, the others there. What is left over at the edges is done number by
 * number.
 */
final class VectorTransposition {

    private static final VectorSpecies<Integer> INTS = FLOATS.withLanes(int.class);

    /** For each exchange, of blocks of 1, 2, 4 … lanes: what two rows give the upper one … */
    private static final int[] UPPER = lanes(0);

    /** … and the lower. */
    private static final int[] LOWER = lanes(1);

    /** Rows with blocks of four lanes to exchange are four apart. */
    private static final int FAR = 4 * LANES;

    private VectorTransposition() {}

    /** Lanes of the second row are numbered from {@link Vectors#LENGTH} on. */
    private static int[] lanes(int half) {
        int[] lanes = new int[Integer.numberOfTrailingZeros(LENGTH) * LENGTH];
        for (int i = 0; i < lanes.length; i++) {
            int block = 1 << i / LENGTH;
            int lane = i % LENGTH;
            boolean fromFirst = (lane & block) == 0;
            lanes[i] = (fromFirst ? lane : LENGTH + lane - block) + half * block;
        }
        return lanes;
    }

    /** {@link Kernels#transpose}. */
    static void transpose(float[] dz, int dzAt, float[] t, int tAt, int units, int panels) {
        int to = tAt;
        for (int panel = 0; panel < panels; panel++) {
            for (int unit = 0; unit < units; unit += LANES, to += LANES * LANES) {
                int from = dzAt + (panel * units + unit) * LANES;
                units(dz, from, t, to, Math.min(LANES, units - unit));
            }
        }
    }

    /** 32 examples of up to 32 units. */
    private static void units(float[] dz, int from, float[] t, int tAt, int units) {
        int whole = units - units % LENGTH;
        if (whole < LANES) Arrays.fill(t, tAt, tAt + LANES * LANES, 0f);
        for (int unit = 0; unit < whole; unit += LENGTH) {
            for (int example = 0; example < LANES; example += LENGTH) {
                int source = from + unit * LANES + example;
                int square = tAt + example * LANES + unit;
                for (int i = 0; i < LENGTH; i += 4) {
                    int at = source + i * LANES;
                    int to = square + i * LANES;
                    four(dz, at, at + LANES, at + 2 * LANES, at + 3 * LANES, t, to, LANES, 0);
                }
                turn(t, square);
            }
        }
        int rest = units - whole;
        if (rest > LENGTH / 2) {
            for (int example = 0; example < LANES; example += LENGTH) {
                int source = from + whole * LANES + example;
                partial(dz, source, rest, t, tAt + example * LANES + whole);
            }
            return;
        }
        for (int unit = whole; unit < units; unit++) {
            for (int example = 0; example < LANES; example++) {
                t[tAt + example * LANES + unit] = dz[from + unit * LANES + example];
            }
        }
    }

    /** A square of which there are only the first rows; the others are 0. */
    private static void partial(float[] dz, int from, int rows, float[] t, int square) {
        for (int i = 0; i < rows; i++) {
            FloatVector.fromArray(FLOATS, dz, from + i * LANES).intoArray(t, square + i * LANES);
        }
        for (int i = rows; i < LENGTH; i++) {
            FloatVector.zero(FLOATS).intoArray(t, square + i * LANES);
        }
        for (int i = square; i < square + LENGTH * LANES; i += 4 * LANES) {
            four(t, i, i + LANES, i + 2 * LANES, i + 3 * LANES, t, i, LANES, 0);
        }
        turn(t, square);
    }

    /** {@link Kernels#gather}. */
    static void gather(
            float[] matrix, int cols, int[] order, int first, int rows, float[] x, int xAt) {
        for (int done = 0; done < rows; done += LANES) {
            int examples = Math.min(LANES, rows - done);
            int whole = examples == LANES ? cols - cols % LENGTH : 0;
            int from = first + done;
            int to = xAt + done * cols;
            for (int feature = 0; feature < whole; feature += LENGTH) {
                int at = to + feature * LANES;
                for (int b = 0; b < LANES; b += LENGTH) {
                    rows(matrix, feature, cols, order, from + b, x, at + b);
                    turn(x, at + b);
                }
            }
            Transposition.panel(matrix, cols, order, from, examples, x, to, whole);
        }
    }

    private static void rows(
            float[] matrix, int feature, int cols, int[] order, int first, float[] x, int at) {
        for (int i = 0; i < LENGTH; i += 4) {
            four(
                    matrix,
                    order[first + i] * cols + feature,
                    order[first + i + 1] * cols + feature,
                    order[first + i + 2] * cols + feature,
                    order[first + i + 3] * cols + feature,
                    x,
                    at + i * LANES,
                    LANES,
                    0);
        }
    }

    /** The exchanges of blocks of four lanes and more, in place. */
    private static void turn(float[] t, int at) {
        for (int i = at; i < at + 4 * LANES; i += LANES) {
            if (LENGTH == 16) {
                four(t, i, i + FAR, i + 2 * FAR, i + 3 * FAR, t, i, FAR, 2);
            } else if (LENGTH == 8) {
                two(t, i, i + FAR, 2);
            }
        }
    }

    /**
     * Exchanges between four rows: blocks of 2ⁿ lanes between neighbors, then of twice as many
     * between every other one.
     *
     * @param step how far apart they come to lie
     */
    private static void four(
            float[] from, int at0, int at1, int at2, int at3, float[] t, int at, int step, int n) {
        IntVector upper = IntVector.fromArray(INTS, UPPER, n * LENGTH);
        IntVector lower = IntVector.fromArray(INTS, LOWER, n * LENGTH);
        IntVector a = FloatVector.fromArray(FLOATS, from, at0).reinterpretAsInts();
        IntVector b = FloatVector.fromArray(FLOATS, from, at1).reinterpretAsInts();
        IntVector c = FloatVector.fromArray(FLOATS, from, at2).reinterpretAsInts();
        IntVector d = FloatVector.fromArray(FLOATS, from, at3).reinterpretAsInts();
        IntVector ab = upper.selectFrom(a, b);
        IntVector ba = lower.selectFrom(a, b);
        IntVector cd = upper.selectFrom(c, d);
        IntVector dc = lower.selectFrom(c, d);
        upper = IntVector.fromArray(INTS, UPPER, (n + 1) * LENGTH);
        lower = IntVector.fromArray(INTS, LOWER, (n + 1) * LENGTH);
        upper.selectFrom(ab, cd).reinterpretAsFloats().intoArray(t, at);
        upper.selectFrom(ba, dc).reinterpretAsFloats().intoArray(t, at + step);
        lower.selectFrom(ab, cd).reinterpretAsFloats().intoArray(t, at + 2 * step);
        lower.selectFrom(ba, dc).reinterpretAsFloats().intoArray(t, at + 3 * step);
    }

    /** Exchanges blocks of 2ⁿ lanes between two rows, in place. */
    private static void two(float[] t, int at0, int at1, int n) {
        IntVector upper = IntVector.fromArray(INTS, UPPER, n * LENGTH);
        IntVector lower = IntVector.fromArray(INTS, LOWER, n * LENGTH);
        IntVector a = FloatVector.fromArray(FLOATS, t, at0).reinterpretAsInts();
        IntVector b = FloatVector.fromArray(FLOATS, t, at1).reinterpretAsInts();
        upper.selectFrom(a, b).reinterpretAsFloats().intoArray(t, at0);
        lower.selectFrom(a, b).reinterpretAsFloats().intoArray(t, at1);
    }
}
