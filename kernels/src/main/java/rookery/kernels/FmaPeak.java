package rookery.kernels;

/**
 * The most fused multiply-adds this machine can do: a loop that touches no memory. What a benchmark
 * measures its kernels against, and by what it sees that the machine was busy with something else.
 */
public final class FmaPeak {

    /** Repetitions of a call: many short calls, as C2 compiles a call better than a loop under way. */
    private static final int REPETITIONS = 1_000;

    /** Calls until C2 has compiled them, a few milliseconds afterwards. */
    private static final int WARM_UP = 50_000;

    private static final int ROUNDS = 20;
    private static final int CALLS = 5_000;
    private static final double NANOS = 1e-9;

    private FmaPeak() {}

    /**
     * Billions of floating-point operations a second, two for each fused multiply-add, on this many
     * threads at once, with vectors if there are any; the best of many short rounds. Takes about a
     * second.
     *
     * @param threads from 1 to less than {@link Workers#MOST}
     */
    public static double gigaflops(int threads) {
        boolean vectors = Kernels.vector().isPresent();
        float[] sink = new float[threads * Kernels.LANES];
        seconds(vectors, WARM_UP, threads, sink);
        double best = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++)
            best = Math.min(best, seconds(vectors, CALLS, threads, sink));
        double operations = vectors ? VectorPeak.OPERATIONS : ScalarPeak.OPERATIONS;
        return operations * REPETITIONS * CALLS * threads / best * NANOS;
    }

    private static double seconds(boolean vectors, int calls, int threads, float[] sink) {
        long start = System.nanoTime();
        Workers.run(
                (share, _) -> {
                    int at = share * Kernels.LANES;
                    for (int call = 0; call < calls; call++) {
                        if (vectors) VectorPeak.run(REPETITIONS, sink, at);
                        else ScalarPeak.run(REPETITIONS, sink, at);
                    }
                },
                threads);
        return (System.nanoTime() - start) * NANOS;
    }

    /** Ten independent chains of scalar operations. */
    private static final class ScalarPeak {
        static final int OPERATIONS = 2 * 10;

        static void run(int repetitions, float[] sink, int at) {
            float a = 0, b = 1, c = 2, d = 3, e = 4, f = 5, g = 6, h = 7, i = 8, j = 9;
            for (int k = 0; k < repetitions; k++) {
                a = Fused.fma(a, 0.5f, 0.25f);
                b = Fused.fma(b, 0.5f, 0.25f);
                c = Fused.fma(c, 0.5f, 0.25f);
                d = Fused.fma(d, 0.5f, 0.25f);
                e = Fused.fma(e, 0.5f, 0.25f);
                f = Fused.fma(f, 0.5f, 0.25f);
                g = Fused.fma(g, 0.5f, 0.25f);
                h = Fused.fma(h, 0.5f, 0.25f);
                i = Fused.fma(i, 0.5f, 0.25f);
                j = Fused.fma(j, 0.5f, 0.25f);
            }
            sink[at] = ((a + b) + (c + d)) + ((e + f) + (g + h)) + (i + j);
        }
    }
}
