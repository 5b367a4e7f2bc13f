package rookery;

import rookery.layers.Layer;
import rookery.layers.Residual;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.optimizers.Optimizer;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.List;

/**
 * A network: layers one after the other.
 *
 * {@snippet :
 * Sequential network = Sequential.of(3, new Dense(16, new Relu()), new Dense(2, new Softmax()));
 * Learner learner = network.compile("categorical_crossentropy", "sgd", "accuracy");
 * }
 *
 * @param inputs numbers of one example that go in, at least 1
 * @param layers at least one
 */
public record Sequential(int inputs, List<Layer> layers) {

    /** Checks that each layer takes what the one before gives, and that all fit into one array. */
    public Sequential {
        layers = List.copyOf(layers);
        if (inputs < 1)
            throw new IllegalArgumentException(
                    "Sequential: inputs must be at least 1, got " + inputs);
        if (layers.isEmpty())
            throw new IllegalArgumentException("Sequential: needs at least one layer");
        int width = inputs;
        long size = 0;
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            if (k > 0 && layer.takesCodes())
                throw new IllegalArgumentException(
                        "Sequential: %s takes codes, which only data have; put it first"
                                .formatted(layer.kind()));
            for (ParameterSpec spec : layer.parameters(width)) size += spec.size();
            if (size > Parameters.MOST)
                throw new IllegalArgumentException(
                        ("Sequential: up to %s with %d inputs the network has %d parameters, more"
                                        + " than the %d that fit into one array; make it smaller")
                                .formatted(layer.kind(), width, size, Parameters.MOST));
            width = layer.outputs(width);
        }
    }

    /** A network of these layers. */
    public static Sequential of(int inputs, Layer... layers) {
        return new Sequential(inputs, Arrays.asList(layers));
    }

    /** Numbers of one example that come out. */
    public int outputs() {
        return width(layers.size());
    }

    /** Numbers of one example that go into the k-th layer; for k = layers: that come out. */
    public int width(int k) {
        int width = inputs;
        for (Layer layer : layers.subList(0, k)) width = layer.outputs(width);
        return width;
    }

    /** The layers' names as in Keras: {@code dense}, {@code dense_1}, {@code dropout} … */
    public List<String> names() {
        return Residual.names(layers);
    }

    /** The k-th layer's parameter tensors with their full names: {@code dense_1/kernel} … */
    public List<ParameterSpec> parametersOf(int k) {
        String name = names().get(k);
        return layers.get(k).parameters(width(k)).stream().map(spec -> spec.in(name)).toList();
    }

    /** All parameter tensors, in the layers' order. */
    public List<ParameterSpec> parameters() {
        return Residual.parameters(layers, inputs);
    }

    /** How many parameters there are. */
    public long parameterCount() {
        return parameters().stream().mapToLong(ParameterSpec::count).sum();
    }

    /** Parameters as training begins: each tensor by its initializer and the seed. */
    public Parameters initialParameters(long seed) {
        Parameters parameters = Parameters.zeros(parameters());
        int tensor = 0;
        for (int k = 0; k < layers.size(); k++) {
            Layer layer = layers.get(k);
            for (ParameterSpec spec : layer.parameters(width(k))) {
                float[] values = new float[Math.toIntExact(spec.count())];
                int fanIn = spec.shape().getFirst();
                layer.initializer(spec).fill(values, fanIn, spec.cols(), seed, tensor);
                parameters.setLogical(tensor++, values);
            }
        }
        return parameters;
    }

    /**
     * This network with a loss, an optimizer and metrics by their Keras names, with arguments where
     * they are unlike Keras's defaults.
     *
     * {@snippet :
     * Sequential network = Sequential.of(3, new Dense(1));
     * Learner learner = network.compile("mse", "adam(0.01, beta_1=0.8)", "mae");
     * }
     *
     * @throws IllegalArgumentException if a name or an argument is unknown or wrong (the message
     *     offers the nearest, see {@link rookery.names.Names#get}), or if they do not fit together
     */
    public Learner compile(String loss, String optimizer, String... metrics) {
        return compile(
                Loss.NAMES.get(loss),
                Optimizer.NAMES.get(optimizer),
                Arrays.stream(metrics).map(Metric.NAMES::get).toArray(Metric[]::new));
    }

    /**
     * This network with a loss, an optimizer and metrics.
     *
     * @throws IllegalArgumentException if they do not fit together
     */
    public Learner compile(Loss loss, Optimizer optimizer, Metric... metrics) {
        return new Learner(this, loss, optimizer, List.of(metrics));
    }
}
