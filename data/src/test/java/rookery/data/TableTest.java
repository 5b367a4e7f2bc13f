package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.List;

class TableTest {
    private final Table table =
            Table.of(NumberColumn.of("age", 1, Double.NaN), TextColumn.of("plan", "pro", null));

    @Test
    void columns_are_found_by_name_and_rows_counted_from_0() {
        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.column("age").text(0)).isEqualTo("1");
        assertThat(table.column("age").missing(1)).isTrue();
        assertThat(table.column("plan").text(1)).isEmpty();
        assertThat(table.find("name")).isEmpty();
    }

    @Test
    void a_column_that_is_not_there_is_answered_with_the_nearest_names() {
        assertThatThrownBy(() -> table.column("plam"))
                .isInstanceOf(InputException.class)
                .hasMessage("the table: no column \"plam\"; did you mean plan?");
    }

    @Test
    void columns_of_unequal_length_or_equal_name_are_refused() {
        Column one = NumberColumn.of("x", 1);
        assertThatThrownBy(() -> Table.of("t", List.of(one, NumberColumn.of("y", 1, 2))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("t: column y has 2 rows, but the first column has 1");
        assertThatThrownBy(() -> Table.of("t", List.of(one, one)))
                .hasMessage("t: two columns are named x");
        assertThatThrownBy(() -> NumberColumn.of("x", Double.POSITIVE_INFINITY))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
