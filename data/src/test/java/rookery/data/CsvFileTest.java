package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static rookery.data.Tables.csv;
import static rookery.data.Tables.texts;
import static rookery.data.Tables.values;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

class CsvFileTest {
    private static final CsvOptions DEFAULTS = CsvOptions.defaults();

    @TempDir private Path folder;

    @Test
    void a_column_is_numbers_if_every_value_is_one() {
        Table table = csv("age,plan", "41,basic", "3.5,pro");
        assertThat(table.names()).containsExactly("age", "plan");
        assertThat(values(table, "age")).containsExactly(41, 3.5);
        assertThat(texts(table, "plan")).containsExactly("basic", "pro");
    }

    @Test
    void empty_na_nan_and_null_are_missing_in_numbers_and_in_text() {
        Table table = csv("x,s", ",", "NA,NA", "NaN,NaN", "null,null", "1,a");
        assertThat(values(table, "x"))
                .containsExactly(Double.NaN, Double.NaN, Double.NaN, Double.NaN, 1);
        assertThat(table.column("s").missing(3)).isTrue();
        assertThat(((TextColumn) table.column("s")).values()).containsExactly("a");
    }

    @Test
    void one_odd_value_in_row_100000_makes_a_column_text_and_keeps_how_numbers_were_written() {
        StringBuilder lines = new StringBuilder("code\n");
        for (int row = 0; row < 100_000; row++) lines.append(row % 2 == 0 ? "007\n" : "1.50\n");
        Table table = csv(DEFAULTS, lines.append("n/a\nNA\n8").toString().getBytes(UTF_8));

        TextColumn code = (TextColumn) table.column("code");
        assertThat(code.values()).containsExactly("007", "1.50", "n/a", "8");
        assertThat(code.rows()).isEqualTo(100_003);
        assertThat(code.text(99_999)).isEqualTo("1.50");
        assertThat(code.missing(100_001)).isTrue();
        assertThat(code.origin()).contains(new TextColumn.Origin(100_002, "n/a", true));
    }

    @Test
    void a_table_can_have_20000_columns() {
        StringBuilder header = new StringBuilder("x0");
        for (int i = 1; i < 20_000; i++) header.append(",x").append(i);
        Table table = csv(header.toString(), "1" + ",1".repeat(19_999));
        assertThat(table.columns()).hasSize(20_000);
    }

    @Test
    void a_column_can_be_declared_text() {
        Table table = csv(DEFAULTS.text(Set.of("zip")), "zip,n", "01067,1", "80331,2");
        assertThat(texts(table, "zip")).containsExactly("01067", "80331");
    }

    @Test
    void line_numbers_count_the_file_with_its_quoted_line_breaks_and_empty_lines() {
        Table table = csv("n,s", "1,\"two", "lines\"", "", "x,y");
        assertThat(((TextColumn) table.column("n")).origin().orElseThrow().line()).isEqualTo(5);
        assertThat(table.rows()).isEqualTo(2);
    }

    @Test
    void quotes_commas_and_spaces_around_fields_are_understood() {
        Table table = csv("a, b", "\"x, \"\"y\"\"\" , 2 ");
        assertThat(texts(table, "a")).containsExactly("x, \"y\"");
        assertThat(values(table, "b")).containsExactly(2);
    }

    @Test
    void decimal_commas_are_read_if_told() {
        Table table = csv(DEFAULTS.decimal(',').delimiter(';'), "x;y", "39,1;1");
        assertThat(values(table, "x")).containsExactly(39.1);
    }

    @Test
    void tsv_is_separated_by_tabs() throws IOException {
        Path file = Files.writeString(folder.resolve("my.TSV"), "a\tb\n1,5\t2\n");
        assertThat(texts(CsvFile.read(file, DEFAULTS), "a")).containsExactly("1,5");
    }

    @Test
    void without_a_header_columns_are_numbered() {
        Table table = csv(DEFAULTS.header(false), "1,a", "2,b");
        assertThat(table.names()).containsExactly("column_0", "column_1");
        assertThat(table.rows()).isEqualTo(2);
    }

