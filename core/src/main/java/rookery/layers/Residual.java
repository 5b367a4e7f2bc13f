package rookery.layers;

import rookery.constraints.Constraint;
import rookery.initializers.Initializer;
import rookery.regularizers.Regularizer;
import rookery.tensor.ParameterSpec;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A block of layers with a connection past it: what goes in is added to what comes out.
 *
 * <pre>
 *   y = x + block(x)        dx = dy + block′(x)ᵀ·dy
 * </pre>
 *
 * He et al. 2016, arXiv:1512.03385. With Keras it is written {@code add([x, block(x)])}.
 *
 * @param layers of the block, at least one; as many outputs as inputs
 */
public record Residual(List<Layer> layers) implements Layer {

    /** Keeps its own list; refuses an empty one. */
    public Residual {
        layers = List.copyOf(layers);
        if (layers.isEmpty())
            throw new IllegalArgumentException("Residual: needs at least one layer");
        for (Layer layer : layers)
            if (layer.takesCodes())
                throw new IllegalArgumentException(
                        "Residual: %s takes codes, which only data have; put it first in the network"
                                .formatted(layer.kind()));
    }

    /** A block of these layers. */
    public Residual(Layer... layers) {
        this(Arrays.asList(layers));
    }

    @Override
    public String kind() {
        return "residual";
    }

    @Override
    public int outputs(int inputs) {
        int outputs = width(inputs, layers.size());
        if (outputs != inputs)
            throw new IllegalArgumentException(
                    "residual: the block must have as many outputs as inputs, got %d for %d"
                            .formatted(outputs, inputs));
        return outputs;
    }

    private int width(int inputs, int k) {
        int width = inputs;
        for (Layer layer : layers.subList(0, k)) width = layer.outputs(width);
        return width;
    }

    /** The block's layers' names: {@code dense}, {@code dense_1} … */
    public List<String> names() {
        return names(layers);
    }

    /** Names as in Keras for layers one after the other: {@code dense}, {@code dense_1} … */
    public static List<String> names(List<Layer> layers) {
        Map<String, Integer> seen = new HashMap<>();
        List<String> names = new ArrayList<>();
        for (Layer layer : layers) {
            int n = seen.merge(layer.kind(), 1, Integer::sum);
            names.add(n == 1 ? layer.kind() : layer.kind() + "_" + (n - 1));
        }
        return List.copyOf(names);
    }

    @Override
    public List<ParameterSpec> parameters(int inputs) {
        return parameters(layers, inputs);
    }

    /** The tensors of layers one after the other, with the layers' names before theirs. */
    public static List<ParameterSpec> parameters(List<Layer> layers, int inputs) {
        List<ParameterSpec> specs = new ArrayList<>();
        List<String> names = names(layers);
        int width = inputs;
        for (int k = 0; k < layers.size(); k++) {
            for (ParameterSpec spec : layers.get(k).parameters(width))
                specs.add(spec.in(names.get(k)));
            width = layers.get(k).outputs(width);
        }
        return List.copyOf(specs);
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return owner(parameter).initializer(own(parameter));
    }

    @Override
    public Optional<Regularizer> regularizer(ParameterSpec parameter) {
        return owner(parameter).regularizer(own(parameter));
    }

    @Override
    public Optional<Constraint> constraint(ParameterSpec parameter) {
        return owner(parameter).constraint(own(parameter));
    }

    private Layer owner(ParameterSpec parameter) {
        String name = parameter.name().substring(0, parameter.name().indexOf('/'));
        return layers.get(names().indexOf(name));
    }

    /** The tensor as the layer it belongs to calls it. */
    private static ParameterSpec own(ParameterSpec parameter) {
        String name = parameter.name().substring(parameter.name().indexOf('/') + 1);
        return new ParameterSpec(name, parameter.shape(), parameter.trained());
    }

    /** Not called: a block is computed as its begin, its layers and its end. */
    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        throw new UnsupportedOperationException("Residual: computed as its parts");
    }

    /** Not called: a block is computed as its begin, its layers and its end. */
    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        throw new UnsupportedOperationException("Residual: computed as its parts");
    }

    /** Where the connection leaves: y = x; keeps the gradient that comes back along it. */
    public record Begin() implements CustomLayer {
        @Override
        public String kind() {
            return "begin";
        }

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public int kept(int inputs) {
            return inputs; // dy of the block's end
        }

        @Override
        public void forward(Frame frame, Pass pass, int from, int to) {
            int at = frame.x().at(from);
            int n = frame.x().at(to) - at;
            System.arraycopy(frame.x().values(), at, frame.y().values(), at, n);
        }

        @Override
        public void backward(Frame frame, Pass pass, int from, int to) {
            if (frame.dx() == null) return;
            float[] dx = frame.dx().values();
            float[] dy = frame.dy().values();
            float[] past = frame.z().values();
            for (int e = frame.dy().at(from), end = frame.dy().at(to); e < end; e++)
                dx[e] = dy[e] + past[e];
        }
    }

    /** Where the connection arrives: y = x + what went into the block. */
    public record End() implements CustomLayer {
        @Override
        public String kind() {
            return "end";
        }

        @Override
        public int outputs(int inputs) {
            return inputs;
        }

        @Override
        public void forward(Frame frame, Pass pass, int from, int to) {
            float[] x = frame.x().values();
            float[] past = frame.begin().x().values();
            float[] y = frame.y().values();
            for (int e = frame.y().at(from), end = frame.y().at(to); e < end; e++)
                y[e] = past[e] + x[e];
        }

        @Override
        public void backward(Frame frame, Pass pass, int from, int to) {
            int at = frame.dy().at(from);
            int n = frame.dy().at(to) - at;
            System.arraycopy(frame.dy().values(), at, frame.dx().values(), at, n);
            System.arraycopy(frame.dy().values(), at, frame.begin().z().values(), at, n);
        }
    }
}
