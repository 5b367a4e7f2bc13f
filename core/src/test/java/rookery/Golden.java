package rookery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import rookery.activations.Activation;
import rookery.activations.LeakyRelu;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** Reads golden numbers; the script that made each file stands beside it. */
public final class Golden {

    private Golden() {}

    /** The numbers of a file. */
    public static JsonNode read(String name) {
        try (InputStream in = Golden.class.getResourceAsStream("golden/" + name)) {
            return JsonMapper.shared().readTree(in);
        } catch (IOException e) {
            throw new IllegalStateException(name, e);
        }
    }

    static Sequential network(JsonNode golden) {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : golden.get("layers")) {
            Activation activation =
                    layer.has("negative_slope")
                            ? new LeakyRelu(layer.get("negative_slope").asDouble())
                            : Activation.NAMES.get(layer.get("activation").asString());
            layers.add(
                    layer.get("type").asString().equals("dense")
                            ? new Dense(layer.get("units").asInt(), activation)
                            : new rookery.layers.Activation(activation));
        }
        return new Sequential(golden.get("inputs").asInt(), layers);
    }

    static Dataset data(JsonNode golden) {
        Dataset data = Dataset.of(matrix(golden.get("features")), matrix(golden.get("targets")));
        return golden.has("sample_weights")
                ? data.withWeights(floats(golden.get("sample_weights")))
                : data;
    }

    static Parameters parameters(Sequential network, JsonNode values) {
        Parameters parameters = Parameters.zeros(network.parameters());
        for (int k = 0; k < parameters.specs().size(); k++)
            parameters.setLogical(k, floats(values.get(parameters.specs().get(k).name())));
        return parameters;
    }

    static Matrix matrix(JsonNode rows) {
        float[][] values = new float[rows.size()][];
        for (int i = 0; i < values.length; i++) values[i] = floats(rows.get(i));
        return Matrix.of(values);
    }

    /** All numbers below this node, in order. */
    public static float[] floats(JsonNode node) {
        double[] doubles = doubles(node);
        float[] floats = new float[doubles.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) doubles[i];
        return floats;
    }

    /** All numbers below this node, in order. */
    public static double[] doubles(JsonNode node) {
        List<Double> values = new ArrayList<>();
        collect(node, values);
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** |a − b| ≤ tolerance · max(|b|, rms of the tensor). */
    public static void assertClose(
            String what, double[] actual, double[] expected, double tolerance) {
        assertThat(actual).as(what).hasSameSizeAs(expected);
        double squares = 0;
        for (double b : expected) squares += b * b;
        double rms = Math.sqrt(squares / expected.length);
        for (int i = 0; i < expected.length; i++)
            assertThat(actual[i])
                    .as("%s, element %d", what, i)
                    .isCloseTo(
                            expected[i], within(tolerance * Math.max(Math.abs(expected[i]), rms)));
    }

    private static void collect(JsonNode node, List<Double> values) {
        if (node.isNumber()) values.add(node.asDouble());
        else for (JsonNode child : node) collect(child, values);
    }
}
