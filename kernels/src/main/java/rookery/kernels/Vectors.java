package rookery.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors of this machine.
 *
 * <p>Vector kernels call the Vector API directly, never through small methods of our own: where C2
 * has inlined much already it refuses ours, though not the API's, and every vector that crosses such
 * a call becomes an object.
 */
final class Vectors {

    static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;

    static final int BITS = FLOATS.vectorBitSize();

    /** Floats in a vector: 16, 8 or 4. */
    static final int LENGTH = FLOATS.length();

    /** The least width, in bits, that is worth it. Without hardware vectors Java reports 64. */
    private static final int LEAST_BITS = 128;

    private Vectors() {}

    /** Whether this machine has vectors, and the fused multiply-add that all of them use. */
    static boolean present() {
        return BITS >= LEAST_BITS && Fused.HARDWARE;
    }
}
