package rookery.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import rookery.benchmarks.Growth.Point;
import rookery.benchmarks.Growth.Table;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;

class GrowthTest {

    @Test
    void tables_cover_the_factors_one_at_a_time() {
        List<Table> tables = Growth.tables();
        assertThat(tables.get(0).values()).startsWith(16).endsWith(4096);
        assertThat(tables.get(1).values()).startsWith(1).endsWith(8192);
        assertThat(tables.get(2).values()).startsWith(1).endsWith(32);
        assertThat(tables.get(3).values()).startsWith(1000).endsWith(10_000_000);
        assertThat(tables.get(4).values()).startsWith(16, 13, 32, 31);
        for (Table table : tables) assertThat(table.points()).hasSameSizeAs(table.values());
    }

    @Test
    void time_per_operation_is_relative_to_the_line_above_and_a_primes_time_to_its_multiple() {
        List<Point> points = List.of(new Point(16, 8, 1, 0), new Point(16, 16, 1, 0));
        double[] seconds = {1, 3};
        assertThat(GrowthPage.ratio(table(points, false), seconds, 1)).isEqualTo(1.5);
        assertThat(GrowthPage.ratio(table(points, true), seconds, 1)).isEqualTo(3);
    }

    @Test
    void a_page_has_a_line_for_each_point() {
        List<Point> points =
                List.of(new Point(4, 8, 1, 0), new Point(5, 8, 2, 0), new Point(5, 8, 2, 100));
        Table table = new Table("Some", "value", List.of(77, 88, 99), points, false);
        String page =
                Growth.page(List.of(table), 1, new PrintStream(OutputStream.nullOutputStream()));
        assertThat(page).contains("## Some\n").containsPattern("\\| 77 \\| 0\\.00\\d+ \\| ");
        assertThat(
                        page.lines()
                                .filter(line ->
                                        line.startsWith("| 88 |") || line.startsWith("| 99 |")))
                .hasSize(2);
    }

    private static Table table(List<Point> points, boolean pairs) {
        return new Table("", "", List.of(1, 2), points, pairs);
    }
}
