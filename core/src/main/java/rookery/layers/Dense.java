package rookery.layers;

import rookery.activations.Activation;
import rookery.activations.Linear;
import rookery.initializers.GlorotUniform;
import rookery.initializers.Initializer;
import rookery.initializers.Zeros;
import rookery.kernels.Kernels;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;

import java.util.List;
import java.util.Objects;

/**
 * A fully connected layer: each unit is an activation of a weighted sum of all inputs.
 *
 * <pre>
 *   x (batch, inputs)   W (inputs, units)   b (units)   z, y (batch, units)
 *   forward    z = x·W + b        y  = f(z)
 *   backward   dz = dy ⊙ f′(z)    dW = xᵀ·dz    db = Σ_batch dz    dx = dz·Wᵀ
 * </pre>
 *
 * @param units at least 1
 * @param activation f; linear unless told
 * @param kernelInitializer of W; Glorot uniform unless told
 * @param biasInitializer of b; zeros unless told
 */
public record Dense(
        int units,
        Activation activation,
        Initializer kernelInitializer,
        Initializer biasInitializer)
        implements Layer {

    /** A linear layer with Keras's initializers. */
    public Dense(int units) {
        this(units, new Linear());
    }

    /** A layer with Keras's initializers. */
    public Dense(int units, Activation activation) {
        this(units, activation, new GlorotUniform(), new Zeros());
    }

    /** Checks the units, and that nothing is null. */
    public Dense {
        Objects.requireNonNull(activation, "Dense: activation");
        Objects.requireNonNull(kernelInitializer, "Dense: kernelInitializer");
        Objects.requireNonNull(biasInitializer, "Dense: biasInitializer");
        if (units < 1)
            throw new IllegalArgumentException("Dense: units must be at least 1, got " + units);
        int outputs = activation.outputs(units);
        if (outputs != units)
            throw new IllegalArgumentException(
                    ("Dense: %s makes %d numbers of %d, and here it must keep them; give it a layer"
                                    + " of its own: new Dense(%d), new Activation(…)")
                            .formatted(
                                    activation.getClass().getSimpleName(), outputs, units, units));
    }

    @Override
    public String kind() {
        return "dense";
    }

    @Override
    public int outputs(int inputs) {
        return units;
    }

    @Override
    public List<ParameterSpec> parameters(int inputs) {
        return List.of(
                ParameterSpec.kernel("kernel", inputs, units), ParameterSpec.vector("bias", units));
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return parameter.name().equals("kernel") ? kernelInitializer : biasInitializer;
    }

    @Override
    public int kept(int inputs) {
        return units;
    }

    @Override
    public int turned(int inputs) {
        return Panels.count(units) * Panels.LANES;
    }

    @Override
    public int rows(int inputs) {
        return inputs;
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        if (pass.rows() == 1) rowSums(frame, pass, 0, 1);
        else sums(frame, pass, from, to);
        activate(frame, pass, from, to);
    }

    /** z → y for the panels {@code from} to {@code to} (exclusive): the end of {@link #forward}. */
    public void activate(Frame frame, Pass pass, int from, int to) {
        activation.forward(pass.kernels(), frame.z(), frame.y(), from, to);
    }

    private void sums(Frame frame, Pass pass, int from, int to) {
        Panels x = frame.x();
        Panels z = frame.z();
        float[] θ = frame.parameters().values();
        pass.kernels()
                .product(
                        x.values(),
                        x.at(from),
                        θ,
                        frame.at(0),
                        θ,
                        frame.at(1),
                        z.values(),
                        z.at(from),
                        frame.inputs(),
                        units,
                        to - from);
    }

    /**
     * x → z for a share of the units, in a pass over a single row: the beginning of {@link #forward},
     * for those who share it out between threads.
     */
    public void rowSums(Frame frame, Pass pass, int share, int shares) {
        int panels = Panels.count(units);
        int from = panels * share / shares * Panels.LANES;
        int to = panels * (share + 1) / shares * Panels.LANES;
        float[] θ = frame.parameters().values();
        pass.kernels()
                .rowProduct(
                        frame.x().values(),
                        0,
                        θ,
                        frame.at(0),
                        θ,
                        frame.at(1),
                        frame.z().values(),
                        0,
                        frame.inputs(),
                        from,
                        Math.min(units, to));
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        Kernels kernels = pass.kernels();
        Panels dz = frame.dy();
        if (!frame.joined()) activation.backward(kernels, frame.z(), frame.y(), dz, from, to);
        Panels turned = frame.turned();
        kernels.transpose(
                dz.values(), dz.at(from), turned.values(), turned.at(from), units, to - from);
        Panels dx = frame.dx();
        if (dx != null)
            kernels.inputGradient(
                    dz.values(),
                    dz.at(from),
                    frame.parameters().values(),
                    frame.at(0),
                    dx.values(),
                    dx.at(from),
                    frame.inputs(),
                    units,
                    to - from);
    }

    @Override
    public void gradients(Frame frame, Pass pass, int from, int to) {
        pass.kernels()
                .kernelGradient(
                        frame.x().values(),
                        frame.x().at(pass.panel()),
                        frame.turned().values(),
                        frame.turned().at(pass.panel()),
                        frame.gradients(),
                        frame.at(0),
                        frame.inputs(),
                        units,
                        pass.rows(),
                        from,
                        to);
        if (from == 0)
            pass.kernels()
                    .biasGradient(
                            frame.dy().values(),
                            frame.dy().at(pass.panel()),
                            frame.gradients(),
                            frame.at(1),
                            units,
                            pass.rows());
    }
}
