package rookery.explain;

import rookery.Trace;
import rookery.activations.Linear;
import rookery.layers.Dense;
import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.tensor.Panels;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One row's way through the network, with every number that training computed.
 *
 * @param inputs what went in
 * @param layers what came out of each layer, in order
 * @param outputs what came out of the last one
 * @param targets what should have
 * @param loss of the row, before its weight
 */
public record ForwardPass(
        List<Number> inputs,
        List<Numbers> layers,
        List<Number> outputs,
        List<Number> targets,
        double loss) {

    /**
     * A number with a name.
     *
     * @param name of a column, a class …
     * @param value as computed
     */
    public record Number(String name, float value) {}

    /**
     * The numbers of a layer.
     *
     * @param layer its name
     * @param kind Keras's name for what it is
     * @param z of a dense layer that ends with an activation the sums before it; else none
     * @param y what came out
     */
    public record Numbers(String layer, String kind, List<Float> z, List<Float> y) {}

    /** Of a row of a trace. */
    static ForwardPass of(Trace trace, int row, NodeNames names) {
        List<Numbers> layers = new ArrayList<>();
        for (int k = 0; k < trace.layers().size(); k++) {
            Layer layer = trace.layers().get(k);
            if (layer instanceof Residual.Begin) continue;
            boolean sums = layer instanceof Dense dense && !(dense.activation() instanceof Linear);
            layers.add(
                    new Numbers(
                            trace.names().get(k),
                            layer instanceof Residual.End ? "residual" : layer.kind(),
                            sums ? values(trace.frame(k).z(), row) : List.of(),
                            values(trace.frame(k).y(), row)));
        }
        return new ForwardPass(
                named(names.inputs(), values(trace.frame(0).x(), row)),
                layers,
                named(names.outputs(), values(trace.output(), row)),
                named(names.targets(trace.target().features()), values(trace.target(), row)),
                trace.loss(row));
    }

    private static List<Float> values(Panels panels, int row) {
        return IntStream.range(0, panels.features()).mapToObj(f -> panels.get(row, f)).toList();
    }

    private static List<Number> named(List<String> names, List<Float> values) {
        return IntStream.range(0, values.size())
                .mapToObj(k -> new Number(names.get(k), values.get(k)))
                .toList();
    }
}
