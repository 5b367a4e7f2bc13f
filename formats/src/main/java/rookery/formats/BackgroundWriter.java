package rookery.formats;

import rookery.data.InputException;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes files on a thread of its own, one after the other, so that a training does not wait for
 * them.
 *
 * <p>After the first that cannot be written nothing more is. The thread ends by itself when it has
 * had nothing to do for a while, and does not keep the process alive.
 */
final class BackgroundWriter {

    /** Of snapshots that wait to be written; whoever has more waits, too. */
    private static final int MOST_BYTES = 64 << 20;

    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(
                    1,
                    1,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new LinkedBlockingQueue<>(),
                    work -> Thread.ofPlatform().name("rookery-recorder").daemon().unstarted(work));

    private final Semaphore room = new Semaphore(MOST_BYTES);
    private volatile Throwable failure;
    private volatile long busyNanos;

    BackgroundWriter() {
        executor.allowCoreThreadTimeOut(true);
        executor.prestartCoreThread();
    }

    /** Writes when those before are written. */
    void submit(Runnable write) {
        submit(0, write);
    }

    /**
     * The same.
     *
     * @param bytes that it keeps in memory until then
     */
    void submit(long bytes, Runnable write) {
        int share = (int) Math.min(MOST_BYTES, bytes);
        room.acquireUninterruptibly(share);
        executor.execute(() -> {
            run(write);
            room.release(share);
        });
    }

    private void run(Runnable write) {
        if (failure != null) return;
        long began = System.nanoTime();
        try {
            write.run();
        } catch (Throwable e) { // told to the training's thread
            failure = e;
        }
        busyNanos = busyNanos + System.nanoTime() - began; // this thread alone writes it
    }

    /** How long it has been writing, all in all. */
    long busyNanos() {
        return busyNanos;
    }

    /**
     * Why something could not be written; empty if nothing failed so far.
     *
     * @throws RuntimeException what else went wrong
     */
    Optional<InputException> failure() {
        return switch (failure) {
            case null -> Optional.empty();
            case InputException e -> Optional.of(e);
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IllegalStateException(e);
        };
    }

    /** Waits until all that was submitted is written, also if the thread is interrupted meanwhile. */
    void await() {
        FutureTask<Void> last = new FutureTask<>(() -> null);
        executor.execute(last);
        boolean interrupted = false;
        while (true) {
            try {
                last.get();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            } catch (ExecutionException e) {
                throw new IllegalStateException(e);
            }
        }
        if (interrupted) Thread.currentThread().interrupt();
    }
}
