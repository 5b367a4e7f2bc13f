package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * Gradient descent with a running mean and variance of each parameter's gradient.
 *
 * <pre>
 *   m = m + (1−β₁)·(g − m)        v = v + (1−β₂)·(g² − v)
 *   θ = θ − η · √(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε)
 * </pre>
 *
 * Kingma &amp; Ba 2015, arXiv:1412.6980, end of section 2. ε stands beside the uncorrected √v (the
 * paper's ε̂), as in Keras; PyTorch puts it beside the corrected one.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param beta1 in [0, 1); 0.9
 * @param beta2 in [0, 1); 0.999
 * @param epsilon positive; 1e-7
 */
public record Adam(LearningRate learningRate, double beta1, double beta2, double epsilon)
        implements Optimizer {

    /** Keras's defaults. */
    public Adam() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Adam(double learningRate) {
        this(new Constant(learningRate), 0.9, 0.999, 1e-7);
    }

    /** Checks the hyperparameters. */
    public Adam {
        Objects.requireNonNull(learningRate, "Adam: learningRate");
        if (!(beta1 >= 0 && beta1 < 1))
            throw new IllegalArgumentException("Adam: beta1 must be in [0, 1), got " + beta1);
        if (!(beta2 >= 0 && beta2 < 1))
            throw new IllegalArgumentException("Adam: beta2 must be in [0, 1), got " + beta2);
        if (!((float) epsilon > 0 && epsilon < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "Adam: epsilon must be positive and finite, got " + epsilon);
    }

    @Override
    public Adam withLearningRate(LearningRate other) {
        return new Adam(other, beta1, beta2, epsilon);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return new OptimizerState(parameters.values().length, "momentum", "velocity");
    }

    @Override
    public void update(Update update, int from, int to) {
        float[] gradients = update.gradients();
        OptimizerState state = update.state();
        double t = state.updates();
        double correction =
                Math.sqrt(1 - StrictMath.pow(beta2, t)) / (1 - StrictMath.pow(beta1, t));
        float α = (float) (update.rate() * correction);
        float ε = (float) epsilon;
        float a = (float) (1 - beta1);
        float b = (float) (1 - beta2);
        float[] θ = update.parameters().values();
        float[] m = state.slot(0);
        float[] v = state.slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            m[i] = m[i] + a * (g - m[i]);
            v[i] = v[i] + b * (g * g - v[i]);
            θ[i] = θ[i] - α * m[i] / ((float) Math.sqrt(v[i]) + ε);
        }
    }
}
