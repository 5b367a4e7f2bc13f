package rookery.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;

import rookery.explain.importance.PermutationImportance;
import rookery.explain.importance.PermutationImportance.ColumnImportance;
import rookery.explain.importance.PermutationImportance.Measure;
import rookery.explain.importance.PermutationImportance.Worse;
import rookery.explain.importance.RowSet;
import rookery.report.BarsPicture.Bar;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

class BarsPictureTest {

    private static Bar bar(String name, double value) {
        return new Bar(name, "", value, Optional.empty());
    }

    private static Drawn drawn(Bar... bars) {
        return Drawn.of(
                new BarsPicture("Bars", "length", List.of(bars), List.of("a note"))
                        .svg(Theme.LIGHT));
    }

    private static List<Double> widths(Drawn drawn) {
        return drawn.elements("rect").stream()
                .filter(rect ->
                        rect.getAttribute("class").equals("f-positive")
                                || rect.getAttribute("class").equals("f-negative"))
                .map(rect -> Double.parseDouble(rect.getAttribute("width")))
                .toList();
    }

    @Test
    void bars_are_as_long_as_their_numbers() {
        List<Double> widths = widths(drawn(bar("a", 4), bar("b", -2), bar("c", 1), bar("d", 0)));
        assertThat(widths.get(0) / widths.get(1)).isCloseTo(2, within(1e-3));
        assertThat(widths.get(0) / widths.get(2)).isCloseTo(4, within(1e-3));
        assertThat(widths.get(3)).isZero();
    }

    @Test
    void all_bars_begin_at_0_and_negative_ones_go_to_the_left() {
        List<Element> rects =
                drawn(bar("a", 4), bar("b", -2)).elements("rect").stream()
                        .filter(rect -> rect.getAttribute("class").matches("f-(posi|nega)tive"))
                        .toList();
        assertThat(rects.get(1).getAttribute("class")).isEqualTo("f-negative");
        double zero = Double.parseDouble(rects.get(0).getAttribute("x"));
        double end =
                Double.parseDouble(rects.get(1).getAttribute("x"))
                        + Double.parseDouble(rects.get(1).getAttribute("width"));
        assertThat(end).isCloseTo(zero, within(0.02));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40})
    void every_bar_is_named_and_no_text_covers_another(int count) {
        List<Bar> bars = new ArrayList<>();
        for (int k = 0; k < count; k++)
            bars.add(
                    new Bar(
                            "column " + k,
                            "k is %d, baseline 12".formatted(k),
                            (k % 3 - 1) * 0.37 * (k + 1),
                            Optional.of(
                                    new BarsPicture.Range(
                                            (k % 3 - 1) * 0.37 * (k + 1) - 0.3,
                                            (k % 3 - 1) * 0.37 * (k + 1) + 0.3))));
        Drawn drawn = drawn(bars.toArray(Bar[]::new));
        for (Bar bar : bars) assertThat(drawn.words()).contains(bar.name(), bar.detail());
        assertThat(drawn.clashes()).isEmpty();
    }

    @Test
    void what_is_nothing_or_not_finite_can_be_drawn() {
        assertThat(drawn(bar("a", 0)).words()).contains("a", "0.000");
        assertThat(drawn(bar("a", Double.NaN), bar("b", 1)).words()).contains("not finite");
        assertThat(drawn(bar("x".repeat(200), 1)).clashes()).isEmpty();
        assertThatIllegalArgumentException().isThrownBy(() -> drawn());
    }

    @Test
    void importances_are_those_of_the_measure_asked_for() {
        ColumnImportance column =
                new ColumnImportance(
                        "mass",
                        new LinkedHashMap<>(
                                Map.of(
                                        "loss", new Worse(0.5, 0.4, 0.6, 0.1, List.of(0.5)),
                                        "accuracy", new Worse(0.2, 0.1, 0.3, 0.1, List.of(0.2)))));
        List<Measure> measures =
                List.of(new Measure("loss", false, 0.1), new Measure("accuracy", true, 0.97));
        PermutationImportance importance =
                new PermutationImportance(
                        RowSet.VALIDATION, 67, 10, 3, 0.95, measures, List.of(column));
        Drawn loss = Drawn.of(BarsPicture.of(importance, "loss").svg(Theme.DARK));
        assertThat(loss.words()).contains("mass", "0.5000", "loss rises by, from 0.1000");
        Drawn accuracy = Drawn.of(BarsPicture.of(importance, "accuracy").svg(Theme.DARK));
        assertThat(accuracy.words())
                .contains("mass", "0.2000", "accuracy falls by, from 0.9700")
                .anyMatch(words -> words.contains("67 validation rows, 10 times (seed 3)"));
        PermutationImportance named =
                new PermutationImportance(RowSet.NAMED, 67, 10, 3, 0.95, measures, List.of(column));
        assertThat(Drawn.of(BarsPicture.of(named, "loss").svg(Theme.DARK)).words())
                .anyMatch(words -> words.contains("shuffled among 67 rows, 10 times"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> BarsPicture.of(importance, "auc"))
                .withMessage("\"auc\" was not measured; known are loss and accuracy");
    }
}
