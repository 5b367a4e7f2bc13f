package rookery.kernels;

/**
 * a·b + c with one rounding, the step every sum of products is made of.
 *
 * <p>On a CPU without the instruction {@code Math.fma} is emulated with {@code BigDecimal},
 * thousands of times slower. There the product is rounded before the sum, and the bits differ from
 * those of all other machines; the kernels' names then end in {@code -nofma}.
 */
final class Fused {

    /** Whether this machine has a fused multiply-add. Decided once: compiled code folds it. */
    static final boolean HARDWARE = measure();

    private static final int CALLS = 64;
    private static final int BATCHES = 64;

    /** Between the ratio with the instruction (1 to 3) and without (above 100, cold or hot). */
    private static final int TOO_SLOW = 16;

    private Fused() {}

    /** a·b + c. */
    static float fma(float a, float b, float c) {
        return HARDWARE ? Math.fma(a, b, c) : a * b + c;
    }

    /**
     * Compares the time of {@code Math.fma} with that of a multiplication and an addition. The JDK
     * tells the flag only through a module that we do not want to require. The least of many short
     * batches counts: a disturbed batch is never the least, so the answer does not depend on load.
     */
    private static boolean measure() {
        long fused = Long.MAX_VALUE;
        long separate = Long.MAX_VALUE;
        for (int batch = 0; batch < BATCHES; batch++) {
            long start = System.nanoTime();
            float a = 0;
            for (int i = 0; i < CALLS; i++) {
                a = Math.fma(a, 0.3f, 0.7f);
            }
            long middle = System.nanoTime();
            float b = 0;
            for (int i = 0; i < CALLS; i++) {
                b = separate(b, 0.3f, 0.7f);
            }
            long end = System.nanoTime();
            if (Math.abs(a - b) < 1) { // always; keeps both loops alive
                fused = Math.min(fused, middle - start);
                separate = Math.min(separate, end - middle);
            }
        }
        return fused < TOO_SLOW * Math.max(1, separate);
    }

    private static float separate(float a, float b, float c) {
        return a * b + c;
    }
}
