package rookery.activations;

/** The unit step, for derivatives and functions that jump. */
final class Step {

    private static final float LARGE = 0x1p100f;

    private Step() {}

    /**
     * 1 where x &gt; 0, else 0; NaN stays NaN. Without a choice, which would be a branch: signs are
     * random, and loops with branches do not become vectors. The two factors raise even the
     * smallest positive number above 1. As x = a − b is 0 only if a = b, it compares exactly.
     */
    static float of(float x) {
        return Math.max(0f, Math.min(1f, x * LARGE * LARGE));
    }
}
