package rookery.layers;

import rookery.initializers.Initializer;
import rookery.initializers.Ones;
import rookery.initializers.Zeros;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Brings the features of each example to mean 0 and variance 1, then each feature to a trained scale
 * and mean.
 *
 * <pre>
 *   x, x̂, y (batch, inputs)   γ, β (inputs)
 *   μ = Σ x / inputs           σ² = Σ (x − μ)² / inputs, over the features of an example
 *   x̂ = (x − μ) / √(σ² + ε)    y  = γ·x̂ + β
 *   dγ = Σ_batch dy·x̂          dβ = Σ_batch dy
 *   dx = (g − Σ g / inputs − x̂·Σ g·x̂ / inputs) / √(σ² + ε),   g = γ·dy
 * </pre>
 *
 * Ba et al. 2016, arXiv:1607.06450. ε is 1e-3 as in Keras; PyTorch's is 1e-5.
 *
 * @param epsilon ε, positive; 1e-3
 * @param center whether there is β
 * @param scale whether there is γ
 * @param betaInitializer zeros
 * @param gammaInitializer ones
 */
public record LayerNormalization(
        double epsilon,
        boolean center,
        boolean scale,
        Initializer betaInitializer,
        Initializer gammaInitializer)
        implements Layer {

    private static final int NONE = -1;

    /** Keras's defaults. */
    public LayerNormalization() {
        this(1e-3, true, true, new Zeros(), new Ones());
    }

    /** Checks the values, and that nothing is null. */
    public LayerNormalization {
        Objects.requireNonNull(betaInitializer, "LayerNormalization: betaInitializer");
        Objects.requireNonNull(gammaInitializer, "LayerNormalization: gammaInitializer");
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "LayerNormalization: epsilon must be positive and finite, got " + epsilon);
    }

    @Override
    public String kind() {
        return "layer_normalization";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public List<ParameterSpec> parameters(int inputs) {
        List<ParameterSpec> specs = new ArrayList<>();
        if (scale) specs.add(ParameterSpec.vector("gamma", inputs));
        if (center) specs.add(ParameterSpec.vector("beta", inputs));
        return List.copyOf(specs);
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return parameter.name().equals("gamma") ? gammaInitializer : betaInitializer;
    }

    @Override
    public int kept(int inputs) {
        return inputs + 1; // x̂ and 1/√(σ² + ε)
    }

    @Override
    public int turned(int inputs) {
        return scale ? inputs : 0; // dγ of each example
    }

    @Override
    public int rows(int inputs) {
        return scale || center ? 1 : 0;
    }

    private int gamma(Frame frame) {
        return scale ? frame.at(0) : NONE;
    }

    private int beta(Frame frame) {
        return center ? frame.at(scale ? 1 : 0) : NONE;
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        OverFeatures.forward(frame, epsilon, true, from, to);
        OverFeatures.scale(frame, gamma(frame), beta(frame), from, to);
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        OverFeatures.unscale(frame, gamma(frame), from, to);
        if (frame.dx() != null) OverFeatures.backward(frame, true, from, to);
    }

    @Override
    public void gradients(Frame frame, Pass pass, int from, int to) {
        if (scale) sum(frame, pass, frame.turned(), gamma(frame));
        if (center) sum(frame, pass, frame.dy(), beta(frame));
    }

    private static void sum(Frame frame, Pass pass, Panels d, int at) {
        pass.kernels()
                .biasGradient(
                        d.values(),
                        d.at(pass.panel()),
                        frame.gradients(),
                        at,
                        frame.inputs(),
                        pass.rows());
    }
}
