package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static rookery.data.Tables.csv;

import org.junit.jupiter.api.Test;

class TargetTest {
    private static final Table TABLE =
            csv(
                    "plan,price,rating,spoiled",
                    "basic,1.5,1,0.1",
                    "pro,2,2,\"0,2\"",
                    "basic,3,10,0.3",
                    "gold,4,10,0.4");

    @Test
    void text_is_classified() {
        Target target = of("plan");
        assertThat(target.task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(target.why()).isEqualTo("classification: plan is text");
    }

    @Test
    void numbers_are_regressed_unless_they_are_at_most_10_distinct_whole_ones() {
        assertThat(of("price").why()).isEqualTo("regression: price is numbers");
        assertThat(of("rating").why())
                .isEqualTo("classification: rating has 3 distinct whole numbers");
        assertThat(whole(10).task()).isEqualTo(Task.CLASSIFICATION);
        assertThat(whole(11).task()).isEqualTo(Task.REGRESSION);
    }

    @Test
    void the_task_can_be_asked_for() {
        TableOptions options = options("rating").task(Task.REGRESSION);
        assertThat(Target.of(TABLE, options).why()).isEqualTo("regression: as asked for");
        assertThat(Target.of(TABLE, options("price").task(Task.CLASSIFICATION)).task())
                .isEqualTo(Task.CLASSIFICATION);
    }

    @Test
    void a_value_can_be_told_from_all_others() {
        Target target = of("plan=pro");
        assertThat(target.value()).contains("pro");
        assertThat(target.why()).isEqualTo("classification: plan is pro or not");
        assertThat(of("rating=10").value()).contains("10");
        Table missing = csv("x,y", "1,a", "2,", "3,b");
        assertThatThrownBy(() -> Target.of(missing, options("y=")))
                .isInstanceOf(InputException.class)
                .hasMessage("my.csv: column y has no value \"\"; did you mean a or b?");
    }

    @Test
    void a_column_whose_name_has_an_equals_sign_is_a_column() {
        Table table = csv("a=b,a", "x,b", "y,c");
        assertThat(Target.of(table, options("a=b")).column().name()).isEqualTo("a=b");
    }

    @Test
    void a_target_that_is_not_there_is_answered_with_the_nearest_names() {
        refused("my.csv: no column \"prise\"; did you mean price?", options("prise"));
        refused("my.csv: column plan has no value \"Pro\"; did you mean pro?", options("plan=Pro"));
        refused(
                "my.csv: which column is to be predicted? Pass --target with one of plan, price,"
                        + " rating, spoiled",
                options(""));
    }

    @Test
    void regression_of_text_says_which_line_made_it_text() {
        refused(
                "my.csv: target spoiled must be numbers for regression, but it is text because of"
                        + " line 3, \"0,2\" (if the file writes decimal commas, pass --decimal ,)",
                options("spoiled").task(Task.REGRESSION));
        refused(
                "my.csv: target plan must be numbers for regression, but it is text",
                options("plan").task(Task.REGRESSION));
        refused(
                "target plan=pro: a value against the rest is two classes, not a number; for"
                        + " regression pass --target plan",
                options("plan=pro").task(Task.REGRESSION));
    }

    @Test
    void text_with_too_many_values_for_classes_is_refused_unless_asked_for() {
        StringBuilder lines = new StringBuilder("y");
        for (int row = 0; row < 20; row++) lines.append('\n').append(row / 2.0);
        Table table = csv(lines.append("\n?").toString());
        assertThatThrownBy(() -> Target.of(table, options("y")))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "my.csv: target y is text because of line 22, \"?\" and has 21 distinct"
                            + " values in 21 rows, too many for classes; if they are classes, pass"
                            + " --task classification");
        assertThat(Target.of(table, options("y").task(Task.CLASSIFICATION)).task())
                .isEqualTo(Task.CLASSIFICATION);
    }

    private static Target whole(int distinct) {
        double[] values = new double[30];
        for (int row = 0; row < values.length; row++) values[row] = row % distinct;
        return Target.of(Table.of(NumberColumn.of("y", values)), options("y"));
    }

    private static Target of(String target) {
        return Target.of(TABLE, options(target));
    }

    private static TableOptions options(String target) {
        return TableOptions.defaults().target(target);
    }

    private static void refused(String message, TableOptions options) {
        assertThatThrownBy(() -> Target.of(TABLE, options))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
