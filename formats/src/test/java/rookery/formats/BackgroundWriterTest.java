package rookery.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.data.InputException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;

class BackgroundWriterTest {

    private final BackgroundWriter writer = new BackgroundWriter();
    private final List<Integer> written = new ArrayList<>();

    @Test
    void all_is_written_in_order_and_not_by_the_thread_that_asks() {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            int number = i;
            writer.submit(() -> {
                written.add(number);
                threads.add(Thread.currentThread());
            });
        }
        writer.await();
        assertThat(written).isEqualTo(IntStream.range(0, 100).boxed().toList());
        assertThat(threads).doesNotContain(Thread.currentThread()).allMatch(Thread::isDaemon);
        assertThat(writer.failure()).isEmpty();
    }

    @Test
    void what_waits_is_bounded_and_one_larger_than_that_is_written_alone() {
        CountDownLatch first = new CountDownLatch(1);
        writer.submit(Long.MAX_VALUE, () -> awaitLatch(first));
        Thread second = Thread.ofPlatform().start(() -> writer.submit(1, () -> written.add(2)));
        while (second.isAlive() && second.getState() != Thread.State.WAITING) Thread.onSpinWait();
        assertThat(second.isAlive()).as("waits for room").isTrue();
        first.countDown();
        join(second);
        writer.await();
        assertThat(written).containsExactly(2);
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void after_a_failure_nothing_more_is_written() {
        writer.submit(() -> {
            throw new InputException("full");
        });
        writer.submit(() -> written.add(1));
        writer.await();
        assertThat(written).isEmpty();
        assertThat(writer.failure().orElseThrow()).hasMessage("full");
    }

    @Test
    void an_error_of_ours_reaches_the_thread_that_asks() {
        writer.submit(() -> {
            throw new IllegalStateException("a defect");
        });
        writer.await();
        assertThatThrownBy(writer::failure)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a defect");
    }

    @Test
    void an_interrupt_does_not_cut_waiting_short_and_is_kept() {
        CountDownLatch go = new CountDownLatch(1);
        writer.submit(() -> {
            awaitLatch(go);
            written.add(1);
        });
        Thread.currentThread().interrupt();
        writer.submit(() -> written.add(2));
        go.countDown();
        writer.await();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(written).containsExactly(1, 2);
    }
}
