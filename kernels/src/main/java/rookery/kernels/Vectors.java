package rookery.kernels;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/** The vectors of this machine, and the few operations on them that all vector kernels share. */
final class Vectors {

    static final VectorSpecies<Float> FLOATS =
            FloatVector.SPECIES_PREFERRED.vectorBitSize() > 512
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;

    static final VectorSpecies<Integer> INTS = VectorSpecies.of(int.class, FLOATS.vectorShape());

    static final int BITS = FLOATS.vectorBitSize();

    /** Floats in a vector: 16, 8 or 4. */
    static final int LENGTH = FLOATS.length();

    /** The least width, in bits, that is worth it. Without hardware vectors Java reports 64. */
    private static final int LEAST_BITS = 128;

    private Vectors() {}

    static boolean present() {
        return BITS >= LEAST_BITS;
    }

    /** a·b + c, as {@link Fused#fma}. */
    static FloatVector fma(FloatVector a, FloatVector b, FloatVector c) {
        return Fused.HARDWARE ? a.fma(b, c) : a.mul(b).add(c);
    }

    static FloatVector all(float value) {
        return FloatVector.broadcast(FLOATS, value);
    }

    static FloatVector load(float[] from, int at) {
        return FloatVector.fromArray(FLOATS, from, at);
    }
}
