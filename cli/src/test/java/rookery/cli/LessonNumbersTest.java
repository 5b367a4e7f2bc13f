package rookery.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import rookery.Dataset;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.PreparedTable;
import rookery.layers.Dense;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** The lesson's numbers, each computed once more in another way: by other commands, or here. */
class LessonNumbersTest {

    private static final Offset<Double> SINGLE = within(2e-6);

    @TempDir private static Path runs;

    private static JsonNode lesson;
    private static JsonNode trained;
    private static JsonNode raw;
    private static JsonNode small;
    private static List<String> predictions;

    private static final Dataset TRAINING =
            PreparedTable.of(BundledData.PENGUINS.table(), BundledData.PENGUINS.options())
                    .training();

    @BeforeAll
    static void wholeTour() {
        Shell shell = new Shell(runs);
        lesson = Shell.bare("lesson", "--json").json();
        trained = shell.run("train", "penguins", "--json").json();
        raw = shell.run("train", "penguins", "--scale=none", "--json").json();
        small = shell.run("train", "penguins", "--hidden=3", "--json").json();
        predictions = shell.run("predict", "penguins-1", "penguins").out().lines().toList();
    }

    static double number(JsonNode node, String... path) {
        for (String name : path) node = node.path(name);
        assertThat(node.isNumber()).as(String.join(".", path)).isTrue();
        return node.asDouble();
    }

    private static double[] numbers(JsonNode node) {
        return IntStream.range(0, node.size()).mapToDouble(i -> node.get(i).asDouble()).toArray();
    }

    private static double[][] matrix(JsonNode node) {
        return IntStream.range(0, node.size())
                .mapToObj(i -> numbers(node.get(i)))
                .toArray(double[][]::new);
    }

    private static int position(int rowNumber) {
        return IntStream.range(0, TRAINING.rows())
                .filter(i -> TRAINING.rowNumber(i) == rowNumber)
                .findFirst()
                .orElseThrow();
    }

    private static double[] features(int rowNumber) {
        return WrittenOut.doubles(TRAINING.features().row(position(rowNumber)));
    }

    private static double[] targets(int rowNumber) {
        return WrittenOut.doubles(TRAINING.targets().row(position(rowNumber)));
    }

