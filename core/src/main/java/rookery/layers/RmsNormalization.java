package rookery.layers;

import rookery.initializers.Initializer;
import rookery.initializers.Ones;
import rookery.tensor.ParameterSpec;

import java.util.List;

/**
 * Brings the features of each example to a root mean square of 1, then each feature to a trained
 * scale.
 *
 * <pre>
 *   x, x̂, y (batch, inputs)   γ (inputs)
 *   x̂ = x / √(Σ x² / inputs + ε), over the features of an example        y = γ·x̂
 *   dγ = Σ_batch dy·x̂        dx = (g − x̂·Σ g·x̂ / inputs) / √(Σ x² / inputs + ε),   g = γ·dy
 * </pre>
 *
 * Zhang &amp; Sennrich 2019, arXiv:1910.07467. γ is called {@code scale} as in Keras and begins with
 * ones. ε is 1e-6 as in Keras; PyTorch's is the machine's epsilon, 1.2e-7.
 *
 * @param epsilon ε, positive; 1e-6
 */
public record RmsNormalization(double epsilon) implements Layer {

    /** Keras's default. */
    public RmsNormalization() {
        this(1e-6);
    }

    /** Checks ε. */
    public RmsNormalization {
        if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "RmsNormalization: epsilon must be positive and finite, got " + epsilon);
    }

    @Override
    public String kind() {
        return "rms_normalization";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public List<ParameterSpec> parameters(int inputs) {
        return List.of(ParameterSpec.vector("scale", inputs));
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return new Ones();
    }

    @Override
    public int kept(int inputs) {
        return inputs + 1; // x̂ and 1/√(…)
    }

    @Override
    public int turned(int inputs) {
        return inputs; // dγ of each example
    }

    @Override
    public int rows(int inputs) {
        return 1;
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        OverFeatures.forward(frame, epsilon, false, from, to);
        OverFeatures.scale(frame, frame.at(0), -1, from, to);
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        OverFeatures.unscale(frame, frame.at(0), from, to);
        if (frame.dx() != null) OverFeatures.backward(frame, false, from, to);
    }

    @Override
    public void gradients(Frame frame, Pass pass, int from, int to) {
        pass.kernels()
                .biasGradient(
                        frame.turned().values(),
                        frame.turned().at(pass.panel()),
                        frame.gradients(),
                        frame.at(0),
                        frame.inputs(),
                        pass.rows());
    }
}
