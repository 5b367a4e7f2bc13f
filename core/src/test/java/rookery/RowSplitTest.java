package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.stream.IntStream;

class RowSplitTest {

    @Test
    void every_row_is_in_exactly_one_part() {
        RowSplit split = RowSplit.random(333, 0.1, 5);
        assertThat(split.training()).hasSize(300).isSorted();
        assertThat(split.validation()).hasSize(33).isSorted();
        int[] all =
                IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
                        .sorted()
                        .toArray();
        assertThat(all).isEqualTo(IntStream.range(0, 333).toArray());
    }

    @Test
    void the_seed_draws_the_rows() {
        assertThat(RowSplit.random(100, 0.2, 5).validation())
                .isEqualTo(RowSplit.random(100, 0.2, 5).validation())
                .isNotEqualTo(RowSplit.random(100, 0.2, 6).validation());
    }

    @Test
    void classes_keep_their_shares() {
        int[] classes = IntStream.range(0, 100).map(i -> i < 60 ? 7 : i < 90 ? 3 : 5).toArray();
        RowSplit split = RowSplit.stratified(classes, 0.2, 1);
        assertThat(count(split, classes, 7)).isEqualTo(12);
        assertThat(count(split, classes, 3)).isEqualTo(6);
        assertThat(count(split, classes, 5)).isEqualTo(2);
    }

    @Test
    void remainders_go_to_the_largest_until_the_number_is_right() {
        // 10 % of 333: 33 rows; 146, 68, 119 of each give 14.47, 6.74, 11.79
        int[] classes = IntStream.range(0, 333).map(i -> i < 146 ? 0 : i < 214 ? 1 : 2).toArray();
        RowSplit split = RowSplit.stratified(classes, 0.1, 1);
        assertThat(count(split, classes, 0)).isEqualTo(14);
        assertThat(count(split, classes, 1)).isEqualTo(7);
        assertThat(count(split, classes, 2)).isEqualTo(12);
    }

    @Test
    void a_class_keeps_its_only_row_for_training() {
        int[] classes = new int[10];
        classes[4] = 1;
        for (long seed = 0; seed < 20; seed++)
            assertThat(RowSplit.stratified(classes, 0.5, seed).training())
                    .as("seed %d", seed)
                    .contains(4);
    }

    @Test
    void a_part_without_rows_is_refused() {
        assertThatThrownBy(() -> RowSplit.random(3, 0.1, 1))
                .hasMessage(
                        "validation fraction 0.1 of 3 rows leaves 3 rows for training and 0 for"
                                + " validation; each needs at least one");
        assertThatThrownBy(() -> RowSplit.random(3, 1, 1))
                .hasMessage("validation fraction must be between 0 and 1, got 1.0");
    }

    private static long count(RowSplit split, int[] classes, int which) {
        return Arrays.stream(split.validation()).filter(row -> classes[row] == which).count();
    }
}