    /** The probability of Adelie that {@code predict} tells of a row. */
    private static double adelie(int row) {
        return predictions.stream()
                .filter(line -> line.startsWith(row + ","))
                .mapToDouble(line -> Double.parseDouble(line.split(",")[2]))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_data_and_the_network_are_the_lectures() {
        JsonNode recap = lesson.path("recap");
        assertThat(number(recap, "rows")).isEqualTo(344);
        assertThat(number(recap, "complete")).isEqualTo(333);
        assertThat(number(recap, "training")).isEqualTo(299);
        assertThat(number(recap, "validation")).isEqualTo(34);
        assertThat(number(recap, "parameters")).isEqualTo(98);
        int adelies = (int) IntStream.of(TRAINING.classes()).filter(c -> c == 0).count();
        assertThat(number(recap.path("classes").get(0), "rows")).isEqualTo(adelies);
        assertThat(number(recap.path("classes").get(1), "rows")).isEqualTo(299 - adelies);
        JsonNode bill = recap.path("inputs").get(2);
        assertThat(bill.path("name").asString()).isEqualTo("bill_length_mm");
        double standardized = features(0)[2];
        assertThat((39.1 - number(bill, "mean")) / number(bill, "deviation"))
                .as("row 0, whose bill is 39.1 mm long")
                .isEqualTo(standardized, SINGLE);
    }

    @Test
    void an_untrained_network_has_the_loss_that_descent_begins_with() {
        JsonNode line = lesson.path("compile");
        assertThat(number(line, "learning_rate")).isEqualTo(0.01);
        assertThat(number(line, "even_loss")).isEqualTo(Math.log(2), within(1e-15));
        double start = number(line, "loss_at_start");
        WrittenOut untrained = WrittenOut.of(untrained());
        double sum = 0;
        for (int i = 0; i < TRAINING.rows(); i++) {
            int right = TRAINING.classes()[i];
            sum -=
                    Math.log(
                            untrained
                                    .probabilities(WrittenOut.doubles(TRAINING.features().row(i)))[
                                    right]);
        }
        assertThat(start).isEqualTo(sum / TRAINING.rows(), SINGLE);
        JsonNode full = lesson.path("descents").path("descents").get(0);
        assertThat(full.path("epoch_loss").get(0).asDouble()).isEqualTo(start, within(1e-12));
        assertThat(lesson.path("slips").path("minus").get(0).asDouble()).isEqualTo(start);
    }

    private static Model untrained() {
        return Sequential.of(3, new Dense(16, new Relu()), new Dense(2, new Softmax()))
                .compile("categorical_crossentropy", "sgd")
                .initialModel(0);
    }

    @Test
    void a_weight_moves_against_the_mean_gradient_of_the_batch() {
        JsonNode step = lesson.path("update_rule");
        int i = (int) number(step, "input");
        int unit = (int) number(step, "unit");
        WrittenOut untrained = WrittenOut.of(untrained());
        double[] rows = numbers(step.path("rows"));
        double sum = 0;
        for (double row : rows)
            sum += untrained.gradient(features((int) row), targets((int) row), i, unit);
        assertThat(rows).hasSize(32);
        assertThat(number(step, "gradient")).isEqualTo(sum / rows.length, SINGLE);
        assertThat(number(step, "before")).isEqualTo(untrained.w()[i][unit]);
        float after = (float) number(step, "before") - 0.01f * (float) number(step, "gradient");
        assertThat(number(step, "after")).isEqualTo(after);
        double change = number(step, "loss_after") - number(step, "loss_before");
        assertThat(change)
                .isNegative()
                .isEqualTo(
                        number(step, "predicted_change"),
                        within(0.05 * Math.abs(number(step, "predicted_change"))));
        assertThat(lesson.path("descents").path("first_batches").get(0))
                .isEqualTo(step.path("rows"));
    }

    @Test
    void three_descents_end_where_train_ends() {
        JsonNode descents = lesson.path("descents").path("descents");
        int[] batches = {299, 32, 1};
        int[] steps = {1, 10, 299};
        double epochs = number(lesson, "descents", "epochs");
        for (int k = 0; k < 3; k++) {
            JsonNode descent = descents.get(k);
            assertThat(number(descent, "batch_size")).isEqualTo(batches[k]);
            assertThat(number(descent, "steps_per_epoch")).isEqualTo(steps[k]);
            assertThat(number(descent, "steps")).isEqualTo(steps[k] * epochs);
            JsonNode run =
                    new Shell(runs)
                            .run(
                                    "train",
                                    "penguins",
                                    "--epochs=" + (int) epochs,
                                    "--batch-size=" + batches[k],
                                    "--json")
                            .json();
            assertThat(number(descent, "loss")).isEqualTo(number(run, "loss"));
            assertThat(number(descent, "accuracy")).isEqualTo(number(run, "accuracy"));
        }
        assertThat(number(descents.get(0), "agreement")).isEqualTo(1, within(1e-9));
        assertThat(number(descents.get(1), "agreement"))
                .isLessThan(1)
                .isGreaterThan(number(descents.get(2), "agreement"));
        assertThat(number(descents.get(2), "agreement")).isPositive();
    }

    @Test
    void losses_of_rows_are_those_of_what_predict_predicts() {
        JsonNode rows = lesson.path("cross_entropy");
        for (String name : List.of("surest", "undecided", "worst")) {
            int row = (int) number(rows, name, "penguin", "row");
            JsonNode loss = rows.path(name).path("cross_entropy");
            double q = adelie(row);
            double right = targets(row)[0] == 1 ? q : 1 - q;
            assertThat(number(loss.path("terms").get(0), "q")).isEqualTo(q, SINGLE);
            assertThat(number(loss, "cross_entropy")).isEqualTo(-Math.log(right), within(1e-4));
            assertThat(number(loss, "entropy")).isZero();
        }
        for (int i = 0; i < TRAINING.rows(); i++) {
            double q = adelie(TRAINING.rowNumber(i));
            double right = TRAINING.classes()[i] == 0 ? q : 1 - q;
            assertThat(-Math.log(right))
                    .isBetween(
                            number(rows, "surest", "cross_entropy", "cross_entropy") - 1e-6,
                            number(rows, "worst", "cross_entropy", "cross_entropy") + 1e-6);
            assertThat(Math.abs(q - 0.5))
                    .isGreaterThan(
                            Math.abs(
                                            adelie(
                                                            (int)
                                                                    number(
                                                                            rows,
                                                                            "undecided",
                                                                            "penguin",
                                                                            "row"))
                                                    - 0.5)
                                    - 1e-6);
        }
        assertThat(number(rows, "mean_of_rows")).isEqualTo(number(trained, "loss"), SINGLE);
        assertThat(number(rows, "loss")).isEqualTo(number(trained, "loss"));
    }

    @Test
    void soft_labels_leave_their_entropy_and_what_is_impossible_is_undefined() {
        JsonNode rows = lesson.path("cross_entropy");
        double entropy = -0.05 * Math.log(0.05) - 0.95 * Math.log(0.95);
        assertThat(number(rows, "soft", "entropy")).isEqualTo(entropy, within(1e-12));
        assertThat(number(rows, "soft", "cross_entropy"))
                .isEqualTo(entropy + number(rows, "soft", "divergence"), within(1e-12));
        assertThat(number(rows, "binary", "cross_entropy"))
                .isEqualTo(
                        number(rows, "undecided", "cross_entropy", "cross_entropy"), within(1e-12));
        assertThat(rows.path("impossible").path("cross_entropy").isNull()).isTrue();
        assertThat(number(rows, "impossible", "clipped")).isEqualTo(7 * Math.log(10), SINGLE);
    }

    @Test
    void softmax_of_the_logits_is_what_predict_predicts() {
        JsonNode softmax = lesson.path("softmax");
        double q = adelie((int) number(softmax, "row", "penguin", "row"));
        double[] z = numbers(softmax.path("steps").path("logits"));
        assertThat(1 / (1 + Math.exp(z[1] - z[0]))).isEqualTo(q, SINGLE);
        assertThat(numbers(softmax.path("steps").path("probabilities"))[0]).isEqualTo(q, SINGLE);
        assertThat(numbers(softmax.path("raised_steps").path("probabilities"))[0])
                .isEqualTo(q, SINGLE);
        assertThat(number(softmax, "difference")).isLessThan(1e-6);
        assertThat((float) Math.exp(number(softmax, "limit") + 0.01)).isInfinite();
        assertThat((float) Math.exp(number(softmax, "limit") - 0.01)).isFinite();
    }

    private static WrittenOut smallNetwork() {
        JsonNode mlp = lesson.path("mlp");
        return new WrittenOut(
                matrix(mlp.path("hidden_kernel")),
                numbers(mlp.path("hidden_bias")),
                matrix(mlp.path("output_kernel")),
                numbers(mlp.path("output_bias")));
    }

    @Test
    void the_way_through_the_small_network_is_sums_relu_and_softmax() {
        JsonNode mlp = lesson.path("mlp");
        WrittenOut network = smallNetwork();
        double[] x = features((int) number(mlp, "row", "penguin", "row"));
        assertThat(numbers(mlp.path("row").path("penguin").path("inputs"))).containsExactly(x);
        assertThat(numbers(mlp.path("row").path("sums"))).containsExactly(network.sums(x), SINGLE);
        assertThat(numbers(mlp.path("row").path("logits")))
                .containsExactly(network.logits(x), SINGLE);
        assertThat(numbers(mlp.path("row").path("probabilities")))
                .containsExactly(network.probabilities(x), SINGLE);
        assertThat(number(mlp, "accuracy")).isEqualTo(number(small, "accuracy")).isGreaterThan(0.9);
        assertThat(number(mlp, "parameters")).isEqualTo(20);
    }

    @Test
    void the_paths_of_a_weight_add_up_to_the_gradient_of_training() {
        JsonNode why = lesson.path("single_weight");
        WrittenOut network = smallNetwork();
        int row = (int) number(why, "row", "penguin", "row");
        double expected = network.gradient(features(row), targets(row), 0, 0);
        assertThat(Math.abs(expected)).as("a row worth showing").isGreaterThan(0.1);
        assertThat(number(why, "paths", "sum")).isEqualTo(expected, SINGLE);
        assertThat(number(why, "gradient")).isEqualTo(expected, SINGLE);
        assertThat(number(why, "slope")).isEqualTo(expected, within(1e-4));
        JsonNode paths = why.path("paths").path("paths");
        assertThat(paths.size()).isEqualTo(2);
        double[] q = network.probabilities(features(row));
        for (int n = 0; n < 2; n++) {
            int k = List.of("Adelie", "not Adelie").indexOf(why.path("outputs").get(n).asString());
            double[] factors = {
                features(row)[0], 1, network.v()[0][k], q[k] - targets(row)[k],
            };
            for (int f = 0; f < 4; f++)
                assertThat(number(paths.get(n).path("factors").get(f), "value"))
                        .isEqualTo(factors[f], SINGLE);
            assertThat(number(paths.get(n), "product"))
                    .isEqualTo(Arrays.stream(factors).reduce(1, (a, b) -> a * b), SINGLE);
        }
        int on = 0;
        for (int i = 0; i < TRAINING.rows(); i++) {
            double[] x = WrittenOut.doubles(TRAINING.features().row(i));
            double[] p = WrittenOut.doubles(TRAINING.targets().row(i));
            if (network.sums(x)[0] > 0) on++;
            assertThat(Math.abs(network.gradient(x, p, 0, 0)))
                    .isLessThanOrEqualTo(Math.abs(expected) + 1e-6);
        }
        assertThat(number(why, "rows_on")).isEqualTo(on);
        assertThat(network.sums(features((int) number(why, "off", "penguin", "row")))[0])
                .isNegative();
        assertThat(number(why, "off_gradient")).isZero();
        assertThat(number(why, "off_shut")).isEqualTo(2);
    }

    @Test
    void both_slips_show() {
        JsonNode slips = lesson.path("slips");
        double[] minus = numbers(slips.path("minus"));
        double[] plus = numbers(slips.path("plus"));
        JsonNode full = lesson.path("descents").path("descents").get(0).path("epoch_loss");
        for (int step = 1; step < minus.length; step++) {
            assertThat(minus[step])
                    .isLessThan(minus[step - 1])
                    .isEqualTo(full.get(step).asDouble(), within(1e-7));
            assertThat(plus[step]).isGreaterThan(plus[step - 1]);
        }
        assertThat(minus).hasSize(11);
        assertThat(numbers(slips.path("factors"))).containsExactly(0, 0);
        assertThat(number(slips, "slides_gradient")).isZero();
        assertThat(number(slips, "gradient"))
                .isEqualTo(number(lesson, "single_weight", "gradient"));
        assertThat(number(slips, "slope")).isEqualTo(number(slips, "gradient"), within(1e-4));
    }

    @Test
    void the_lectures_line_learned_the_class_frequencies_only_until_standardized() {
        JsonNode finding = lesson.path("finding");
        double p = number(lesson.path("recap").path("classes").get(0), "rows") / 299;
        double entropy = -p * Math.log(p) - (1 - p) * Math.log(1 - p);
        assertThat(number(finding, "entropy")).isEqualTo(entropy, within(1e-12));
        assertThat(number(finding, "majority")).isEqualTo(1 - p, within(1e-12));
        JsonNode millimetres = finding.path("raw");
        assertThat(number(millimetres, "loss"))
                .isEqualTo(number(raw, "loss"))
                .isEqualTo(entropy, within(0.01 * entropy));
        assertThat(number(millimetres, "accuracy"))
                .isEqualTo(number(raw, "accuracy"))
                .isEqualTo(1 - p, within(1e-12));
        assertThat(shares(millimetres.path("before"))).hasSize(16).containsOnly(0, 1);
        assertThat(shares(millimetres.path("after"))).hasSize(16).containsOnly(0);
        assertThat(number(millimetres, "last_death")).isBetween(1.0, 1000.0);
        JsonNode cured = finding.path("standardized");
        assertThat(number(cured, "loss")).isEqualTo(number(trained, "loss")).isLessThan(0.1);
        assertThat(number(cured, "accuracy")).isGreaterThan(0.97);
        assertThat(number(cured, "validation_accuracy")).isGreaterThan(0.95);
        assertThat(Arrays.stream(shares(cured.path("after"))).boxed())
                .allMatch(share -> share > 0 && share < 1);
        assertThat(cured.path("last_death").isNull()).isTrue();
        assertThat(number(finding, "seeds", "all_dead"))
                .isEqualTo(number(finding, "seeds", "tried"))
                .isEqualTo(10);
    }

    @Test
    void the_activity_of_units_is_that_of_their_sums() {
        WrittenOut untrained = WrittenOut.of(untrained());
        double[] shares = shares(lesson.path("finding").path("standardized").path("before"));
        assertThat(shares).hasSize(16);
        int[] on = new int[16];
        for (int i = 0; i < TRAINING.rows(); i++) {
            double[] z = untrained.sums(WrittenOut.doubles(TRAINING.features().row(i)));
            for (int unit = 0; unit < 16; unit++) if (z[unit] > 0) on[unit]++;
        }
        for (int unit = 0; unit < 16; unit++)
            assertThat(shares[unit]).isEqualTo(on[unit] / 299.0, within(1e-12));
    }

    /** On what share of the rows each unit is on. */
    private static double[] shares(JsonNode layer) {
        return IntStream.range(0, layer.path("units").size())
                .mapToDouble(unit -> number(layer.path("units").get(unit), "on"))
                .toArray();
    }
}
