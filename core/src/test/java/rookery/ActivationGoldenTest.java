package rookery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import rookery.activations.Activation;
import rookery.activations.Celu;
import rookery.activations.Elu;
import rookery.activations.Gelu;
import rookery.activations.HardShrink;
import rookery.activations.LeakyRelu;
import rookery.activations.Relu;
import rookery.activations.SoftShrink;
import rookery.activations.Squareplus;
import rookery.activations.Threshold;
import rookery.kernels.Kernels;
import rookery.tensor.Panels;

import tools.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Values and gradients of all activations as Keras and PyTorch have them in double precision. */
class ActivationGoldenTest {

    private static final double TOLERANCE = 1e-5;

    /** Large inputs are compared one by one, to five digits or 1e-7. */
    private static final double LEAST_SIZE = 0.01;

    private static final JsonNode GOLDEN = Golden.read("activations.json");

    static Stream<Arguments> cases() {
        return StreamSupport.stream(GOLDEN.get("cases").spliterator(), false)
                .map(c -> Arguments.of(member(c), c));
    }

    private static Activation member(JsonNode golden) {
        JsonNode a = golden.get("arguments");
        String name = golden.get("activation").asString();
        if (a.isEmpty()) return Activation.NAMES.get(name);
        return switch (name) {
            case "relu" ->
                    new Relu(
                            a.path("negative_slope").asDouble(0),
                            a.has("max_value")
                                    ? Optional.of(a.get("max_value").asDouble())
                                    : Optional.empty(),
                            a.path("threshold").asDouble(0));
            case "leaky_relu" -> new LeakyRelu(a.get("negative_slope").asDouble());
            case "elu" -> new Elu(a.get("alpha").asDouble());
            case "celu" -> new Celu(a.get("alpha").asDouble());
            case "gelu" -> new Gelu(a.get("approximate").asBoolean());
            case "squareplus" -> new Squareplus(a.get("b").asDouble());
            case "hard_shrink" -> new HardShrink(a.get("threshold").asDouble());
            case "soft_shrink" -> new SoftShrink(a.get("threshold").asDouble());
            case "threshold" ->
                    new Threshold(a.get("threshold").asDouble(), a.get("default_value").asDouble());
            default -> throw new IllegalArgumentException(name);
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void values_and_gradients_agree(Activation member, JsonNode golden) {
        JsonNode inputs = GOLDEN.get("inputs").get(golden.get("kind").asString());
        for (Map.Entry<String, JsonNode> result : golden.get("results").properties()) {
            JsonNode input = inputs.get(result.getKey());
            boolean oneByOne = result.getKey().equals("large");
            float[][] z = rows(input.get("z"));
            float[][] dy = rows(input.get("dy"));
            Panels in = panels(z);
            Panels y = new Panels(member.outputs(in.features()), in.panels());
            Panels d = panels(dy);
            member.forward(Kernels.best(), in, y, 0, in.panels());
            float[] value = scattered(y, z.length);
            member.backward(Kernels.best(), in, y, d, 0, in.panels());
            Panels dz = in.features() == y.features() ? d : in;
            String what = member + " of " + result.getKey();
            close(what, value, Golden.doubles(result.getValue().get("y")), oneByOne);
            close(
                    what + ", its gradient",
                    scattered(dz, z.length),
                    Golden.doubles(result.getValue().get("dz")),
                    oneByOne);
        }
    }

    private static float[][] rows(JsonNode node) {
        float[][] rows = new float[node.size()][];
        for (int b = 0; b < rows.length; b++) rows[b] = Golden.floats(node.get(b));
        return rows;
    }

    private static Panels panels(float[][] rows) {
        Panels panels = new Panels(rows[0].length, Panels.count(rows.length));
        for (int b = 0; b < rows.length; b++)
            for (int k = 0; k < rows[b].length; k++) panels.values()[panels.at(b, k)] = rows[b][k];
        return panels;
    }

    private static float[] scattered(Panels panels, int rows) {
        float[] values = new float[rows * panels.features()];
        panels.scatter(rows, values, 0);
        return values;
    }

    /** |a − b| ≤ 1e-5 · max(|b|, rms of the tensor); beyond float's range both are infinite. */
    private static void close(String what, float[] actual, double[] expected, boolean oneByOne) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double sum = 0;
        for (double value : expected) sum += value * value;
        double size = oneByOne ? LEAST_SIZE : Math.sqrt(sum / expected.length);
        for (int i = 0; i < actual.length; i++) {
            if (actual[i] == (float) expected[i]) continue;
            assertThat(Math.abs(actual[i] - expected[i]))
                    .as("%s, %d: %s should be %s", what, i, actual[i], expected[i])
                    .isLessThanOrEqualTo(TOLERANCE * Math.max(Math.abs(expected[i]), size));
        }
    }

    @Test
    void the_golden_file_holds_all_members() {
        List<Activation> members = cases().map(c -> (Activation) c.get()[0]).toList();
        assertThat(Families.withoutSample(Activation.class, members)).isEmpty();
    }
}
