package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import rookery.metrics.ConfusionMatrix;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.IntStream;

class ConfusionPageTest {

    private static List<String> lines(long[][] counts, String... names) {
        StringWriter out = new StringWriter();
        PrintWriter print = new PrintWriter(out, true);
        Console console = new Console(print, print, false, false, Console.WIDTH);
        new ConfusionPage(
                        new Page(console),
                        console.width(),
                        new ConfusionMatrix(counts),
                        List.of(names))
                .print();
        return out.toString().lines().toList();
    }

    @Test
    void names_stand_over_the_columns_where_they_fit() {
        assertThat(lines(new long[][] {{10, 2}, {0, 8}}, "Adelie", "Gentoo"))
                .containsExactly(
                        "",
                        "actual  Adelie  Gentoo  precision  recall      f1  rows",
                        "Adelie      10       2     1.0000  0.8333  0.9091    12",
                        "Gentoo       0       8     0.8000  1.0000  0.8889     8");
    }

    @Test
    void long_names_are_cut_and_replaced_by_numbers() {
        String name = "a class with quite a long name";
        assertThat(
                        lines(
                                new long[][] {{1, 0, 0}, {0, 1, 0}, {0, 1, 1}},
                                name + " 1",
                                name + " 2",
                                name + " 3"))
                .containsExactly(
                        "",
                        "actual                      1  2  3  precision  recall      f1  rows",
                        "1 a class with quite a lo…  1  0  0     1.0000  1.0000  1.0000     1",
                        "2 a class with quite a lo…  0  1  0     0.5000  1.0000  0.6667     1",
                        "3 a class with quite a lo…  0  1  1     1.0000  0.5000  0.6667     2");
    }

    @Test
    void of_more_classes_the_most_confused_are_shown() {
        long[][] counts = new long[15][15];
        for (int k = 0; k < 15; k++) counts[k][k] = 1_000_000;
        counts[3][4] = 5;
        counts[7][1] = 70;
        List<String> lines = lines(counts, names(15));
        assertThat(lines.get(1)).isEqualTo("actual    precision  recall      f1     rows");
        assertThat(lines.get(5)).isEqualTo("class 3      1.0000  1.0000  1.0000  1000005");
        assertThat(lines.subList(17, lines.size()))
                .containsExactly(
                        "",
                        "confused  2 pairs of 15 classes",
                        "actual   predicted  rows",
                        "class 7  class 1      70",
                        "class 3  class 4       5");
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12, 20, 21, 100})
    void any_number_of_classes_is_readable(int classes) {
        long[][] counts = new long[classes][classes];
        for (long[] row : counts) java.util.Arrays.fill(row, 12345);
        List<String> lines = lines(counts, names(classes));
        assertThat(lines).hasSizeLessThan(36).allMatch(line -> line.length() <= Console.WIDTH);
        if (classes > 12)
            assertThat(lines)
                    .contains(
                            "confused  %s of %d classes; the first 10, --json has all counts"
                                    .formatted(
                                            Numbers.count(classes * (classes - 1L), "pair"),
                                            classes));
    }

    private static String[] names(int classes) {
        return IntStream.range(0, classes).mapToObj(k -> "class " + k).toArray(String[]::new);
    }
}
