package rookery.kernels;

import static jdk.incubator.vector.VectorOperators.I2F;
import static jdk.incubator.vector.VectorOperators.L2I;
import static jdk.incubator.vector.VectorOperators.LSHR;
import static jdk.incubator.vector.VectorOperators.XOR;

import static rookery.kernels.Philox.COUNTERS;
import static rookery.kernels.Philox.DROPPED;
import static rookery.kernels.Philox.LOW;
import static rookery.kernels.Philox.M0;
import static rookery.kernels.Philox.M1;
import static rookery.kernels.Philox.ROUNDS;
import static rookery.kernels.Philox.UNIT;
import static rookery.kernels.Philox.WEYL0;
import static rookery.kernels.Philox.WEYL1;
import static rookery.kernels.Philox.WORDS;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link Philox} on vectors: a counter in each lane, its words in the lanes' lower halves. */
final class VectorPhilox {

    private static final VectorSpecies<Long> LONGS = Vectors.FLOATS.withLanes(long.class);
    private static final VectorShape HALF = VectorShape.forBitSize(Vectors.BITS / 2);
    private static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, HALF);

    private static final int LENGTH = LONGS.length();

    /** Eight counters. */
    private static final long[] NUMBERS = {0, 1, 2, 3, 4, 5, 6, 7};

    private VectorPhilox() {}

    /**
     * The elements of some groups of eight counters.
     *
     * @param index of the first counter
     * @param bits receives them as they are, unless it is null
     * @param uniform receives them as uniform numbers, if {@code bits} is null
     */
    static void groups(
            long seed,
            int purpose,
            int step,
            int layer,
            int index,
            int groups,
            int[] bits,
            float[] uniform,
            int at) {
        LongVector low = LongVector.broadcast(LONGS, LOW);
        for (int counter = 0; counter < groups * COUNTERS; counter += LENGTH) {
            LongVector c0 = LongVector.broadcast(LONGS, purpose & LOW);
            LongVector c1 = LongVector.broadcast(LONGS, step & LOW);
            LongVector c2 = LongVector.broadcast(LONGS, layer & LOW);
            LongVector c3 = LongVector.fromArray(LONGS, NUMBERS, counter % COUNTERS);
            c3 = c3.add(index + counter - counter % COUNTERS & LOW).and(low);
            int k0 = (int) seed;
            int k1 = (int) (seed >>> Integer.SIZE);
            for (int round = 0; round < ROUNDS; round++) {
                LongVector p0 = c0.and(low).mul(M0);
                LongVector p1 = c2.and(low).mul(M1);
                c0 = p1.lanewise(LSHR, Integer.SIZE).lanewise(XOR, c1).lanewise(XOR, k0 & LOW);
                c1 = p1.and(low);
                c2 = p0.lanewise(LSHR, Integer.SIZE).lanewise(XOR, c3).lanewise(XOR, k1 & LOW);
                c3 = p0.and(low);
                k0 += WEYL0;
                k1 += WEYL1;
            }
            IntVector w0 = (IntVector) c0.convertShape(L2I, INTS, 0);
            IntVector w1 = (IntVector) c1.convertShape(L2I, INTS, 0);
            IntVector w2 = (IntVector) c2.convertShape(L2I, INTS, 0);
            IntVector w3 = (IntVector) c3.convertShape(L2I, INTS, 0);
            int to = at + counter / COUNTERS * COUNTERS * WORDS + counter % COUNTERS;
            if (bits != null) {
                w0.intoArray(bits, to);
                w1.intoArray(bits, to + COUNTERS);
                w2.intoArray(bits, to + 2 * COUNTERS);
                w3.intoArray(bits, to + 3 * COUNTERS);
            } else {
                FloatVector fw0 = (FloatVector) w0.lanewise(LSHR, DROPPED).convert(I2F, 0);
                fw0.mul(UNIT).intoArray(uniform, to);
                FloatVector fw1 = (FloatVector) w1.lanewise(LSHR, DROPPED).convert(I2F, 0);
                fw1.mul(UNIT).intoArray(uniform, to + COUNTERS);
                FloatVector fw2 = (FloatVector) w2.lanewise(LSHR, DROPPED).convert(I2F, 0);
                fw2.mul(UNIT).intoArray(uniform, to + 2 * COUNTERS);
                FloatVector fw3 = (FloatVector) w3.lanewise(LSHR, DROPPED).convert(I2F, 0);
                fw3.mul(UNIT).intoArray(uniform, to + 3 * COUNTERS);
            }
        }
    }
}
