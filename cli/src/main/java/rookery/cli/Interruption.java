package rookery.cli;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C (and any other polite end of the process) stop a training instead of killing it: the
 * thread that opened this is interrupted, and the process waits until it has saved what it has and
 * closed this.
 */
final class Interruption implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 30;

    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread hook;

    /** Watches over the calling thread. */
    Interruption() {
        Thread training = Thread.currentThread();
        hook =
                new Thread(
                        () -> {
                            training.interrupt();
                            await();
                        },
                        "rookery-interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void await() {
        try {
            closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException _) {
            // The process is ending, and has waited for this.
        }
    }
}
