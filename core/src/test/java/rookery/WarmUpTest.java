package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import rookery.kernels.Kernels;

class WarmUpTest {

    @Test
    @Timeout(120)
    void after_enough_work_everybody_changes_to_the_best_kernels() throws InterruptedException {
        WarmUp mine = new WarmUp();
        WarmUp another = new WarmUp();
        while (mine.kernels(1e8) != Kernels.best()) Thread.sleep(10);
        assertThat(another.kernels(0)).isSameAs(Kernels.best());
    }
}
