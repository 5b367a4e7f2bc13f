package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.stream.IntStream;

class CategoryEncoderTest {
    private static final TextColumn COLUMN =
            TextColumn.of("plan", "pro", "basic", "pro", null, "gold");
    private static final int[] TRAINING = {0, 1, 2};

    @Test
    void categories_are_those_of_the_training_rows_sorted() {
        CategoryEncoder encoder =
                CategoryEncoder.fit(COLUMN, TRAINING, UnknownCategory.ZEROS, false);
        assertThat(encoder.features()).containsExactly("plan=basic", "plan=pro");
        assertThat(encoder.fill()).isEqualTo("pro");
        assertThat(encoder.describe()).isEqualTo("2 categories one-hot (basic, pro)");
    }

    @Test
    void a_single_category_is_said_to_be_that_of_the_rows_that_have_one() {
        int[] pro = {0, 2};
        int[] proOrMissing = {0, 2, 3};
        assertThat(CategoryEncoder.fit(COLUMN, pro, UnknownCategory.ZEROS, false).describe())
                .isEqualTo("the same in all training rows (pro)");
        assertThat(
                        CategoryEncoder.fit(COLUMN, proOrMissing, UnknownCategory.ZEROS, true)
                                .describe())
                .isEqualTo(
                        "the same in all training rows that have a value (pro), missing values"
                                + " imputed by pro, and \"plan missing\" as an input of its own");
    }

    @Test
    void a_category_is_a_1_among_zeros_an_unknown_one_zeros_a_missing_one_the_most_frequent() {
        CategoryEncoder encoder =
                CategoryEncoder.fit(COLUMN, TRAINING, UnknownCategory.ZEROS, true);
        float[] into = new float[15];
        int unknown = encoder.encode(COLUMN, new int[] {0, 1, 2, 3, 4}, into, 0, 3);
        assertThat(into).containsExactly(0, 1, 0, 1, 0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 0);
        assertThat(unknown).isEqualTo(1);
    }

    @Test
    void an_unknown_category_can_be_an_error() {
        CategoryEncoder encoder =
                CategoryEncoder.fit(COLUMN, TRAINING, UnknownCategory.ERROR, false);
        assertThatThrownBy(() -> encoder.encode(COLUMN, new int[] {4}, new float[2], 0, 2))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "row 4, column plan: category \"gold\" is in no training row; known are"
                                + " basic, pro");
    }

    @Test
    void of_equally_frequent_categories_the_first_in_order_stands_in() {
        TextColumn column = TextColumn.of("c", "b", "a");
        assertThat(
                        CategoryEncoder.fit(column, new int[] {0, 1}, UnknownCategory.ZEROS, false)
                                .fill())
                .isEqualTo("a");
    }

    @Test
    void numbers_are_categories_by_their_text() {
        CategoryEncoder encoder =
                CategoryEncoder.fit(
                        TextColumn.of("c", "1", "x"),
                        new int[] {0, 1},
                        UnknownCategory.ZEROS,
                        false);
        float[] into = new float[2];
        assertThat(encoder.encode(NumberColumn.of("c", 1), new int[] {0}, into, 0, 2)).isZero();
        assertThat(into).containsExactly(1, 0);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void each_encoded_row_adds_up_to_1_and_each_feature_to_its_count(long seed) {
        Random random = new Random(seed);
        String[] values = new String[500];
        int[] counts = new int[7];
        for (int row = 0; row < values.length; row++) {
            int c = random.nextInt(7);
            counts[c]++;
            values[row] = Character.toString('a' + c);
        }
        TextColumn column = TextColumn.of("c", values);
        int[] rows = IntStream.range(0, values.length).toArray();
        CategoryEncoder encoder = CategoryEncoder.fit(column, rows, UnknownCategory.ZEROS, false);
        float[] into = new float[values.length * 7];
        encoder.encode(column, rows, into, 0, 7);
        int[] sums = new int[7];
        for (int row = 0; row < values.length; row++) {
            int sum = 0;
            for (int c = 0; c < 7; c++) {
                sum += (int) into[row * 7 + c];
                sums[c] += (int) into[row * 7 + c];
            }
            assertThat(sum).as("seed %d, row %d", seed, row).isEqualTo(1);
        }
        assertThat(sums).as("seed %d", seed).containsExactly(counts);
    }
}
