package rookery.layers;

import java.util.Objects;

/**
 * An activation function as a layer of its own.
 *
 * <pre>
 *   y = f(x)        dx = f′(x)ᵀ·dy
 * </pre>
 *
 * @param activation f
 */
public record Activation(rookery.activations.Activation activation) implements Layer {

    /** Refuses null. */
    public Activation {
        Objects.requireNonNull(activation, "Activation: activation");
    }

    @Override
    public String kind() {
        return "activation";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        activation.forward(pass.kernels(), frame.x(), frame.y(), from, to);
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        if (frame.dx() == null) return;
        if (!frame.joined())
            activation.backward(pass.kernels(), frame.x(), frame.y(), frame.dy(), from, to);
        int at = frame.dy().at(from);
        System.arraycopy(frame.dy().values(), at, frame.dx().values(), at, frame.dy().at(to) - at);
    }
}
