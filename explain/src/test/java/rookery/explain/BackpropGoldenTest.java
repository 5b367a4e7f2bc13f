package rookery.explain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.explain.Backprop.Gradient;
import rookery.explain.Backprop.Neuron;
import rookery.explain.Backprop.Product;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Chains of neurons against PyTorch in double precision; golden/backprop.py made the numbers. */
class BackpropGoldenTest {

    private static final double TOLERANCE = 1e-10;

    static List<JsonNode> cases() throws IOException {
        try (InputStream in =
                BackpropGoldenTest.class.getResourceAsStream("/rookery/golden/backprop.json")) {
            List<JsonNode> cases = new ArrayList<>();
            JsonMapper.shared().readTree(in).get("cases").forEach(cases::add);
            return cases;
        }
    }

    @Test
    void there_are_chains_of_one_to_four_neurons_with_each_loss_and_activation()
            throws IOException {
        assertThat(cases()).hasSize(4 * 4 * 4);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void every_number_is_pytorchs(JsonNode golden) {
        Backprop backprop = backprop(golden);
        for (int k = 0; k < backprop.passes().size(); k++)
            close("z", backprop.passes().get(k).z(), golden.get("z").get(k));
        close("output", backprop.output(), golden.get("output"));
        close("output", backprop.gradient(), golden);
        backprop.loss().ifPresent(step -> compare(step, golden));
        assertThat(backprop.checks()).noneMatch(DifferenceQuotient::disagrees);
        assertThat(backprop.checks()).allMatch(check -> !Double.isNaN(check.quotient()));
    }

    private static Backprop backprop(JsonNode golden) {
        List<Neuron> chain =
                IntStream.range(0, golden.get("w").size())
                        .mapToObj(k ->
                                new Neuron(
                                        golden.get("w").get(k).asDouble(),
                                        golden.get("b").get(k).asDouble(),
                                        ScalarActivation.valueOf(
                                                constant(golden.get("activations").get(k)))))
                        .toList();
        double x = golden.get("x").asDouble();
        return golden.has("loss")
                ? Backprop.of(
                        x,
                        chain,
                        golden.get("y").asDouble(),
                        ScalarLoss.valueOf(constant(golden.get("loss_function"))),
                        golden.get("learning_rate").asDouble())
                : Backprop.of(x, chain);
    }

    private static String constant(JsonNode name) {
        return name.asString().toUpperCase(Locale.ROOT);
    }

    private static void compare(LossStep step, JsonNode golden) {
        close("loss", step.loss(), golden.get("loss"));
        close("d_loss_d_output", step.dLossDOutput(), golden.get("d_loss_d_output"));
        close("loss", step.gradient(), golden);
        for (int k = 0; k < step.after().size(); k++) {
            close("w_after", step.after().get(k).w(), golden.get("w_after").get(k));
            close("b_after", step.after().get(k).b(), golden.get("b_after").get(k));
        }
        close("output_after", step.outputAfter(), golden.get("output_after"));
        if (!golden.get("loss_after").isNull())
            close("loss_after", step.lossAfter(), golden.get("loss_after"));
    }

    private static void close(String of, Gradient gradient, JsonNode golden) {
        close("d_" + of + "_d_z", gradient.byZ(), golden);
        close("d_" + of + "_d_w", gradient.byW(), golden);
        close("d_" + of + "_d_b", gradient.byB(), golden);
    }

    private static void close(String name, List<Product> products, JsonNode golden) {
        assertThat(products).as(name).hasSize(golden.get(name).size());
        for (int k = 0; k < products.size(); k++)
            close(name, products.get(k).value(), golden.get(name).get(k));
    }

    private static void close(String name, double actual, JsonNode expected) {
        double value = expected.asDouble();
        assertThat(actual)
                .as(name)
                .isEqualTo(value, within(TOLERANCE * Math.max(1e-3, Math.abs(value))));
    }
}
