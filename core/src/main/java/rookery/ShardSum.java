package rookery;

import rookery.kernels.Kernels;

/**
 * The sum of the gradients of a batch's shards in a fixed tree: split at the largest power of two
 * smaller than their number, recursively. Kept as a binary counter, so that n shards need log n
 * buffers.
 */
final class ShardSum {

    private final float[] gradients;
    private final float[][] levels;
    private int shards;

    /**
     * Over the array each shard's gradients are written to, and in which their sum is left.
     *
     * @param most shards of a batch
     */
    ShardSum(float[] gradients, int most) {
        this.gradients = gradients;
        int bits = most == 1 ? 0 : Integer.SIZE - Integer.numberOfLeadingZeros(most - 1);
        this.levels = new float[bits][gradients.length];
    }

    /** Begins a batch. */
    void begin() {
        shards = 0;
    }

    /** Takes in a shard; after the last one the array holds the sum. */
    void add(Kernels kernels, boolean last) {
        int level = 0;
        // Each one-bit of the counter is a finished subtree of 2^level shards, older than this one.
        for (; (shards >> level & 1) == 1; level++) addTo(kernels, level);
        shards++;
        if (!last) {
            System.arraycopy(gradients, 0, levels[level], 0, gradients.length);
            return;
        }
        for (level++; level < levels.length; level++)
            if ((shards >> level & 1) == 1) addTo(kernels, level);
    }

    private void addTo(Kernels kernels, int level) {
        kernels.add(levels[level], 0, gradients, 0, gradients.length);
    }
}
