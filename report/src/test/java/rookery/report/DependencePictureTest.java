package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import rookery.explain.importance.Answer;
import rookery.explain.importance.PartialDependence;
import rookery.explain.importance.PartialDependence.Point;
import rookery.explain.importance.PartialDependence.RowCurve;
import rookery.explain.importance.RowSet;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

class DependencePictureTest {

    /** Class k has (k + 1)·(p + 1) of the classes' sum at the p-th point; a row half of that. */
    private static PartialDependence dependence(
            int classes, int points, boolean numeric, boolean missing, String name) {
        List<Point> values = new ArrayList<>();
        for (int p = 0; p < points; p++)
            values.add(
                    new Point(
                            numeric ? String.valueOf(p * 1000) : name + p,
                            numeric ? OptionalDouble.of(p * 1000) : OptionalDouble.empty(),
                            false));
        if (missing) values.add(new Point("missing", OptionalDouble.empty(), true));
        List<List<Double>> means = new ArrayList<>();
        List<List<Double>> row = new ArrayList<>();
        for (int k = 0; k < classes; k++) {
            double part = 2.0 * (k + 1) / (classes * (classes + 1.0));
            means.add(IntStream.range(0, values.size()).mapToObj(p -> part).toList());
            row.add(IntStream.range(0, values.size()).mapToObj(p -> part / (p + 1)).toList());
        }
        List<Answer> answers =
                IntStream.range(0, classes)
                        .mapToObj(
                                k -> new Answer("class " + k, Answer.Quantity.PROBABILITY, k, 0, 1))
                        .toList();
        return new PartialDependence(
                "column",
                numeric,
                RowSet.VALIDATION,
                34,
                answers,
                values,
                means,
                List.of(new RowCurve(3, row), new RowCurve(4, row)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 20, true, false, x", "3, 20, true, true, x", "3, 3, false, true, kind ",
        "5, 8, false, false, a rather long name ", "7, 2, true, false, x", "2, 1, false, false, x",
        "3, 40, false, false, name ", "1, 100, false, true, name ", "1, 1, true, true, x"
    })
    void every_answer_has_a_plot_and_no_text_covers_another(
            int classes, int points, boolean numeric, boolean missing, String name) {
        PartialDependence dependence = dependence(classes, points, numeric, missing, name);
        List<Integer> all = IntStream.range(0, classes).boxed().toList();
        Drawn drawn = Drawn.of(new DependencePicture(dependence, all).svg(Theme.LIGHT));
        assertThat(drawn.clashes()).isEmpty();
        for (Answer answer : dependence.answers())
            assertThat(drawn.words()).contains(answer.words());
        if (missing && points < 50) assertThat(drawn.words()).contains("missing");
        assertThat(
                        drawn.elements("path").stream()
                                .filter(path -> path.getAttribute("stroke-width").equals("0.8")))
                .hasSize(2 * classes);
    }

    @Test
    void two_classes_that_are_each_others_rest_are_one_plot() {
        assertThat(DependencePicture.of(dependence(2, 5, true, false, "x")).shown())
                .containsExactly(1);
        PartialDependence two = dependence(2, 5, true, false, "x");
        PartialDependence rest =
                new PartialDependence(
                        two.column(),
                        two.numeric(),
                        two.rowSet(),
                        two.rows(),
                        List.of(
                                new Answer("a", Answer.Quantity.PROBABILITY, 0, 0, 1),
                                new Answer("not a", Answer.Quantity.PROBABILITY, 1, 0, 1)),
                        two.points(),
                        two.means(),
                        two.curves());
        assertThat(DependencePicture.of(rest).shown()).containsExactly(0);
        assertThat(DependencePicture.of(dependence(3, 5, true, false, "x")).shown())
                .containsExactly(0, 1, 2);
    }

    @Test
    void of_many_classes_twelve_are_shown_and_that_is_said() {
        DependencePicture picture = DependencePicture.of(dependence(30, 5, true, false, "x"));
        assertThat(picture.shown()).hasSize(12);
        Drawn drawn = Drawn.of(picture.svg(Theme.AUTOMATIC));
        assertThat(drawn.words()).contains("The 12 classes that change most, of 30.");
        assertThat(drawn.clashes()).isEmpty();
    }
}
