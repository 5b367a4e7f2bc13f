package rookery.explain.importance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

import rookery.Model;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.data.CategoryEncoder;
import rookery.data.ClassTarget;
import rookery.data.CodeEncoder;
import rookery.data.InputException;
import rookery.data.NumberColumn;
import rookery.data.NumberEncoder;
import rookery.data.NumberTarget;
import rookery.data.Scaling;
import rookery.data.Table;
import rookery.data.TableEncoding;
import rookery.data.TableModel;
import rookery.data.TargetForm;
import rookery.data.TextColumn;
import rookery.data.UnknownCategory;
import rookery.explain.importance.PartialDependence.Point;
import rookery.explain.importance.PartialDependence.RowCurve;
import rookery.layers.Dense;
import rookery.layers.Embedding;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;

class PartialDependenceTest {

    /** y = 1000 + 100 · (|a'| + 2·b' + 5·[c is x] + 7·[c missing]), a' = (a − 10)/2 and b' = b/4. */
    private static TableModel additive() {
        Sequential network = Sequential.of(5, new Dense(5, new Relu()), new Dense(1));
        Parameters weights = Parameters.zeros(network.parameters());
        float[] hidden = new float[25];
        hidden[0] = 1; // a' and −a', whose relus add up to |a'|
        hidden[1] = -1;
        hidden[7] = 1; // b', which is positive here
        hidden[13] = 1; // c=x
        hidden[24] = 1; // c missing
        weights.setLogical(0, hidden);
        weights.setLogical(2, new float[] {1, 1, 2, 5, 7});
        TableEncoding encoding =
                new TableEncoding(
                        new NumberTarget("y", 1000, 100),
                        List.of(
                                new NumberEncoder("a", Scaling.STANDARD, 10, 2, 10, false),
                                new NumberEncoder("b", Scaling.STANDARD, 0, 4, 0, false),
                                new CategoryEncoder(
                                        "c", List.of("x", "z"), "x", true, UnknownCategory.ZEROS)),
                        List.of());
        return new TableModel(encoding, Model.of(network.compile("mse", "sgd"), weights));
    }

    private static final Table TABLE =
            Table.of(
                    NumberColumn.of("a", 4, 8, 10, 10, 14),
                    NumberColumn.of("b", 0, 4, 8, 4, 4),
                    TextColumn.of("c", "x", "z", null, "z", "z"),
                    NumberColumn.of("y", 1, 2, 3, 4, 5));

    private static PartialDependence dependence(String column, int points, int curves) {
        return Importance.of(additive(), TABLE).dependence(column, points, curves, _ -> {});
    }

    /** The other columns: b' 1 on average, c 2 of 5 times x, once missing: 200 + 200 + 140. */
    @Test
    void of_an_additive_model_it_is_the_columns_own_term() {
        PartialDependence found = dependence("a", 20, 5);
        assertThat(found.points())
                .extracting(Point::label)
                .containsExactly("4", "8", "10", "14"); // each once
        double others = 1000 + 200 + 200 + 140;
        double[] expected = {300, 100, 0, 200};
        for (int p = 0; p < 4; p++)
            assertThat(found.means().getFirst().get(p))
                    .isCloseTo(others + expected[p], within(1e-3));
        assertThat(found.curves()).extracting(RowCurve::row).containsExactly(0, 1, 2, 3, 4);
        List<Double> first = found.curves().getFirst().values().getFirst();
        for (int p = 0; p < 4; p++) // row 0: b' 0, c x
        assertThat(first.get(p)).isCloseTo(1500 + expected[p], within(1e-3));
        assertThat(found.answers().getFirst().words()).isEqualTo("y");
        assertThat(found.numeric()).isTrue();
    }

    @Test
    void categories_come_by_name_and_missing_values_where_the_model_knows_them() {
        PartialDependence found = dependence("c", 20, 0);
        assertThat(found.points()).extracting(Point::label).containsExactly("x", "z", "missing");
        assertThat(found.points()).extracting(Point::missing).containsExactly(false, false, true);
        // |a'| is 3, 1, 0, 0, 2, which is 1.2 on average; b' 1: 1000 + 120 + 200
        List<Double> means = found.means().getFirst();
        assertThat(means.get(0)).isCloseTo(1820, within(1e-3));
        assertThat(means.get(1)).isCloseTo(1320, within(1e-3));
        assertThat(means.get(2)).isCloseTo(2520, within(1e-3)); // x stands in, and 7 on top
        assertThat(found.curves()).isEmpty();
        assertThat(found.numeric()).isFalse();
    }

