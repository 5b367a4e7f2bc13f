package rookery.kernels;

import static rookery.kernels.Kernels.LANES;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * Sums over examples on vectors of eight lanes, four of which are the 32 lanes of a panel: wider
 * ones would leave a longer tree inside a vector.
 */
final class VectorSums {

    private static final VectorSpecies<Float> EIGHT = FloatVector.SPECIES_256;

    /** The width these sums need. */
    static final int BITS = EIGHT.vectorBitSize();

    private static final int LENGTH = EIGHT.length();

    /** Lane i takes lane i + 4, i + 2, i + 1: each its partner in the tree. */
    private static final VectorShuffle<Float> BY_4 = VectorShuffle.iota(EIGHT, 4, 1, true);

    private static final VectorShuffle<Float> BY_2 = VectorShuffle.iota(EIGHT, 2, 1, true);
    private static final VectorShuffle<Float> BY_1 = VectorShuffle.iota(EIGHT, 1, 1, true);

    private VectorSums() {}

    static void biasGradient(float[] dz, int dzAt, float[] db, int dbAt, int units, int rows) {
        int left = rows % LANES;
        VectorMask<Float> in0 = EIGHT.indexInRange(0, left);
        VectorMask<Float> in1 = EIGHT.indexInRange(LENGTH, left);
        VectorMask<Float> in2 = EIGHT.indexInRange(2 * LENGTH, left);
        VectorMask<Float> in3 = EIGHT.indexInRange(3 * LENGTH, left);
        FloatVector zero = FloatVector.zero(EIGHT);
        for (int unit = 0; unit < units; unit++) {
            int at = dzAt + unit * LANES;
            FloatVector s0 = zero, s1 = zero, s2 = zero, s3 = zero;
            int i = at;
            for (int end = at + rows / LANES * units * LANES; i < end; i += units * LANES) {
                s0 = s0.add(FloatVector.fromArray(EIGHT, dz, i));
                s1 = s1.add(FloatVector.fromArray(EIGHT, dz, i + LENGTH));
                s2 = s2.add(FloatVector.fromArray(EIGHT, dz, i + 2 * LENGTH));
                s3 = s3.add(FloatVector.fromArray(EIGHT, dz, i + 3 * LENGTH));
            }
            if (left > 0) {
                // Lanes beyond the rows hold anything; a sum is never −0, so + 0 leaves it alone.
                s0 = s0.add(zero.blend(FloatVector.fromArray(EIGHT, dz, i), in0));
                s1 = s1.add(zero.blend(FloatVector.fromArray(EIGHT, dz, i + LENGTH), in1));
                s2 = s2.add(zero.blend(FloatVector.fromArray(EIGHT, dz, i + 2 * LENGTH), in2));
                s3 = s3.add(zero.blend(FloatVector.fromArray(EIGHT, dz, i + 3 * LENGTH), in3));
            }
            FloatVector sum = s0.add(s2).add(s1.add(s3));
            sum = sum.add(sum.rearrange(BY_4));
            sum = sum.add(sum.rearrange(BY_2));
            sum = sum.add(sum.rearrange(BY_1));
            db[dbAt + unit] = sum.lane(0);
        }
    }
}
