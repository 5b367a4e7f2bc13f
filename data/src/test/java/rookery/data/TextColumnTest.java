package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;

import static rookery.data.Tables.csv;

import org.junit.jupiter.api.Test;

class TextColumnTest {
    @Test
    void each_distinct_value_is_kept_once_in_order_of_appearance() {
        TextColumn column = TextColumn.of("c", "b", "a", null, "b");
        assertThat(column.values()).containsExactly("b", "a");
        assertThat(column.code(3)).isZero();
        assertThat(column.code(2)).isEqualTo(TextColumn.MISSING);
        assertThat(column.origin()).isEmpty();
    }

    @Test
    void a_column_that_was_perhaps_meant_to_be_numbers_says_what_made_it_text() {
        assertThat(describe("1", "n/a", "2")).isEqualTo("text because of line 3, \"n/a\"");
        assertThat(describe("n/a", "1", "2")).isEqualTo("text because of line 2, \"n/a\"");
        assertThat(describe("\"39,1\"", "\"38,5\""))
                .isEqualTo(
                        "text because of line 2, \"39,1\" (if the file writes decimal commas, pass"
                                + " --decimal ,)");
        assertThat(describe("red", "blue")).isEqualTo("text");
    }

    private static String describe(String... values) {
        return ((TextColumn) csv("c,n\n" + String.join(",0\n", values) + ",0").column("c"))
                .describe();
    }
}
