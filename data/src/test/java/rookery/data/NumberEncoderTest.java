package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.stream.IntStream;

class NumberEncoderTest {
    private static final NumberColumn COLUMN = NumberColumn.of("x", 1, 3, Double.NaN, 11);
    private static final int[] TRAINING = {0, 1, 2}; // mean 2, deviation 1, from 1 to 3

    @Test
    void standardized_numbers_count_deviations_from_the_mean_of_the_training_rows() {
        NumberEncoder encoder = fit(Scaling.STANDARD);
        assertThat(encoder.features()).containsExactly("x", "x missing");
        assertThat(encode(encoder)).containsExactly(-1, 0, 1, 0, 0, 1, 9, 0);
    }

    @Test
    void min_max_puts_training_rows_into_0_to_1() {
        assertThat(encode(fit(Scaling.MINMAX))).containsExactly(0, 0, 1, 0, 0.5f, 1, 5, 0);
    }

    @Test
    void unscaled_numbers_stay_themselves_and_missing_ones_become_the_mean() {
        assertThat(encode(fit(Scaling.NONE))).containsExactly(1, 0, 3, 0, 2, 1, 11, 0);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, -7e9, 0})
    void a_constant_column_is_0_and_nothing_is_divided_by_0(double value) {
        NumberColumn column = NumberColumn.of("x", value, value, value);
        NumberSummary summary = NumberSummary.of(column, new int[] {0, 1, 2});
        for (Scaling scaling : new Scaling[] {Scaling.STANDARD, Scaling.MINMAX}) {
            float[] into = new float[3];
            NumberEncoder.fit(column, summary, scaling, false)
                    .encode(column, new int[] {0, 1, 2}, into, 0, 1);
            assertThat(into).containsExactly(0, 0, 0);
        }
    }

    @Test
    void a_column_is_described_with_what_it_is_divided_by() {
        NumberColumn column = NumberColumn.of("x", 2, 6, 4, 4, Double.NaN);
        assertThat(describe(column, 0, 1)).isEqualTo("number, standardized (mean 4, deviation 2)");
        assertThat(describe(column, 2, 3))
                .as("a constant one, as read from a model")
                .isEqualTo("number, standardized (mean 4, divided by 1)");
    }

    private static String describe(NumberColumn column, int... rows) {
        NumberSummary summary = NumberSummary.of(column, rows);
        return NumberEncoder.fit(column, summary, Scaling.STANDARD, false).describe();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void standardized_training_rows_have_mean_0_and_deviation_1(long seed) {
        double[] x = new Random(seed).doubles(1000, -1e6, 3e6).toArray();
        NumberColumn column = NumberColumn.of("x", x);
        int[] rows = IntStream.range(0, x.length).toArray();
        float[] z = new float[x.length];
        NumberEncoder.fit(column, NumberSummary.of(column, rows), Scaling.STANDARD, false)
                .encode(column, rows, z, 0, 1);
        double[] moments = new double[2];
        for (float v : z) {
            moments[0] += v / 1000.0;
            moments[1] += (double) v * v / 1000;
        }
        assertThat(moments[0]).as("seed %d", seed).isCloseTo(0, within(1e-6));
        assertThat(moments[1]).as("seed %d", seed).isCloseTo(1, within(1e-6));
    }

    @Test
    void text_in_place_of_numbers_is_said_with_the_line_that_made_it_text() {
        Table table = Tables.csv("x,y", "1,1", "n/a,2");
        assertThatThrownBy(() ->
                        fit(Scaling.NONE)
                                .encode(table.column("x"), new int[] {0}, new float[2], 0, 2))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "column x: the model was trained on numbers, but here it is text because of"
                                + " line 3, \"n/a\"");
    }

    @Test
    void a_number_that_a_float_cannot_hold_is_said_with_its_row() {
        NumberColumn column = NumberColumn.of("x", 1, 1e300);
        NumberEncoder encoder = new NumberEncoder("x", Scaling.NONE, 0, 1, 0, false);
        assertThatThrownBy(() -> encoder.encode(column, new int[] {1}, new float[1], 0, 1))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "row 1 (from 0), column x: 1.0E300 does not fit into 32 bits; let it be"
                                + " scaled, --scale standard");
        assertThatThrownBy(() ->
                        NumberSummary.of(NumberColumn.of("x", -1e300, 1e300), new int[] {0, 1}))
                .hasMessage(
                        "column x: the values reach from -1.0E300 to 1.0E300, too far to be scaled;"
                                + " write them in another unit, or leave the column out with"
                                + " --drop");
        assertThatThrownBy(() ->
                        NumberSummary.of(NumberColumn.of("x", 1e-200, 2e-200), new int[] {0, 1}))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("from 1.0E-200 to 2.0E-200, too close to be scaled");
    }

    private static NumberEncoder fit(Scaling scaling) {
        return NumberEncoder.fit(COLUMN, NumberSummary.of(COLUMN, TRAINING), scaling, true);
    }

    private static float[] encode(NumberEncoder encoder) {
        float[] into = new float[8];
        encoder.encode(COLUMN, new int[] {0, 1, 2, 3}, into, 0, 2);
        return into;
    }
}
