package rookery.explain;

import rookery.Sequential;
import rookery.data.ClassTarget;
import rookery.data.CodeEncoder;
import rookery.data.NormalTarget;
import rookery.data.NumberTarget;
import rookery.data.TableEncoding;
import rookery.layers.Embedding;
import rookery.layers.Frozen;
import rookery.layers.Layer;
import rookery.layers.Residual;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What the numbers in a network are called: inputs by the columns they are made of, outputs by
 * classes, all others by layer and place.
 *
 * @param network whose numbers they are
 * @param inputs a name for each input
 * @param outputs a name for each output
 * @param encoding of the table, if the network is on one
 */
public record NodeNames(
        Sequential network,
        List<String> inputs,
        List<String> outputs,
        Optional<TableEncoding> encoding) {

    /** Of a network on a table, or on numbers alone. */
    public static NodeNames of(Sequential network, Optional<TableEncoding> encoding) {
        return new NodeNames(
                network,
                encoding.map(TableEncoding::inputNames)
                        .orElseGet(() -> numbered("input", network.inputs())),
                encoding.map(NodeNames::outputs)
                        .filter(names -> names.size() == network.outputs())
                        .orElseGet(() -> numbered("output", network.outputs())),
                encoding);
    }

    private static List<String> numbered(String what, int count) {
        return IntStream.range(0, count).mapToObj(k -> what + " " + k).toList();
    }

    private static List<String> outputs(TableEncoding encoding) {
        return switch (encoding.target()) {
            case ClassTarget target when encoding.outputs() == 1 ->
                    List.of(target.classes().getLast());
            case ClassTarget target -> target.classes();
            case NumberTarget target -> List.of(target.column());
            case NormalTarget target ->
                    List.of("mean of " + target.column(), "log variance of " + target.column());
        };
    }

    /** What a target with this many numbers calls them. */
    List<String> targets(int columns) {
        if (columns == outputs.size()) return outputs;
        return columns == 1
                ? List.of(encoding.map(table -> table.target().column()).orElse("target"))
                : numbered("target", columns);
    }

    /** What a weight stands between: {@code flipper_length_mm → unit 0 of dense}. */
    String describe(Weight weight) {
        String layer = weight.layer();
        String unit = unit(layer, weight.j());
        if (weight.spec().shape().size() == 1)
            return weight.tensor().replace('_', ' ') + " of " + unit;
        if (embedding().isPresent() && layer.equals(network.names().getFirst()))
            return code(embedding().get(), weight);
        return before(layer, weight.i()) + " → " + unit;
    }

    private Optional<Embedding> embedding() {
        Layer first = network.layers().getFirst();
        if (first instanceof Frozen frozen) first = frozen.layer();
        return first instanceof Embedding embedding ? Optional.of(embedding) : Optional.empty();
    }

    private String code(Embedding embedding, Weight weight) {
        String number = weight.tensor().substring(weight.tensor().lastIndexOf('_') + 1);
        int k = number.equals("embeddings") ? 0 : Integer.parseInt(number);
        String column = inputs.get(embedding.columns().get(k));
        return "%s of %s → number %d of its embedding"
                .formatted(code(column, weight.i()), column, weight.j());
    }

    /** A code by its category. */
    private String code(String column, int code) {
        return encoding.stream()
                .flatMap(table -> table.features().stream())
                .filter(feature ->
                        feature instanceof CodeEncoder && feature.column().equals(column))
                .map(feature -> category((CodeEncoder) feature, code))
                .findFirst()
                .orElse("code " + code);
    }

    private static String category(CodeEncoder encoder, int code) {
        return code == 0 ? "no known category" : encoder.categories().get(code - 1);
    }

    /** A number that comes out of a layer. */
    String unit(String layer, int k) {
        if (layer.equals(network.names().getLast()) && !outputs.getFirst().equals("output 0"))
            return "output " + outputs.get(k);
        return "unit %d of %s".formatted(k, layer);
    }

    /** A number that goes into a layer. */
    private String before(String layer, int k) {
        List<String> order = order(network.names(), network.layers(), "");
        int place = order.indexOf(layer);
        return place == 0 ? inputs.get(k) : unit(order.get(place - 1), k);
    }

    /** The layers in the order of computation; a block's own name stands for its end. */
    private static List<String> order(List<String> names, List<Layer> layers, String block) {
        List<String> order = new ArrayList<>();
        for (int k = 0; k < layers.size(); k++) {
            String name = block + names.get(k);
            Layer layer = layers.get(k);
            if (layer instanceof Frozen frozen) layer = frozen.layer();
            if (layer instanceof Residual inner)
                order.addAll(order(inner.names(), inner.layers(), name + "/"));
            order.add(name);
        }
        return order;
    }
}
