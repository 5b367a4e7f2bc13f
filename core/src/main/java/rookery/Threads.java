package rookery;

import rookery.kernels.Workers;

/** How many threads a piece of work is worth. */
final class Threads {

    /** Multiplications below which a second thread costs more than it brings. */
    private static final double WORTH_A_SECOND = 1e6;

    private Threads() {}

    /**
     * All processors, or one for small work.
     *
     * @param multiplications of the work
     * @param panels of examples that can be shared out
     */
    static int forWork(double multiplications, int panels) {
        if (multiplications < WORTH_A_SECOND || panels < 2) return 1;
        return Math.min(Runtime.getRuntime().availableProcessors(), Workers.MOST - 1);
    }

    /** Refuses a number that cannot be. */
    static int check(int threads) {
        if (threads < 1 || threads >= Workers.MOST)
            throw new IllegalArgumentException(
                    "threads must be from 1 to %d, got %d".formatted(Workers.MOST - 1, threads));
        return threads;
    }
}
