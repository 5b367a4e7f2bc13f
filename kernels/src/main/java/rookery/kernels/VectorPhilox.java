package rookery.kernels;

import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import static rookery.kernels.Philox.COUNTERS;
import static rookery.kernels.Philox.M0;
import static rookery.kernels.Philox.M1;
import static rookery.kernels.Philox.ROUNDS;
import static rookery.kernels.Philox.WEYL0;
import static rookery.kernels.Philox.WEYL1;

import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

import java.util.Arrays;

/**
 * {@link Philox} on 16 lanes: eight counters at once, words 0 and 2 of them in the halves of one
 * vector and words 1 and 3 in the halves of another, since each round multiplies the former and
 * exchanges the halves. Products of 64 bits are put together from 16-bit halves: a vector of
 * {@code long} would be the only one in the process, and C2 boxes all vectors more readily where
 * there are three kinds of them.
 */
final class VectorPhilox {

    /** The width these counters need. */
    static final int BITS = 512;

    private static final VectorSpecies<Integer> INTS = IntVector.SPECIES_512;
    private static final VectorShuffle<Integer> EXCHANGED =
            VectorShuffle.iota(INTS, COUNTERS, 1, true);
    private static final VectorMask<Integer> UPPER = VectorMask.fromLong(INTS, 0xff00);

    private static final int HALF = 16;
    private static final int LOW = 0xffff;

    private static final int[] MULTIPLIERS = halves((int) M0, (int) M1);
    private static final int[] WEYL = halves(WEYL0, WEYL1);
    private static final int[] NUMBERS = {0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 5, 6, 7};

    private VectorPhilox() {}

    private static int[] halves(int lower, int upper) {
        int[] halves = new int[2 * COUNTERS];
        Arrays.fill(halves, 0, COUNTERS, lower);
        Arrays.fill(halves, COUNTERS, 2 * COUNTERS, upper);
        return halves;
    }

    /** {@link Philox#groups}. */
    static void groups(
            long seed,
            int purpose,
            int step,
            int layer,
            int index,
            int groups,
            int[] bits,
            int at) {
        IntVector m = IntVector.fromArray(INTS, MULTIPLIERS, 0);
        IntVector mLow = m.and(LOW);
        IntVector mHigh = m.lanewise(LSHR, HALF);
        IntVector weyl = IntVector.fromArray(INTS, WEYL, 0);
        IntVector key =
                IntVector.broadcast(INTS, (int) seed).blend((int) (seed >>> Integer.SIZE), UPPER);
        IntVector even = IntVector.broadcast(INTS, purpose).blend(layer, UPPER);
        IntVector numbers = IntVector.fromArray(INTS, NUMBERS, 0);
        for (int group = 0; group < groups; group++) {
            IntVector x = even;
            IntVector y =
                    IntVector.broadcast(INTS, step)
                            .blend(numbers.add(index + group * COUNTERS), UPPER);
            IntVector k = key;
            for (int round = 0; round < ROUNDS; round++) {
                IntVector low = x.and(LOW);
                IntVector high = x.lanewise(LSHR, HALF);
                IntVector highLow = high.mul(mLow);
                IntVector middle =
                        low.mul(mLow)
                                .lanewise(LSHR, HALF)
                                .add(highLow.and(LOW))
                                .add(low.mul(mHigh));
                IntVector upper =
                        high.mul(mHigh)
                                .add(highLow.lanewise(LSHR, HALF))
                                .add(middle.lanewise(LSHR, HALF));
                IntVector lower = x.mul(m);
                x = upper.rearrange(EXCHANGED).lanewise(XOR, y).lanewise(XOR, k);
                y = lower.rearrange(EXCHANGED);
                k = k.add(weyl);
            }
            int to = at + group * COUNTERS * Philox.WORDS;
            x.blend(y.rearrange(EXCHANGED), UPPER).intoArray(bits, to);
            x.rearrange(EXCHANGED).blend(y, UPPER).intoArray(bits, to + 2 * COUNTERS);
        }
    }
}