    /** Quantiles 0, ½ and 1 of 4, 8, 10, 10, 14. */
    @Test
    void many_numbers_are_taken_by_quantiles() {
        assertThat(dependence("a", 3, 0).points())
                .extracting(Point::label)
                .containsExactly("4", "10", "14");
        double[] sorted = {0, 1, 2, 3, 4, 5, 6, 7};
        assertThat(Grid.quantiles(sorted, 5)).containsExactly(0, 1, 3, 5, 7);
        assertThat(Grid.quantiles(sorted, 8)).containsExactly(sorted);
        assertThat(Grid.quantiles(new double[] {1, 1, 1, 1, 2, 3, 9}, 3)).containsExactly(1, 9);
    }

    @Test
    void curves_are_those_of_evenly_spaced_rows() {
        assertThat(dependence("a", 3, 2).curves()).extracting(RowCurve::row).containsExactly(0, 2);
        List<Long> told = new ArrayList<>();
        Importance.of(additive(), TABLE).dependence("a", 3, 2, told::add);
        assertThat(told).containsExactly(1L, 2L, 3L);
    }

    @Test
    void averages_and_curves_are_those_of_scikit_learn() {
        Golden golden = Golden.read();
        Importance importance = Importance.of(golden.model(), golden.table());
        for (String column : List.of("a", "c")) {
            PartialDependence found = importance.dependence(column, 7, 40, _ -> {});
            JsonNode expected = golden.json().get("dependence").get(column);
            if (column.equals("a")) {
                double[] grid =
                        found.points().stream()
                                .mapToDouble(point -> point.number().getAsDouble())
                                .toArray();
                assertThat(grid)
                        .containsExactly(Golden.doubles(expected.get("grid")), within(1e-6));
            }
            assertClose(found.means(), expected.get("average"));
            assertClose(found.curves().get(3).values(), expected.get("individual_of_row_3"));
        }
    }

    private static void assertClose(List<List<Double>> found, JsonNode expected) {
        double[] numbers = Golden.doubles(expected);
        double[] all = found.stream().flatMap(List::stream).mapToDouble(value -> value).toArray();
        assertThat(all).containsExactly(numbers, within(2e-6));
    }

    /** One output is the second class's probability; the first has the rest. */
    @Test
    void of_two_classes_both_are_told() {
        Sequential network = Sequential.of(1, new Dense(1, new Sigmoid()));
        Parameters weights = Parameters.zeros(network.parameters());
        weights.setLogical(0, new float[] {1});
        TableModel model =
                new TableModel(
                        new TableEncoding(
                                new ClassTarget(
                                        "k", List.of("no", "yes"), false, TargetForm.BINARY),
                                List.of(new NumberEncoder("a", Scaling.NONE, 0, 1, 0, false)),
                                List.of()),
                        Model.of(network.compile("binary_crossentropy", "sgd"), weights));
        Table table = Table.of(NumberColumn.of("a", 0, 40), TextColumn.of("k", "no", "yes"));
        PartialDependence found = Importance.of(model, table).dependence("a", 9, 0, _ -> {});
        assertThat(found.answers())
                .extracting(Answer::words)
                .containsExactly("probability of no", "probability of yes");
        assertThat(found.means()).containsExactly(List.of(0.5, 0.0), List.of(0.5, 1.0));
    }

    @Test
    void an_embedded_column_goes_through_its_categories() {
        Sequential network =
                Sequential.of(1, new Embedding(List.of(0), List.of(3), List.of(1)), new Dense(1));
        Parameters weights = Parameters.zeros(network.parameters());
        weights.setLogical(0, new float[] {5, 1, 2});
        weights.setLogical(1, new float[] {10});
        TableModel model =
                new TableModel(
                        new TableEncoding(
                                new NumberTarget("y", 0, 1),
                                List.of(
                                        new CodeEncoder(
                                                "c", List.of("p", "q"), UnknownCategory.ZEROS)),
                                List.of()),
                        Model.of(network.compile("mse", "sgd"), weights));
        Table table = Table.of(TextColumn.of("c", "q", "q"), NumberColumn.of("y", 1, 2));
        PartialDependence found = Importance.of(model, table).dependence("c", 9, 0, _ -> {});
        assertThat(found.points()).extracting(Point::label).containsExactly("p", "q", "missing");
        assertThat(found.means().getFirst()).containsExactly(10.0, 20.0, 50.0);
    }

    @Test
    void a_column_that_is_not_there_is_refused() {
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> dependence("aa", 3, 0))
                .withMessage("the model does not look at a column \"aa\"; did you mean a, b or c?");
    }
}
