package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import static rookery.data.Tables.csv;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.losses.Poisson;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class PreparedTableTest {
    private static final TableOptions ALL = TableOptions.defaults().target("y").validation(0);

    @Test
    void rows_that_equal_an_earlier_one_are_left_out_if_wanted() {
        Table table =
                csv("x,c,y,id", "1,a,5,0", "2,a,6,1", "1.0,a,5,2", ",a,5,3", ",a,5,4", "1,b,5,5");
        TableOptions options = ALL.features("x", "c").distinct(true);
        PreparedTable prepared = PreparedTable.of(table, options);
        assertThat(prepared.report().rows().rows()).containsExactly(0, 1, 3, 5);
        assertThat(prepared.report().rows().sentence())
                .isEqualTo("4 of 6 rows; 2 left out: equals an earlier row (2)");
        assertThat(PreparedTable.of(table, options.features("x", "c", "id")).training().rows())
                .isEqualTo(6);
        Table other = csv("x,c,y", "2,a,6", "2,a,5", "2,a,5");
        Dataset rows = PreparedTable.of(table, other, options).validation().orElseThrow();
        assertThat(rows.rows()).isEqualTo(1);
        assertThat(rows.rowNumber(0)).isEqualTo(1);
    }

    @Test
    void encoders_know_nothing_of_validation_rows() {
        double[] x = new double[100];
        String[] c = new String[100];
        double[] y = new double[100];
        for (int row = 0; row < 100; row++) {
            x[row] = row;
            c[row] = row % 2 == 0 ? "even" : "odd";
            y[row] = row + 0.5;
        }
        TableOptions options = TableOptions.defaults().target("y");
        PreparedTable before = PreparedTable.of(table(x, c, y), options);
        Dataset validation = before.validation().orElseThrow();
        for (int i = 0; i < validation.rows(); i++) {
            int row = validation.rowNumber(i);
            x[row] = i % 2 == 0 ? 1e6 : Double.NaN;
            c[row] = "other";
            y[row] = -1e6;
        }
        PreparedTable after = PreparedTable.of(table(x, c, y), options);

        assertThat(validation.rows()).isEqualTo(20);
        assertThat(after.encoding()).isEqualTo(before.encoding());
        assertThat(after.training().features()).isEqualTo(before.training().features());
        assertThat(after.report().notes())
                .containsExactly("c: of 20 rows 20 have a category that no training row has");
    }

    @Test
    void training_and_validation_share_no_row_and_keep_their_numbers() {
        Table table = BundledData.MOONS.table();
        PreparedTable data = PreparedTable.of(table, BundledData.MOONS.options());
        Set<Integer> rows = new HashSet<>();
        for (Dataset part : List.of(data.training(), data.validation().orElseThrow())) {
            for (int i = 0; i < part.rows(); i++) {
                int row = part.rowNumber(i);
                assertThat(rows.add(row)).isTrue();
                float upper = part.targets().get(i, 1);
                assertThat(upper).isEqualTo(table.column("moon").text(row).equals("upper") ? 1 : 0);
            }
        }
        assertThat(rows).hasSize(900);
    }

    @Test
    void validation_rows_keep_the_shares_of_the_classes() {
        double[] x = new double[100];
        String[] y = new String[100];
        for (int row = 0; row < 100; row++) y[row] = row < 90 ? "common" : "rare";
        Table table = Table.of(NumberColumn.of("x", x), TextColumn.of("y", y));
        PreparedTable data = PreparedTable.of(table, TableOptions.defaults().target("y"));
        int rare = 0;
        for (int c : data.validation().orElseThrow().classes()) rare += c;
        assertThat(rare).isEqualTo(2); // a fifth of ten
    }

    @Test
    void a_number_is_standardized_unless_it_is_to_be_seen_as_it_is() {
        double[] y = new double[100];
        for (int row = 0; row < 100; row++) y[row] = row;
        Table table = Table.of(NumberColumn.of("x", y), NumberColumn.of("y", y));
        TableOptions options = TableOptions.defaults().target("y").validation(0);
        float[] standardized = PreparedTable.of(table, options).training().targets().row(99);
        assertThat(standardized[0]).isBetween(1.71f, 1.72f); // (99 − 49.5) / 28.87
        PreparedTable asIs = PreparedTable.of(table, options.targetForm(TargetForm.AS_IS));
        assertThat(asIs.training().targets().row(99)).containsExactly(99);
        assertThat(asIs.encoding().target().prediction(new float[] {7}, new Poisson()).text())
                .isEqualTo("7");
    }

    @Test
    void another_seed_draws_other_rows() {
        Table table = BundledData.RINGS.table();
        TableOptions options = BundledData.RINGS.options();
        Dataset one = PreparedTable.of(table, options.seed(1)).training();
        assertThat(PreparedTable.of(table, options.seed(1)).training().features())
                .isEqualTo(one.features());
        assertThat(PreparedTable.of(table, options.seed(2)).training().features())
                .isNotEqualTo(one.features());
    }

    @Test
    void missing_values_are_imputed_with_an_indicator_where_training_rows_miss() {
        Table table = csv("x,z,c,y", "1,5,a,0", "NA,6,a,1", "3,7,NA,0", "2,6,b,1", "2,6,a,1");
        PreparedTable data = PreparedTable.of(table, ALL.scaling(Scaling.NONE));
        assertThat(data.encoding().inputNames())
                .containsExactly("x", "x missing", "z", "c=a", "c=b", "c missing");
        assertThat(data.training().features().row(1)).containsExactly(2, 1, 6, 1, 0, 0);
        assertThat(data.training().features().row(2)).containsExactly(3, 0, 7, 1, 0, 1);
    }

    @Test
    void rows_that_miss_a_feature_or_any_value_can_be_left_out() {
        Table table = csv("x,other,y", "1,,0", "NA,1,1", "3,1,", "2,1,1", "4,1,0");
        TableOptions options = ALL.features("x");
        assertThat(
                        PreparedTable.of(table, options.missing(MissingValues.DROP))
                                .report()
                                .rows()
                                .rows())
                .containsExactly(0, 3, 4);

        UsedRows complete =
                PreparedTable.of(table, options.missing(MissingValues.COMPLETE)).report().rows();
        assertThat(complete.rows()).containsExactly(3, 4);
        assertThat(complete.whyLeftOut(0)).contains("other is missing");
        assertThat(complete.whyLeftOut(2)).contains("y is missing");
        assertThat(complete.whyLeftOut(3)).isEmpty();
        assertThat(complete.sentence())
                .isEqualTo(
                        "2 of 5 rows; 3 left out: other is missing (1), x is missing (1), y is"
                                + " missing (1)");

        UsedRows dropped =
                PreparedTable.of(table, ALL.drop("other").missing(MissingValues.COMPLETE))
                        .report()
                        .rows();
        assertThat(dropped.rows()).containsExactly(0, 3, 4);
    }

    @Test
    void names_and_ids_are_left_out_and_every_column_is_accounted_for() {
        List<String> lines = new ArrayList<>(List.of("name,size,color,same,empty,note,y"));
        for (int row = 0; row < 10; row++) {
            lines.add(
                    "n%d,%s,%s,7,NA,n,%d"
                            .formatted(row, row == 3 ? "?" : row, "ab".charAt(row % 2), row % 2));
        }
        PreparedTable data = PreparedTable.of(csv(lines.toArray(String[]::new)), ALL.drop("note"));
        assertThat(data.report().sentences())
                .containsExactly(
                        "classification: y has 2 distinct whole numbers",
                        "10 of 10 rows",
                        "10 rows for training, 0 for validation",
                        "name: left out, 10 distinct values in 10 rows, text",
                        "size: left out, 10 distinct values in 10 rows, text because of line 5,"
                                + " \"?\"",
                        "color: text, 2 categories one-hot (a, b)",
                        "same: number, 7 in all training rows, scaled to 0",
                        "empty: left out, all its values are missing",
                        "note: left out, as asked for",
                        "y: the target, classes 0, 1");
    }

    @Test
    void more_than_100_or_more_than_half_distinct_values_are_too_many() {
        assertThat(FeatureColumns.tooManyCategories(distinct(100, 1000))).isFalse();
        assertThat(FeatureColumns.tooManyCategories(distinct(101, 1000))).isTrue();
        assertThat(FeatureColumns.tooManyCategories(distinct(5, 10))).isFalse();
        assertThat(FeatureColumns.tooManyCategories(distinct(6, 10))).isTrue();
    }

    @Test
    void features_asked_for_come_in_their_order_names_and_ids_too() {
        Table table = csv("a,id,b,y", "1,p,2,0", "2,q,1,1");
        TableEncoding encoding = PreparedTable.of(table, ALL.features("id", "b")).encoding();
        assertThat(encoding.inputNames()).containsExactly("id=p", "id=q", "b");
    }

    @Test
    void the_target_is_no_feature_even_if_asked_for() {
        Table table = csv("a,y", "1,0", "2,1");
        assertThat(PreparedTable.of(table, ALL.features("y", "a")).encoding().inputNames())
                .containsExactly("a");
    }

    @Test
    void balanced_class_weights_are_rows_over_classes_times_count() {
        Table table = csv("x,y", "1,a", "2,a", "3,a", "4,b");
        PreparedTable data = PreparedTable.of(table, ALL);
        assertThat(data.balancedClassWeights())
                .containsExactly(new double[] {4 / (2 * 3.0), 4 / (2 * 1.0)}, within(1e-15));
        Table numbers = csv("x,y", "1,0.5", "2,1");
        assertThatThrownBy(() -> PreparedTable.of(numbers, ALL).balancedClassWeights())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("y is a number: there are no classes to weigh");
    }

    @Test
    void a_table_of_its_own_can_be_for_validation() {
        Table training = csv("x,y", "1,a", "3,b");
        Table validation = csv("y,x", "b,5", "c,1", ",1");
        PreparedTable data = PreparedTable.of(training, validation, ALL);
        assertThat(data.training().rows()).isEqualTo(2);
        Dataset held = data.validation().orElseThrow();
        assertThat(held.features().toRows()).isDeepEqualTo(new float[][] {{3}});
        assertThat(data.report().sentences())
                .contains(
                        "validation data: 1 of 3 rows; 2 left out: y is \"c\", none of the classes"
                                + " (1), y is missing (1)");
    }

    @Test
    void targets_that_cannot_be_learned_are_refused() {
        refused(
                "my.csv: target y has one class only, \"a\", in the 2 rows used; there is nothing"
                        + " to tell apart",
                ALL,
                "x,y",
                "1,a",
                "2,a");
        refused(
                "my.csv: target y has one class only, \"not b\", in the 2 rows used; there is"
                        + " nothing to tell apart",
                ALL.target("y=b").missing(MissingValues.DROP),
                "x,y",
                "1,a",
                "NA,b",
                "2,c");
        refused(
                "my.csv: target y is 0.5 in all 2 training rows; there is nothing to learn",
                ALL,
                "x,y",
                "1,0.5",
                "2,0.5");
        refused(
                "my.csv: no row can be used: 0 of 1 rows; 1 left out: y is missing (1)",
                ALL.task(Task.REGRESSION),
                "x,y",
                "1,NA");
    }

    @Test
    void tables_without_columns_or_rows_to_learn_from_are_refused() {
        refused(
                "my.csv: column x is among the features, but all its values are missing; leave it"
                        + " out",
                ALL.features("x"),
                "x,y",
                "NA,1",
                "NA,0");
        refused(
                "my.csv: no column is left to learn from; x: left out, all its values are missing;"
                        + " y: the target",
                ALL,
                "x,y",
                "NA,1",
                "NA,0");
        refused(
                "my.csv: no column \"sice\"; did you mean size?",
                ALL.drop("sice"),
                "size,y",
                "1,0",
                "2,1");
        refused(
                "my.csv: validation fraction 0.1 of 2 rows leaves 2 rows for training and 0 for"
                    + " validation; each needs at least one; pass another --validation, 0 for none",
                ALL.validation(0.1),
                "x,y",
                "1,0",
                "2,1");
    }

    @Test
    void a_fraction_of_all_rows_for_validation_is_refused() {
        assertThatThrownBy(() -> ALL.validation(1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("validation must be in [0, 1), got 1.0");
    }

    private static TextColumn distinct(int distinct, int rows) {
        String[] values = new String[rows];
        for (int row = 0; row < rows; row++) values[row] = "v" + row % distinct;
        return TextColumn.of("c", values);
    }

    private static Table table(double[] x, String[] c, double[] y) {
        return Table.of(NumberColumn.of("x", x), TextColumn.of("c", c), NumberColumn.of("y", y));
    }

    private static void refused(String message, TableOptions options, String... lines) {
        assertThatThrownBy(() -> PreparedTable.of(csv(lines), options))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void each_row_knows_what_became_of_it() {
        PreparedTable data =
                PreparedTable.of(BundledData.PENGUINS.table(), BundledData.PENGUINS.options());
        assertThat(data.use(3)).isEqualTo(new RowUse.LeftOut("bill_length_mm is missing"));
        assertThat(data.use(8)).isEqualTo(new RowUse.LeftOut("sex is missing"));
        Dataset validation = data.validation().orElseThrow();
        for (int i = 0; i < data.training().rows(); i++)
            assertThat(data.use(data.training().rowNumber(i))).isEqualTo(new RowUse.Training(i));
        for (int i = 0; i < validation.rows(); i++)
            assertThat(data.use(validation.rowNumber(i))).isEqualTo(new RowUse.Validation(i));
        for (int row : new int[] {-1, 344})
            assertThatThrownBy(() -> data.use(row))
                    .isInstanceOf(InputException.class)
                    .hasMessage("row " + row + ": the table has the rows 0 to 343");
    }

    @Test
    void rows_of_a_table_of_its_own_for_validation_are_not_meant() {
        Table table = BundledData.MOONS.table();
        PreparedTable data = PreparedTable.of(table, table, BundledData.MOONS.options());
        for (int row = 0; row < table.rows(); row++)
            assertThat(data.use(row)).isEqualTo(new RowUse.Training(row));
    }
}
