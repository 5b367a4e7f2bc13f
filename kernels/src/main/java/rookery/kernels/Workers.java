package rookery.kernels;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The process's worker threads: they take shares of one piece of work at a time.
 *
 * <p>This pool is the only process-wide state there is. Its threads are daemons, are started when
 * first needed, spin for a moment after each piece of work and then sleep, so that an idle process
 * uses no processor.
 *
 * <p>Each share has a worker of its own, which keeps its data in that worker's cache. The caller
 * works too, and takes over every share whose worker has not begun when it gets there: a worker that
 * is asleep, or has lost its processor, delays nobody.
 */
public final class Workers {

    /** Work that can be done in shares, in any order and at the same time. */
    @FunctionalInterface
    public interface Work {
        /**
         * Does one share. Called once for each, on any thread.
         *
         * @param share from 0
         * @param shares how many there are
         */
        void share(int share, int shares);
    }

    /** Most shares of one piece of work. */
    public static final int MOST = 1 << 10;

    private static final Workers POOL = new Workers();

    /** How long a worker spins before it sleeps: longer than what lies between two steps. */
    private static final long SPIN_NANOS = 200_000;

    private static final int SPINS_PER_LOOK = 64;

    private final AtomicBoolean busy = new AtomicBoolean();
    private final AtomicInteger unfinished = new AtomicInteger();
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private Worker[] workers = {};
    private Work work;

    /** The piece of work under way: its number · MOST + its shares. Published last. */
    private volatile long job;

    private Workers() {}

    /**
     * Does all shares of a piece of work and returns when they are done. Where the workers are busy
     * for somebody else the caller does all of it. Allocates nothing once the threads are there.
     *
     * @param shares from 1 to less than {@link #MOST}
     * @throws RuntimeException what a share threw, once; the others are done nevertheless
     */
    public static void run(Work work, int shares) {
        if (shares < 1 || shares >= MOST)
            throw new IllegalArgumentException(
                    "shares must be from 1 to " + (MOST - 1) + ", got " + shares);
        if (shares == 1 || !POOL.busy.compareAndSet(false, true)) {
            for (int share = 0; share < shares; share++) work.share(share, shares);
            return;
        }
        try {
            POOL.runTogether(work, shares);
        } finally {
            POOL.busy.set(false);
        }
    }

    private void runTogether(Work work, int shares) {
        hire(shares - 1);
        this.work = work;
        unfinished.set(shares);
        long number = job / MOST + 1;
        job = number * MOST + shares;
        for (int i = 0; i < shares - 1; i++) workers[i].wake();
        runShare(0, shares);
        for (int share = 1; share < shares; share++)
            if (workers[share - 1].claim(number)) runShare(share, shares);
        for (int spins = 0; unfinished.get() > 0; spins++) {
            // The worker that is still at it may need this very processor.
            if (spins % SPINS_PER_LOOK == SPINS_PER_LOOK - 1) Thread.yield();
            else Thread.onSpinWait();
        }
        this.work = null;
        Throwable thrown = failure.getAndSet(null);
        if (thrown instanceof RuntimeException e) throw e;
        if (thrown instanceof Error e) throw e;
    }

    private void runShare(int share, int shares) {
        try {
            work.share(share, shares);
        } catch (RuntimeException | Error e) {
            failure.compareAndSet(null, e);
        } finally {
            unfinished.decrementAndGet();
        }
    }

    private void hire(int count) {
        int present = workers.length;
        if (present >= count) return;
        workers = Arrays.copyOf(workers, count);
        for (int i = present; i < count; i++) {
            workers[i] = new Worker(i + 1);
            workers[i].thread.start();
        }
    }

    /** One thread, with the share of its number. */
    private final class Worker implements Runnable {
        private final int share;
        private final Thread thread;
        private final AtomicLong claimed;
        private volatile boolean asleep;

        Worker(int share) {
            this.share = share;
            claimed = new AtomicLong(job / MOST);
            thread = Thread.ofPlatform().daemon().name("rookery-" + share).unstarted(this);
        }

        /** Whoever gets {@code true} does this worker's share of a job: the worker or the caller. */
        boolean claim(long number) {
            long last = claimed.get();
            return last < number && claimed.compareAndSet(last, number);
        }

        void wake() {
            if (asleep) LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            long seen = claimed.get() * MOST;
            while (true) {
                seen = await(seen);
                int shares = (int) (seen % MOST);
                // A claimed share keeps its job from ending, so the work is still that job's.
                if (share < shares && claim(seen / MOST)) runShare(share, shares);
            }
        }

        /** The next job after {@code seen}. */
        private long await(long seen) {
            long start = System.nanoTime();
            for (int spins = 1; ; spins++) {
                long now = job;
                if (now > seen) return now;
                Thread.onSpinWait();
                if (spins % SPINS_PER_LOOK == 0 && System.nanoTime() - start > SPIN_NANOS) break;
            }
            asleep = true;
            while (job <= seen) LockSupport.park(this);
            asleep = false;
            return job;
        }
    }
}
