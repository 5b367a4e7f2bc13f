package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.losses.Loss;
import rookery.optimizers.Adam;
import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;
import rookery.schedules.Constant;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The same steps as Keras and PyTorch take in double precision. */
class ParityTest {

    private static final double TOLERANCE = 1e-5;

    static Stream<Arguments> penguinRuns() {
        JsonNode golden = Golden.read("penguins_10_steps.json");
        return StreamSupport.stream(golden.get("runs").spliterator(), false)
                .map(run ->
                        Arguments.of(
                                run.get("library").asString(),
                                run.get("optimizer").asString(),
                                golden,
                                run));
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("penguinRuns")
    void ten_steps_on_the_penguins_agree(
            String library, String name, JsonNode golden, JsonNode run) {
        JsonNode rates = run.get("hyperparameters");
        Optimizer optimizer =
                switch (name) {
                    case "adam" ->
                            new Adam(
                                    new Constant(rates.get("learning_rate").asDouble()),
                                    rates.get("beta_1").asDouble(),
                                    rates.get("beta_2").asDouble(),
                                    rates.get("epsilon").asDouble());
                    case "sgd", "momentum", "nesterov" ->
                            new Sgd(
                                    rates.get("learning_rate").asDouble(),
                                    rates.path("momentum").asDouble(0),
                                    name.equals("nesterov"));
                    default -> throw new IllegalArgumentException(name);
                };
        RowOrder order = RowOrder.of(IntStream.of(ints(golden.get("row_order"))).toArray());
        int batchSize = golden.get("batch_size").asInt();
        assertSameSteps(golden, run.get("steps"), optimizer, order, batchSize, 10);
    }

    static Stream<Arguments> networks() {
        return StreamSupport.stream(
                        Golden.read("networks.json").get("networks").spliterator(), false)
                .map(network -> Arguments.of(network.get("name").asString(), network));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void layers_activations_and_losses_agree(String name, JsonNode golden) {
        double rate = Golden.read("networks.json").get("learning_rate").asDouble();
        int rows = golden.get("features").size();
        RowOrder inOrder = RowOrder.of(IntStream.range(0, rows).toArray());
        assertSameSteps(golden, golden.get("steps"), new Sgd(rate), inOrder, rows, 3);

        Sequential network = Golden.network(golden);
        Learner learner =
                network.compile(Loss.NAMES.get(golden.get("loss").asString()), new Sgd(rate));
        Model model = Model.of(learner, Golden.parameters(network, golden.get("initial")));
        assertClose(
                "predictions",
                model.predict(Golden.matrix(golden.get("features"))).values(),
                Golden.doubles(golden.get("predictions")));
    }

    @Test
    void the_golden_files_hold_all_optimizers_of_both_libraries() {
        assertThat(penguinRuns()).hasSize(8);
        assertThat(networks()).hasSizeGreaterThanOrEqualTo(12);
    }

    private static void assertSameSteps(
            JsonNode golden,
            JsonNode steps,
            Optimizer optimizer,
            RowOrder order,
            int batchSize,
            int expectedSteps) {
        Sequential network = Golden.network(golden);
        Learner learner = network.compile(Loss.NAMES.get(golden.get("loss").asString()), optimizer);
        Model initial = Model.of(learner, Golden.parameters(network, golden.get("initial")));
        Trainer trainer =
                learner.trainer(
                        Golden.data(golden),
                        Fit.defaults().batchSize(batchSize).rowOrder(order).initialModel(initial));
        assertThat(steps.size()).isEqualTo(expectedSteps);
        for (int s = 0; s < steps.size(); s++) {
            JsonNode step = steps.get(s);
            if (step.has("rows")) assertThat(trainer.nextRows()).isEqualTo(ints(step.get("rows")));
            double loss = trainer.step();
            double expected = step.get("loss").asDouble();
            assertThat(loss).as("loss of step %d", s).isCloseTo(expected, within(expected));
            assertSame("gradient", s, trainer.gradients(), step.get("gradients"));
            assertSame("weights", s, trainer.model().parameters(), step.get("weights"));
        }
    }

    private static org.assertj.core.data.Offset<Double> within(double expected) {
        return org.assertj.core.data.Offset.offset(TOLERANCE * Math.abs(expected));
    }

    private static void assertSame(String what, int step, Parameters actual, JsonNode expected) {
        List<String> names = actual.specs().stream().map(spec -> spec.name()).toList();
        assertThat(expected.propertyNames()).containsExactlyInAnyOrderElementsOf(names);
        for (int k = 0; k < names.size(); k++)
            assertClose(
                    "%s %s after step %d".formatted(what, names.get(k), step),
                    actual.logical(k),
                    Golden.doubles(expected.get(names.get(k))));
    }

    /** |a − b| ≤ 1e-5 · max(|b|, rms of the tensor). */
    private static void assertClose(String what, float[] actual, double[] expected) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double squares = 0;
        for (double b : expected) squares += b * b;
        double rms = Math.sqrt(squares / expected.length);
        for (int i = 0; i < expected.length; i++)
            assertThat((double) actual[i])
                    .as("%s, element %d", what, i)
                    .isCloseTo(
                            expected[i],
                            org.assertj.core.data.Offset.offset(
                                    TOLERANCE * Math.max(Math.abs(expected[i]), rms)));
    }

    private static int[] ints(JsonNode node) {
        return IntStream.range(0, node.size()).map(i -> node.get(i).asInt()).toArray();
    }
}
