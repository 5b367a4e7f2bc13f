package rookery.explain.importance;

import rookery.Model;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.activations.Tanh;
import rookery.data.CategoryEncoder;
import rookery.data.ClassTarget;
import rookery.data.NumberColumn;
import rookery.data.NumberEncoder;
import rookery.data.Scaling;
import rookery.data.Table;
import rookery.data.TableEncoding;
import rookery.data.TableModel;
import rookery.data.TargetForm;
import rookery.data.TextColumn;
import rookery.data.UnknownCategory;
import rookery.layers.Dense;
import rookery.tensor.Parameters;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** The network and the table of {@code golden/importance.json}; its script stands beside it. */
record Golden(JsonNode json) {

    static Golden read() {
        try (InputStream in = Golden.class.getResourceAsStream("/rookery/golden/importance.json")) {
            return new Golden(JsonMapper.shared().readTree(in));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    Table table() {
        return Table.of(
                NumberColumn.of("a", doubles(json.get("a"))),
                NumberColumn.of("b", doubles(json.get("b"))),
                TextColumn.of("c", texts(json.get("c"))),
                NumberColumn.of("class", doubles(json.get("classes"))));
    }

    TableModel model() {
        TableEncoding encoding =
                new TableEncoding(
                        new ClassTarget("class", List.of("0", "1", "2"), false, TargetForm.ONE_HOT),
                        List.of(
                                new NumberEncoder("a", Scaling.NONE, 0, 1, 0, false),
                                new NumberEncoder("b", Scaling.NONE, 0, 1, 0, false),
                                new CategoryEncoder(
                                        "c",
                                        List.of("x", "y", "z"),
                                        "x",
                                        false,
                                        UnknownCategory.ERROR)),
                        List.of());
        Sequential network =
                Sequential.of(
                        5,
                        new Dense(6, new Tanh()),
                        new Dense(5, new Relu()),
                        new Dense(3, new Softmax()));
        Parameters weights = Parameters.zeros(network.parameters());
        for (int t = 0; t < weights.specs().size(); t++) {
            double[] values = doubles(json.get("weights").get(weights.specs().get(t).name()));
            float[] floats = new float[values.length];
            for (int i = 0; i < floats.length; i++) floats[i] = (float) values[i];
            weights.setLogical(t, floats);
        }
        return new TableModel(
                encoding,
                Model.of(network.compile("categorical_crossentropy", "sgd", "accuracy"), weights));
    }

    /** All numbers below this node, in order. */
    static double[] doubles(JsonNode node) {
        if (node.isNumber()) return new double[] {node.asDouble()};
        return node.valueStream()
                .flatMapToDouble(n -> java.util.Arrays.stream(doubles(n)))
                .toArray();
    }

    private static String[] texts(JsonNode node) {
        return node.valueStream().map(JsonNode::asString).toArray(String[]::new);
    }
}
