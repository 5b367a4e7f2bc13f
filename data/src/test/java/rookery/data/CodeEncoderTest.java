package rookery.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import rookery.Dataset;
import rookery.Fit;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Softmax;
import rookery.layers.Dense;
import rookery.layers.Embedding;
import rookery.losses.CategoricalCrossentropy;
import rookery.optimizers.Adam;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class CodeEncoderTest {

    private static final TextColumn CITY =
            TextColumn.of("city", "Rome", "Bern", null, "Rome", "Oslo");
    private static final int[] TRAINING = {0, 1, 2, 3};

    @Test
    void codes_begin_with_1_and_what_is_missing_or_unknown_has_0() {
        CodeEncoder encoder = CodeEncoder.fit(CITY, TRAINING, UnknownCategory.ZEROS);
        assertThat(encoder.categories()).containsExactly("Bern", "Rome");
        assertThat(encoder.codes()).isEqualTo(3);
        assertThat(encoder.features()).containsExactly("city");
        float[] into = new float[10];
        Arrays.fill(into, 9);
        int unknown = encoder.encode(CITY, new int[] {0, 1, 2, 3, 4}, into, 1, 2);
        assertThat(into).containsExactly(9, 2, 9, 1, 9, 0, 9, 2, 9, 0);
        assertThat(unknown).isEqualTo(1); // a missing value is none
        assertThat(encoder.describe())
                .isEqualTo(
                        "2 categories as codes from 1 (Bern, Rome), 0 where it is missing or"
                                + " unknown");
    }

    @Test
    void an_unknown_category_can_be_an_error() {
        CodeEncoder encoder = CodeEncoder.fit(CITY, TRAINING, UnknownCategory.ERROR);
        assertThatThrownBy(() -> encoder.encode(CITY, new int[] {2, 4}, new float[2], 0, 1))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "row 4, column city: category \"Oslo\" is in no training row; known are"
                                + " Bern, Rome");
        assertThatThrownBy(() -> new CodeEncoder("city", List.of(), UnknownCategory.ZEROS))
                .hasMessage("column city: there are no categories");
    }

    /** 40 rows of 30 cities, more than are taken for categories unless asked for. */
    private static Table table() {
        String[] city =
                IntStream.range(0, 40).mapToObj(row -> "city " + row % 30).toArray(String[]::new);
        String[] kind =
                IntStream.range(0, 40)
                        .mapToObj(row -> row % 30 % 2 == 0 ? "even" : "odd")
                        .toArray(String[]::new);
        double[] size = IntStream.range(0, 40).mapToDouble(row -> row * row % 7).toArray();
        return Table.of(
                new NumberColumn("size", size),
                TextColumn.of("city", city),
                TextColumn.of("kind", kind));
    }

    private static final TableOptions OPTIONS =
            TableOptions.defaults().target("kind").embed("city").validation(0);

    @Test
    void a_network_learns_from_codes_and_answers_for_rows_with_unknown_ones() {
        PreparedTable prepared = PreparedTable.of(table(), OPTIONS);
        assertThat(prepared.encoding().inputNames()).containsExactly("size", "city");
        assertThat(prepared.encoding().textColumns()).containsExactly("city", "kind");
        Dataset training = prepared.training();
        Sequential network =
                Sequential.of(
                        2, Embedding.of(List.of(1), List.of(31), 4), new Dense(2, new Softmax()));
        Model model =
                network.compile(new CategoricalCrossentropy(), new Adam(0.05))
                        .fit(training, Fit.defaults().epochs(60).batchSize(8))
                        .model();
        TableModel byTable = new TableModel(prepared.encoding(), model);
        for (int row = 0; row < 30; row++)
            assertThat(byTable.predict(Map.of("size", 1, "city", "city " + row)).text())
                    .isEqualTo(row % 2 == 0 ? "even" : "odd");
        Table unknown =
                Table.of(
                        new NumberColumn("size", new double[] {1, 1}),
                        TextColumn.of("city", "Atlantis", null));
        Predictions predictions = byTable.predict(unknown);
        assertThat(predictions.answers()).hasSize(2);
        assertThat(predictions.unknown()).containsEntry("city", 1);
        assertThat(predictions.imputed()).isEmpty();
        assertThat(predictions.answers().get(0)).isEqualTo(predictions.answers().get(1));
    }

    @Test
    void a_column_that_cannot_be_embedded_is_refused() {
        assertThatThrownBy(() -> PreparedTable.of(table(), OPTIONS.embed("size")))
                .hasMessage(
                        "the table: column size is to be embedded, but it is numbers; have it read"
                                + " as text");
        assertThatThrownBy(() -> PreparedTable.of(table(), OPTIONS.embed("citi")))
                .hasMessage("the table: no column \"citi\"; did you mean city?");
        assertThatThrownBy(() -> PreparedTable.of(table(), OPTIONS.drop("city")))
                .hasMessage(
                        "the table: column city is to be embedded, but it is left out, as asked"
                                + " for");
        assertThatThrownBy(() -> PreparedTable.of(table(), OPTIONS.embed("kind")))
                .hasMessage("the table: column kind is to be embedded, but it is the target");
    }
}
