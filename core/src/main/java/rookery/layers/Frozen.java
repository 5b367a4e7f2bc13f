package rookery.layers;

import rookery.initializers.Initializer;
import rookery.tensor.Matrix;
import rookery.tensor.ParameterSpec;

import java.util.List;
import java.util.Objects;

/**
 * A layer whose parameters stay as they are; Keras's {@code trainable = False}. Its regularizers and
 * constraints rest, dropout goes on, and batch normalization behaves as in inference, as in Keras.
 *
 * <p>It has the name and the tensors of the layer itself, so that a model's weights fit the network
 * with frozen layers, too: {@code Fit.initialModel}.
 *
 * @param layer that is frozen
 */
public record Frozen(Layer layer) implements Layer {

    /** Refuses null. */
    public Frozen {
        Objects.requireNonNull(layer, "Frozen: layer");
    }

    @Override
    public String kind() {
        return layer.kind();
    }

    @Override
    public int outputs(int inputs) {
        return layer.outputs(inputs);
    }

    @Override
    public List<ParameterSpec> parameters(int inputs) {
        return layer.parameters(inputs).stream()
                .map(spec -> new ParameterSpec(spec.name(), spec.shape(), false))
                .toList();
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return layer.initializer(parameter);
    }

    @Override
    public boolean takesCodes() {
        return layer.takesCodes();
    }

    @Override
    public void check(Matrix features) {
        layer.check(features);
    }

    @Override
    public rookery.activations.Activation activation() {
        return layer.activation();
    }

    /** As the layer itself, which a network computes in a frame that says it is frozen. */
    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        layer.forward(frame, pass, from, to);
    }

    /** As the layer itself, which a network computes in a frame that says it is frozen. */
    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        layer.backward(frame, pass, from, to);
    }
}