    @Test
    void a_column_without_a_name_is_numbered_as_r_writes_its_row_names() {
        assertThat(csv("\"\",x", "1,2").names()).containsExactly("column_0", "x");
    }

    @Test
    void byte_order_marks_are_no_part_of_the_first_name() {
        assertThat(csv(DEFAULTS, "\uFEFFa,b\n1,2".getBytes(UTF_8)).names())
                .containsExactly("a", "b");
        assertThat(csv(DEFAULTS, "\uFEFFa,ü\n1,2".getBytes(UTF_16LE)).names())
                .containsExactly("a", "ü");
    }

    @Test
    void an_empty_line_is_a_missing_value_where_there_is_one_column() {
        assertThat(values(csv("x", "1", "", "3"), "x")).containsExactly(1, Double.NaN, 3);
    }

    @Test
    void what_is_written_reads_as_the_same_table() throws IOException {
        Table table = csv("x,s", "0.1,\"a,b\"", ",", "1e-7,c");
        StringWriter text = new StringWriter();
        CsvFile.write(table, text);
        assertThat(text).hasToString("x,s\n0.1,\"a,b\"\n,\n1.0E-7,c\n");
        assertThat(values(csv(text.toString()), "x")).isEqualTo(values(table, "x"));
    }

    @Test
    void a_file_that_is_not_there_or_a_folder_is_said() {
        Path file = folder.resolve("none.csv");
        assertThatThrownBy(() -> CsvFile.read(file, DEFAULTS))
                .isInstanceOf(InputException.class)
                .hasMessage(file + ": no such file");
        assertThatThrownBy(() -> CsvFile.read(folder, DEFAULTS))
                .hasMessage(folder + ": is a folder, not a file");
    }

    @Test
    void an_empty_file_and_one_with_a_header_only_are_said() {
        refused("my.csv: the file is empty", "");
        refused("my.csv: the file is empty", "", "");
        refused("my.csv: has a header, but no rows", "a,b");
    }

    @Test
    void ragged_rows_are_said_with_their_line() {
        refused(
                "my.csv line 3: expected 2 fields, as in the first line, but found 3",
                "a,b",
                "1,2",
                "1,2,3");
        refused("my.csv line 2: expected 2 fields, as in the first line, but found 1", "a,b", "1");
    }

    @Test
    void columns_of_the_same_name_are_said() {
        refused(
                "my.csv line 1: columns 0 and 2 (from 0) are both named a; rename one of them",
                "a,b,a",
                "1,2,3");
    }

    @Test
    void another_delimiter_is_noticed() {
        refused(
                "my.csv line 1: one column only, \"a;b\"; if ; separates the columns, pass"
                        + " --delimiter",
                "a;b",
                "1;2");
    }

    @Test
    void a_quote_that_is_never_closed_is_said() {
        assertThatThrownBy(() -> csv("a,b", "1,\"x", "2,y"))
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("my.csv: is not CSV: ");
    }

    @Test
    void bytes_that_are_not_utf_8_are_said_with_line_and_column() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("city,n\nBonn,1\nZ".getBytes(UTF_8));
        bytes.write(0xFC); // ü in Latin-1
        bytes.write("rich,2\n".getBytes(UTF_8));
        assertThatThrownBy(() -> csv(DEFAULTS, bytes.toByteArray()))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "my.csv line 3, column city: \"Z\uFFFDrich\" is not UTF-8 text; save the"
                                + " file as UTF-8");
    }

    @Test
    void a_decimal_mark_other_than_point_and_comma_is_refused() {
        assertThatThrownBy(() -> DEFAULTS.decimal(';'))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the decimal mark is . or , and not ;");
        assertThat(DEFAULTS.delimiter()).isEqualTo(Optional.empty());
    }

    private static void refused(String message, String... lines) {
        assertThatThrownBy(() -> csv(lines)).isInstanceOf(InputException.class).hasMessage(message);
    }
}
