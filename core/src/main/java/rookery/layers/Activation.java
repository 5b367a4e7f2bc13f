package rookery.layers;

import rookery.tensor.Panels;

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
        return activation.outputs(inputs);
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        activation.forward(pass.kernels(), frame.x(), frame.y(), from, to);
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        Panels dx = frame.dx();
        if (dx == null) return;
        if (frame.inputs() != frame.outputs()) {
            copy(frame.x(), dx, from, to);
            activation.backward(pass.kernels(), dx, frame.y(), frame.dy(), from, to);
            return;
        }
        if (!frame.joined())
            activation.backward(pass.kernels(), frame.x(), frame.y(), frame.dy(), from, to);
        copy(frame.dy(), dx, from, to);
    }

    private static void copy(Panels source, Panels target, int from, int to) {
        int at = source.at(from);
        System.arraycopy(source.values(), at, target.values(), at, source.at(to) - at);
    }
}
