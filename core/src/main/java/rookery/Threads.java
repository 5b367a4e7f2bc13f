package rookery;

import rookery.kernels.Workers;

/**
 * How many threads a piece of work is worth. The system property {@code rookery.threads} sets the
 * most; by default it is the number of processors.
 */
final class Threads {

    /** Multiplications below which a second thread costs more than it brings. */
    private static final double WORTH_A_SECOND = 1e6;

    /** The same for a single row, whose time is that of reading the weights. */
    private static final double ROW_WORTH_A_SECOND = 1e5;

    private static final String PROPERTY = "rookery.threads";

    private Threads() {}

    /**
     * The most there may be, or one for small work.
     *
     * @param multiplications of the work
     * @param panels of examples that can be shared out
     */
    static int forWork(double multiplications, int panels) {
        int most = most();
        return multiplications < WORTH_A_SECOND || panels < 2 ? 1 : most;
    }

    /** The most there may be for a layer of a single row, or one if it is small. */
    static int forRow(double multiplications) {
        return multiplications < ROW_WORTH_A_SECOND ? 1 : most();
    }

    /** The most there may be. */
    static int most() {
        String most = System.getProperty(PROPERTY);
        if (most == null)
            return Math.min(Runtime.getRuntime().availableProcessors(), Workers.MOST - 1);
        try {
            return check(Integer.parseInt(most));
        } catch (NumberFormatException _) {
            throw new IllegalArgumentException(
                    "%s must be a number from 1 to %d, got \"%s\""
                            .formatted(PROPERTY, Workers.MOST - 1, most));
        }
    }

    /** Refuses a number that cannot be. */
    static int check(int threads) {
        if (threads < 1 || threads >= Workers.MOST)
            throw new IllegalArgumentException(
                    "threads must be from 1 to %d, got %d".formatted(Workers.MOST - 1, threads));
        return threads;
    }
}
