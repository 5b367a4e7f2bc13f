package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WorkloadTest {

    @Test
    void a_step_counts_two_for_each_product_and_has_no_gradients_of_the_inputs() {
        // 3·16 products forward and for the kernel, 16·2 thrice: (4·48 + 6·32) · 10 rows.
        assertThat(Workload.of("train", "3-16-2", "10", "sgd").operations()).isEqualTo(3840);
        assertThat(Workload.of("predict", "3-16-2", "10", "none").operations()).isEqualTo(1600);
    }

    @Test
    void large_steps_make_short_epochs() {
        assertThat(Workload.of("train", "3-16-2", "32", "sgd").steps()).isEqualTo(256);
        Workload large = Workload.of("train", "784-2048-2048-10", "512", "sgd");
        assertThat(large.steps()).isEqualTo(8);
        assertThat(large.dataRows()).isEqualTo(4096);
    }

    @Test
    void arguments_are_read_as_they_are_written() {
        for (Workload work : Workload.TRAINING)
            assertThat(Workload.of(work.arguments().toArray(String[]::new))).isEqualTo(work);
        for (Workload work : Workload.PREDICTION)
            assertThat(Workload.of(work.arguments().toArray(String[]::new))).isEqualTo(work);
    }

    @Test
    void what_is_no_workload_is_refused() {
        assertThatThrownBy(() -> Workload.of("train", "3-16-2", "32"))
                .hasMessageContaining("train 3-16-2 32 sgd");
        assertThatThrownBy(() -> Workload.of("train", "3-16-2", "32", "rmsprop"))
                .hasMessageContaining("rmsprop");
        assertThatThrownBy(() -> Workload.of("predict", "3", "1", "none"))
                .hasMessageContaining("two layers");
    }

    @Test
    void the_class_is_where_the_largest_number_stands() {
        float[] features = {1, 3, 2, /* next row */ 5, 4, 9};
        assertThat(Examples.classes(features, 3, 3)).containsExactly(1, 2);
        assertThat(Examples.classes(features, 3, 2)).containsExactly(1, 0);
        assertThat(Examples.oneHot(new int[] {1, 0}, 2)).containsExactly(0, 1, 1, 0);
    }
}
