package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import static rookery.data.Tables.csv;

import org.junit.jupiter.api.Test;

import rookery.Evaluation;
import rookery.Fit;
import rookery.Learner;
import rookery.Sequential;
import rookery.activations.Softmax;
import rookery.layers.Dense;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

class TableModelTest {
    private static final TableOptions OPTIONS =
            TableOptions.defaults().target("y").validation(0).scaling(Scaling.NONE);

    /** y = yes where x is above 0, whatever the plan. */
    private static final Table SIGNS =
            csv("x,plan,y", "-2,a,no", "-1,b,no", "1,a,yes", "2,b,yes", "-1,a,no", "1,b,yes");

    private final TableModel model = classifier(OPTIONS);

    @Test
    void rows_are_predicted_in_the_terms_of_the_table() {
        Predictions predictions =
                model.predict(csv("extra,plan,x", "?,a,-3", "?,b,3", "?,new,3", "?,,"));
        List<Prediction> answers = predictions.answers();
        assertThat(answers.stream().map(Prediction::text).limit(3))
                .containsExactly("no", "yes", "yes");
        assertThat(predictions.rows().rows()).containsExactly(0, 1, 2, 3);
        assertThat(predictions.unknown()).containsExactly(Map.entry("plan", 1));
        Map<String, Float> probabilities =
                ((Prediction.OfClass) answers.getFirst()).probabilities();
        assertThat(probabilities.keySet()).containsExactly("no", "yes");
        assertThat(probabilities.get("no") + probabilities.get("yes")).isCloseTo(1f, within(1e-6f));
    }

    @Test
    void a_row_can_be_a_map_of_numbers_and_text() {
        assertThat(model.predict(Map.of("x", 3, "plan", "b", "more", 1)).text()).isEqualTo("yes");
        assertThat(model.predict(Map.of("x", " -3.5 ", "plan", "b")).text()).isEqualTo("no");
        Map<String, Object> missing = new HashMap<>(Map.of("x", 3));
        missing.put("plan", null);
        assertThat(model.predict(missing)).isEqualTo(model.predict(Map.of("x", 3, "plan", "a")));
    }

    @Test
    void a_row_alone_and_in_a_table_gets_the_same_answer() {
        Prediction alone = model.predict(Map.of("x", 0.1, "plan", "b"));
        Prediction among = model.predict(csv("x,plan", "5,a", "0.1,b", "7,b")).answers().get(1);
        assertThat(alone).isEqualTo(among);
    }

    @Test
    void evaluation_counts_rows_with_a_known_class_only() {
        Evaluation all = model.evaluate(SIGNS);
        assertThat(all.get("accuracy")).isEqualTo(1);
        Evaluation half = model.evaluate(csv("x,plan,y", "3,a,yes", "3,a,no", "3,a,?", "3,a,"));
        assertThat(half.get("accuracy")).isEqualTo(0.5);
    }

    @Test
    void a_number_against_the_rest_is_one_however_it_is_written() {
        Table table = csv("x,y", "-2,0.0", "-1,2.0", "1,1.0", "2,1.0");
        TableEncoding encoding = PreparedTable.of(table, OPTIONS.target("y=1")).encoding();
        CsvOptions reading = CsvOptions.defaults().text(encoding.textColumns());
        Table again = csv(reading, "x,y", "-2,0.0", "-1,2.0", "1,1.0", "2,1.0");
        assertThat(encoding.targets(again, 0, 1, 2, 3).toRows())
                .isDeepEqualTo(new float[][] {{0, 1}, {0, 1}, {1, 0}, {1, 0}});
    }

