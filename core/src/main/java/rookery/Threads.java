package rookery;

import rookery.kernels.Workers;

/**
 * How many threads a piece of work is worth. The system property {@code rookery.threads} sets the
 * most; by default it is the number of processors.
 */
final class Threads {

    /** Multiplications below which a second thread costs more than it brings. */
    private static final double WORTH_A_SECOND = 1e6;

    private Threads() {}

    /**
     * The most there may be, or one for small work.
     *
     * @param multiplications of the work
     * @param panels of examples that can be shared out
     */
    static int forWork(double multiplications, int panels) {
        if (multiplications < WORTH_A_SECOND || panels < 2) return 1;
        Integer most = Integer.getInteger("rookery.threads");
        if (most != null) return check(most);
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
