package rookery.layers;

import rookery.initializers.Initializer;
import rookery.initializers.Zeros;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;

import java.util.List;
import java.util.Objects;

/**
 * A relu whose slope on the negative side is learned, one for each feature.
 *
 * <pre>
 *   x, y (batch, inputs)   α (inputs)
 *   y  = x  where x > 0, else α·x
 *   dx = dy where x > 0, else α·dy        dα = Σ_batch (0 where x > 0, else x·dy)
 * </pre>
 *
 * He et al. 2015, arXiv:1502.01852. α begins at 0 as in Keras; PyTorch's at 0.25, and by default it
 * has one slope for all features. At x = 0 dx is α·dy, as in PyTorch and as in our leaky relu; Keras's
 * formula gives 0 there.
 *
 * @param alphaInitializer zeros
 */
public record PRelu(Initializer alphaInitializer) implements Layer {

    /** Keras's default. */
    public PRelu() {
        this(new Zeros());
    }

    /** Refuses null. */
    public PRelu {
        Objects.requireNonNull(alphaInitializer, "PRelu: alphaInitializer");
    }

    @Override
    public String kind() {
        return "prelu";
    }

    @Override
    public int outputs(int inputs) {
        return inputs;
    }

    @Override
    public List<ParameterSpec> parameters(int inputs) {
        return List.of(ParameterSpec.vector("alpha", inputs));
    }

    @Override
    public Initializer initializer(ParameterSpec parameter) {
        return alphaInitializer;
    }

    @Override
    public int turned(int inputs) {
        return inputs; // dα of each example
    }

    @Override
    public int rows(int inputs) {
        return 1;
    }

    @Override
    public void forward(Frame frame, Pass pass, int from, int to) {
        float[] θ = frame.parameters().values();
        float[] x = frame.x().values();
        float[] y = frame.y().values();
        for (int panel = from; panel < to; panel++)
            for (int f = 0; f < frame.inputs(); f++) {
                float slope = θ[frame.at(0) + f];
                int at = frame.x().at(panel) + f * Panels.LANES;
                for (int e = at; e < at + Panels.LANES; e++) y[e] = x[e] > 0f ? x[e] : slope * x[e];
            }
    }

    @Override
    public void backward(Frame frame, Pass pass, int from, int to) {
        float[] x = frame.x().values();
        float[] dy = frame.dy().values();
        float[] dα = frame.turned().values();
        for (int e = frame.x().at(from), end = frame.x().at(to); e < end; e++)
            dα[e] = x[e] > 0f ? 0f : x[e] * dy[e];
        if (frame.dx() == null) return;
        float[] θ = frame.parameters().values();
        float[] dx = frame.dx().values();
        for (int panel = from; panel < to; panel++)
            for (int f = 0; f < frame.inputs(); f++) {
                float slope = θ[frame.at(0) + f];
                int at = frame.x().at(panel) + f * Panels.LANES;
                for (int e = at; e < at + Panels.LANES; e++)
                    dx[e] = x[e] > 0f ? dy[e] : slope * dy[e];
            }
    }

    @Override
    public void gradients(Frame frame, Pass pass, int from, int to) {
        Panels dα = frame.turned();
        pass.kernels()
                .biasGradient(
                        dα.values(),
                        dα.at(pass.panel()),
                        frame.gradients(),
                        frame.at(0),
                        frame.inputs(),
                        pass.rows());
    }
}