    @Test
    void a_row_whose_class_is_none_of_the_model_s_has_no_target() {
        Table table = csv("x,plan,y", "1,a,yes", "1,a,perhaps");
        assertThatThrownBy(() -> model.encoding().dataset(table, 0, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "row 1: its y is \"perhaps\", which the model does not predict; take rows"
                                + " that evaluable(table) has");
    }

    @Test
    void a_table_without_the_model_s_columns_is_answered_with_the_nearest_names() {
        refused(
                "my.csv: the model's columns are not all there: no \"plan\"; did you mean plans?",
                "x,plans",
                "1,a");
        assertThatThrownBy(() -> model.predict(Map.of("x", 1, "paln", "a")))
                .isInstanceOf(InputException.class)
                .hasMessage("the row has no \"plan\"; did you mean paln?");
        assertThatThrownBy(() -> model.evaluate(csv("x,plan,y-no", "1,a,yes")))
                .isInstanceOf(InputException.class)
                .hasMessage("my.csv: no column \"y\"; did you mean x?");
    }

    @Test
    void text_in_place_of_numbers_is_said_with_what_made_it_text() {
        refused(
                "my.csv: column x: the model was trained on numbers, but here it is text because of"
                        + " line 3, \"1,5\" (if the file writes decimal commas, pass --decimal ,)",
                "x,plan",
                "1,a",
                "\"1,5\",a");
        assertThatThrownBy(() -> model.predict(Map.of("x", "many", "plan", "a")))
                .hasMessage("the row's x is \"many\", but the model was trained on numbers");
    }

    @Test
    void rows_that_miss_a_feature_have_no_answer_if_such_rows_were_left_out_of_training() {
        TableModel strict = classifier(OPTIONS.missing(MissingValues.COMPLETE));
        Predictions predictions = strict.predict(csv("x,plan,y", "NA,a,yes", "1,a,NA"));
        assertThat(predictions.rows().rows()).containsExactly(1); // y is no feature
        assertThat(predictions.rows().whyLeftOut(0)).contains("x is missing");
        assertThatThrownBy(
                        () -> strict.predict(new HashMap<>(Map.of("plan", "a", "x", Double.NaN))))
                .isInstanceOf(InputException.class)
                .hasMessage("the row cannot be predicted: x is missing");
        assertThatThrownBy(() -> strict.evaluate(csv("x,plan,y", "NA,a,yes")))
                .hasMessage(
                        "my.csv: no row can be used: 0 of 1 rows; 1 left out: x is missing (1)");
    }

    @Test
    void a_sentence_has_the_first_twenty_reasons() {
        UsedRows none = UsedRows.unless(30, row -> "reason " + row);
        assertThat(none.sentence())
                .startsWith("0 of 30 rows; 30 left out: reason 0 (1), reason 1 (1), ")
                .endsWith("reason 19 (1) … and for 10 more reasons");
    }

    @Test
    void text_columns_are_named_so_that_a_file_of_numbers_is_read_as_text() {
        Table table = csv("zip,n,y", "01067,1,a", "A1,2,b", "01067,1,a", "A1,2,b");
        TableEncoding encoding = PreparedTable.of(table, OPTIONS).encoding();
        assertThat(encoding.textColumns()).containsExactly("zip", "y");
        Table other =
                csv(CsvOptions.defaults().text(encoding.textColumns()), "zip,n,y", "01067,1,a");
        assertThat(encoding.encode(other, 0).unknown()).isEmpty();
        assertThat(encoding.encode(other, 0).values().row(0)).containsExactly(1, 0, 1);
    }

    @Test
    void regression_predicts_and_is_measured_in_the_units_of_the_table() {
        double[] x = new double[64];
        double[] y = new double[64];
        for (int row = 0; row < x.length; row++) {
            x[row] = row;
            y[row] = 1000 + 50 * row;
        }
        Table line = Table.of(NumberColumn.of("x", x), NumberColumn.of("y", y));
        PreparedTable data =
                PreparedTable.of(line, TableOptions.defaults().target("y").validation(0));
        Learner learner =
                data.encoding()
                        .inOriginalUnits(
                                Sequential.of(1, new Dense(1))
                                        .compile("mse", "sgd", "mean_absolute_error", "r2_score"));
        Fit fit = Fit.defaults().epochs(300).seed(1);
        TableModel model =
                new TableModel(data.encoding(), learner.fit(data.training(), fit).model());

        assertThat(Double.parseDouble(model.predict(Map.of("x", 10)).text()))
                .isCloseTo(1500, within(1.0));
        assertThat(model.evaluate(line).get("mean_absolute_error")).isLessThan(1);
        Table off = Table.of(NumberColumn.of("x", 10), NumberColumn.of("y", 1600));
        assertThat(model.evaluate(off).get("mean_absolute_error")).isCloseTo(100, within(1.0));
    }

    @Test
    void a_network_of_another_width_is_refused() {
        TableEncoding encoding = PreparedTable.of(SIGNS, OPTIONS.features("x")).encoding();
        assertThatThrownBy(() -> new TableModel(encoding, model.model()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "the network has 3 inputs and 2 outputs, but the table's encoding 1 and 2");
    }

    private static TableModel classifier(TableOptions options) {
        PreparedTable data = PreparedTable.of(SIGNS, options);
        TableEncoding encoding = data.encoding();
        Learner learner =
                Sequential.of(encoding.inputs(), new Dense(encoding.outputs(), new Softmax()))
                        .compile("categorical_crossentropy", "sgd", "accuracy");
        Fit fit = Fit.defaults().epochs(200).seed(1);
        return new TableModel(encoding, learner.fit(data.training(), fit).model());
    }

    private void refused(String message, String... lines) {
        assertThatThrownBy(() -> model.predict(csv(lines)))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }
}
