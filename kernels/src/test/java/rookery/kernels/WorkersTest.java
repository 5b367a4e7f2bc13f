package rookery.kernels;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

class WorkersTest {

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void every_share_is_done_exactly_once_before_run_returns(int shares) {
        AtomicIntegerArray times = new AtomicIntegerArray(shares);
        for (int round = 1; round <= 5_000; round++) {
            Workers.run((share, of) -> times.incrementAndGet(share), shares);
            for (int share = 0; share < shares; share++)
                assertThat(times.get(share)).isEqualTo(round);
        }
    }

    @Test
    void what_a_share_writes_is_seen_by_the_caller_and_by_the_next_work() {
        long[] sums = new long[8];
        for (int round = 0; round < 5_000; round++) {
            long[] before = sums.clone();
            Workers.run((share, shares) -> sums[share] = before[(share + 1) % shares] + 1, 8);
        }
        for (long sum : sums) assertThat(sum).isEqualTo(5_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void an_exception_of_a_share_reaches_the_caller_once_and_the_others_are_done(int failing) {
        IllegalStateException planted = new IllegalStateException("planted");
        for (int round = 0; round < 500; round++) {
            AtomicInteger done = new AtomicInteger();
            assertThatThrownBy(() ->
                            Workers.run(
                                    (share, _) -> {
                                        if (share == failing) throw planted;
                                        done.incrementAndGet();
                                    },
                                    4))
                    .isSameAs(planted);
            assertThat(done).hasValue(3);
            Workers.run((_, _) -> done.incrementAndGet(), 4);
            assertThat(done).as("the next work is not disturbed").hasValue(7);
        }
    }

    @Test
    void work_within_work_and_work_of_several_threads_is_done_by_its_caller() throws Exception {
        AtomicInteger inner = new AtomicInteger();
        Workers.run((_, _) -> Workers.run((_, _) -> inner.incrementAndGet(), 3), 2);
        assertThat(inner).hasValue(6);
        AtomicInteger all = new AtomicInteger();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            Future<?>[] callers = new Future<?>[4];
            for (int i = 0; i < callers.length; i++)
                callers[i] =
                        threads.submit(() -> {
                            for (int round = 0; round < 1_000; round++)
                                Workers.run((_, _) -> all.incrementAndGet(), 3);
                        });
            for (Future<?> caller : callers) caller.get();
        }
        assertThat(all).hasValue(4 * 1_000 * 3);
    }

    @Test
    void workers_do_not_keep_the_process_alive() {
        Workers.run((_, _) -> {}, 3);
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("rookery-"))
                .hasSizeGreaterThanOrEqualTo(2)
                .allMatch(Thread::isDaemon);
    }

    @Test
    void a_number_of_shares_that_cannot_be_is_refused() {
        assertThatThrownBy(() -> Workers.run((_, _) -> {}, 0))
                .hasMessage("shares must be from 1 to 1023, got 0");
    }
}
