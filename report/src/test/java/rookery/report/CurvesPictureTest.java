package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

class CurvesPictureTest {

    private static final CurvesPicture.Axis EPOCHS = new CurvesPicture.Axis("epochs", false);
    private static final CurvesPicture.Axis LOSS = new CurvesPicture.Axis("training loss", true);

    private static CurvesPicture picture(CurvesPicture.Line... lines) {
        return new CurvesPicture("Losses", EPOCHS, LOSS, List.of(lines), List.of("five seeds"));
    }

    private static double[] steps(int n) {
        return IntStream.range(0, n).asDoubleStream().toArray();
    }

    private static double[] falling(int n, double rate) {
        return Arrays.stream(steps(n)).map(x -> 1 / (1 + rate * x)).toArray();
    }

    private static double[] times(double[] values, double factor) {
        return Arrays.stream(values).map(v -> v * factor).toArray();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 12, 30})
    void every_line_is_named_once_and_no_text_covers_another(int count) {
        List<CurvesPicture.Line> lines = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            double[] y = falling(50, 0.1 + k % 3);
            names.add("optimizer " + k);
            lines.add(
                    CurvesPicture.Line.in(
                            names.getLast(), steps(50), y, times(y, 0.9), times(y, 1.2)));
        }
        Drawn drawn = Drawn.of(picture(lines.toArray(CurvesPicture.Line[]::new)).svg(Theme.LIGHT));
        assertThat(drawn.words()).contains("Losses", "epochs", "training loss", "five seeds");
        assertThat(drawn.words()).containsAll(names).doesNotHaveDuplicates();
        assertThat(drawn.clashes()).isEmpty();
    }

    @Test
    void lines_differ_in_more_than_color() {
        Set<List<String>> looks = new HashSet<>();
        for (int k = 0; k < 30; k++)
            looks.add(List.of(new Series(k).dashes(), new Series(k).marker()));
        assertThat(looks).hasSize(30);
    }

    /** On a logarithmic axis there is no place for the start at 0, which is all of the second. */
    @Test
    void a_line_that_is_nowhere_has_a_name_but_no_end() {
        Drawn drawn =
                Drawn.of(
                        new CurvesPicture(
                                        "Losses",
                                        new CurvesPicture.Axis("seconds", true),
                                        LOSS,
                                        List.of(
                                                CurvesPicture.Line.of(
                                                        "sgd", steps(5), falling(5, 1)),
                                                CurvesPicture.Line.of(
                                                        "diverged", steps(1), falling(1, 1))),
                                        List.of())
                                .svg(Theme.LIGHT));
        assertThat(drawn.words()).contains("sgd", "diverged");
        assertThat(marks(drawn, 0)).isEqualTo(2);
        assertThat(marks(drawn, 1)).isEqualTo(1);
    }

    private static long marks(Drawn drawn, int k) {
        return drawn.elements("path").stream()
                .filter(path -> path.getAttribute("d").equals(new Series(k).marker()))
                .count();
    }

    @Test
    void what_is_not_finite_is_a_gap() {
        double[] y = {1, 0.5, Double.NaN, 0.25, 0.2};
        Drawn drawn = Drawn.of(picture(CurvesPicture.Line.of("sgd", steps(5), y)).svg(Theme.DARK));
        String path =
                drawn.elements("path").stream()
                        .map(p -> p.getAttribute("d"))
                        .filter(d -> d.chars().filter(c -> c == 'M').count() == 2)
                        .findFirst()
                        .orElseThrow();
        assertThat(path.chars().filter(c -> c == 'L').count()).isEqualTo(2);
    }

    @Test
    void a_line_without_any_number_is_named_all_the_same() {
        double[] none = {Double.NaN, Double.POSITIVE_INFINITY, 0, -1};
        Drawn drawn =
                Drawn.of(
                        picture(CurvesPicture.Line.of("diverged", steps(4), none)).svg(Theme.DARK));
        assertThat(drawn.words()).contains("diverged");
        assertThat(drawn.elements("desc").getFirst().getTextContent()).contains("diverged");
    }

    @Test
    void a_long_line_takes_no_more_than_its_pixels() {
        double[] x = steps(200_000);
        double[] y = Arrays.stream(x).map(v -> 1.5 + Math.sin(v)).toArray();
        assertThat(picture(CurvesPicture.Line.of("sine", x, y)).svg(Theme.LIGHT).length())
                .isBetween(20_000, 100_000);
    }

    @Test
    void a_long_name_is_shortened_and_told_when_pointed_at() {
        String name =
                "adam(learning_rate=cosine_decay(0.01, 5000), weight_decay=0.001, clipnorm=1)";
        Drawn drawn =
                Drawn.of(
                        picture(CurvesPicture.Line.of(name, steps(9), falling(9, 1)))
                                .svg(Theme.LIGHT));
        assertThat(drawn.words()).doesNotContain(name).anyMatch(w -> w.startsWith("adam(learn"));
        assertThat(drawn.tooltips()).contains(name);
        assertThat(drawn.clashes()).isEmpty();
    }

    @Test
    void counts_must_agree() {
        assertThatThrownBy(() -> CurvesPicture.Line.of("sgd", steps(3), steps(4)))
                .hasMessage("sgd: expected as many y as x, got 4 for 3");
        assertThatThrownBy(
                        () -> CurvesPicture.Line.in("sgd", steps(3), steps(3), steps(2), steps(3)))
                .hasMessage("sgd: expected a band at 3 places, got 2 and 3");
        assertThatThrownBy(() -> picture()).hasMessageContaining("no lines");
    }
}
