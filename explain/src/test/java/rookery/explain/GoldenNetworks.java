package rookery.explain;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.Sequential;
import rookery.activations.Activation;
import rookery.layers.BatchNormalization;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.regularizers.L2;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The networks of {@code golden/curvature.json}; the script that made it stands beside it. */
record GoldenNetworks(JsonNode golden) {

    static List<GoldenNetworks> all() {
        try (InputStream in =
                GoldenNetworks.class.getResourceAsStream("/rookery/golden/curvature.json")) {
            List<GoldenNetworks> all = new ArrayList<>();
            for (JsonNode network : JsonMapper.shared().readTree(in).get("networks"))
                all.add(new GoldenNetworks(network));
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static GoldenNetworks named(String name) {
        return all().stream().filter(one -> one.toString().equals(name)).findFirst().orElseThrow();
    }

    @Override
    public String toString() {
        return golden.get("name").asString();
    }

    double number(String name) {
        return golden.get(name).asDouble();
    }

    double[] numbers(String name) {
        return doubles(golden.get(name));
    }

    /** All numbers below this node, in order. */
    static double[] doubles(JsonNode node) {
        if (node.isNumber()) return new double[] {node.asDouble()};
        List<Double> values = new ArrayList<>();
        for (JsonNode child : node) for (double value : doubles(child)) values.add(value);
        return values.stream().mapToDouble(value -> value).toArray();
    }

    private static float[] floats(JsonNode node) {
        double[] values = doubles(node);
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
        return floats;
    }

    private static Matrix matrix(JsonNode rows) {
        return Matrix.wrap(rows.size(), rows.get(0).size(), floats(rows));
    }

    Dataset data() {
        return Dataset.of(matrix(golden.get("features")), matrix(golden.get("targets")));
    }

    Model model() {
        List<Layer> layers = new ArrayList<>();
        for (JsonNode layer : golden.get("layers"))
            layers.add(
                    layer.get("type").asString().equals("dense")
                            ? dense(layer)
                            : new BatchNormalization());
        Learner learner =
                new Sequential(golden.get("inputs").asInt(), layers)
                        .compile(golden.get("loss_name").asString(), "sgd");
        Parameters parameters = Parameters.zeros(learner.network().parameters());
        for (int k = 0; k < parameters.specs().size(); k++)
            parameters.setLogical(
                    k, floats(golden.get("parameters").get(parameters.specs().get(k).name())));
        return Model.of(learner, parameters);
    }

    private static Dense dense(JsonNode layer) {
        Dense dense =
                new Dense(
                        layer.get("units").asInt(),
                        Activation.NAMES.get(layer.get("activation").asString()));
        double l2 = layer.get("l2").asDouble();
        return l2 == 0 ? dense : dense.kernelRegularizer(new L2(l2));
    }
}
