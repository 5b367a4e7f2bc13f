package rookery.layers;

import rookery.activations.Activation;
import rookery.activations.Linear;
import rookery.constraints.Constraint;
import rookery.initializers.GlorotUniform;
import rookery.initializers.Initializer;
import rookery.initializers.Zeros;
import rookery.kernels.Kernels;
import rookery.regularizers.Regularizer;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A fully connected layer: each unit is an activation of a weighted sum of all inputs.
 *
 * <pre>
 *   x (batch, inputs)   W (inputs, units)   b (units)   z, y (batch, units)
 *   forward    z = x·W + b        y  = f(z)
 *   backward   dz = dy ⊙ f′(z)    dW = xᵀ·dz    db = Σ_batch dz    dx = dz·Wᵀ
 * </pre>
 *
 * {@snippet :
 * Dense layer = new Dense(16, new Relu()).kernelRegularizer(new L2(0.01));
 * }
 *
 * @param units at least 1
 * @param activation f; linear unless told
 * @param useBias whether there is b; true unless told
 * @param kernelInitializer of W; Glorot uniform unless told
 * @param biasInitializer of b; zeros unless told
 * @param kernelRegularizer a penalty on W; none unless told
 * @param biasRegularizer a penalty on b; none unless told
 * @param kernelConstraint what W must obey; nothing unless told
 * @param biasConstraint what b must obey; nothing unless told
 */
public record Dense(
        int units,
        Activation activation,
        boolean useBias,
        Initializer kernelInitializer,
        Initializer biasInitializer,
        Optional<Regularizer> kernelRegularizer,
        Optional<Regularizer> biasRegularizer,
        Optional<Constraint> kernelConstraint,
        Optional<Constraint> biasConstraint)
        implements Layer {

    /** A linear layer with Keras's initializers. */
    public Dense(int units) {
        this(units, new Linear());
    }

    /** A layer with Keras's initializers. */
    public Dense(int units, Activation activation) {
        this(units, activation, new GlorotUniform(), new Zeros());
    }

    /** A layer with a bias. */
    public Dense(
            int units,
            Activation activation,
            Initializer kernelInitializer,
            Initializer biasInitializer) {
        this(
                units,
                activation,
                true,
                kernelInitializer,
                biasInitializer,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Checks the units, and that nothing is null. */
    public Dense {
        Objects.requireNonNull(activation, "Dense: activation");
        Objects.requireNonNull(kernelInitializer, "Dense: kernelInitializer");
        Objects.requireNonNull(biasInitializer, "Dense: biasInitializer");
        Objects.requireNonNull(kernelRegularizer, "Dense: kernelRegularizer");
        Objects.requireNonNull(biasRegularizer, "Dense: biasRegularizer");
        Objects.requireNonNull(kernelConstraint, "Dense: kernelConstraint");
        Objects.requireNonNull(biasConstraint, "Dense: biasConstraint");
        if (units < 1)
            throw new IllegalArgumentException("Dense: units must be at least 1, got " + units);
        int outputs = activation.outputs(units);
        if (outputs != units)
            throw new IllegalArgumentException(
                    ("Dense: %s makes %d numbers of %d, and here it must keep them; give it a layer"
                                    + " of its own: new Dense(%d), new Activation(…), or in a text"
                                    + " %d linear, …")
                            .formatted(
                                    activation.getClass().getSimpleName(),
                                    outputs,
                                    units,
                                    units,
                                    units));
    }

    /** The same with or without a bias. */
    public Dense useBias(boolean useBias) {
        return new Dense(
                units,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer,
                kernelRegularizer,
                biasRegularizer,
                kernelConstraint,
                biasConstraint);
    }

    /** The same with this initializer of W. */
    public Dense kernelInitializer(Initializer kernelInitializer) {
        return new Dense(
                units,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer,
                kernelRegularizer,
                biasRegularizer,
                kernelConstraint,
                biasConstraint);
    }

    /** The same with this initializer of b. */
    public Dense biasInitializer(Initializer biasInitializer) {
        return new Dense(
                units,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer,
                kernelRegularizer,
                biasRegularizer,
                kernelConstraint,
                biasConstraint);
    }

    /** The same with a penalty on W. */
    public Dense kernelRegularizer(Regularizer kernelRegularizer) {
        return new Dense(
                units,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer,
                Optional.of(kernelRegularizer),
                biasRegularizer,
                kernelConstraint,
                biasConstraint);
    }

    /** The same with a penalty on b. */
    public Dense biasRegularizer(Regularizer biasRegularizer) {
        return new Dense(
                units,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer,
                kernelRegularizer,
                Optional.of(biasRegularizer),
                kernelConstraint,
                biasConstraint);
    }

    /** The same with W so constrained. */
    public Dense kernelConstraint(Constraint kernelConstraint) {
        return new Dense(
                units,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer,
                kernelRegularizer,
                biasRegularizer,
                Optional.of(kernelConstraint),
                biasConstraint);
    }

    /** The same with b so constrained. */
    public Dense biasConstraint(Constraint biasConstraint) {
        return new Dense(
                units,
                activation,
                useBias,
                kernelInitializer,
                biasInitializer,
                kernelRegularizer,
                biasRegularizer,
                kernelConstraint,
                Optional.of(biasConstraint));
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
        ParameterSpec kernel = ParameterSpec.kernel("kernel", inputs, units);
        return useBias ? List.of(kernel, ParameterSpec.vector("bias", units)) : List.of(kernel);
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return isKernel(parameter) ? kernelInitializer : biasInitializer;
    }

    @Override
    public Optional<Regularizer> regularizer(ParameterSpec parameter) {
        return isKernel(parameter) ? kernelRegularizer : biasRegularizer;
    }

    @Override
    public Optional<Constraint> constraint(ParameterSpec parameter) {
        return isKernel(parameter) ? kernelConstraint : biasConstraint;
    }

    private static boolean isKernel(ParameterSpec parameter) {
        return parameter.name().equals("kernel");
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
                        useBias ? θ : frame.zeros(),
                        useBias ? frame.at(1) : 0,
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
                        useBias ? θ : frame.zeros(),
                        useBias ? frame.at(1) : 0,
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
        if (useBias && from == 0)
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
