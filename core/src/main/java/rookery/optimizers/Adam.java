package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * Gradient descent with a running mean and variance of each parameter's gradient.
 *
 * <pre>
 *   m = m + (1−β₁)·(g − m)        v = v + (1−β₂)·(g² − v)        amsgrad: v̂ = max(v̂, v)
 *   θ = θ − η · √(1−β₂ᵗ)/(1−β₁ᵗ) · m / (√v + ε)                  amsgrad: √v̂
 * </pre>
 *
 * Kingma &amp; Ba 2015, arXiv:1412.6980, end of section 2; amsgrad: Reddi et al. 2018. ε stands
 * beside the uncorrected √v (the paper's ε̂), as in Keras; PyTorch puts it beside the corrected one.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param beta1 in [0, 1); 0.9
 * @param beta2 in [0, 1); 0.999
 * @param epsilon positive; 1e-7
 * @param amsgrad whether the largest v so far is taken; false
 */
public record Adam(
        LearningRate learningRate, double beta1, double beta2, double epsilon, boolean amsgrad)
        implements Optimizer {

    /** Keras's defaults. */
    public Adam() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Adam(double learningRate) {
        this(new Constant(learningRate), 0.9, 0.999, 1e-7);
    }

    /** Without amsgrad. */
    public Adam(LearningRate learningRate, double beta1, double beta2, double epsilon) {
        this(learningRate, beta1, beta2, epsilon, false);
    }

    /** Checks the hyperparameters. */
    public Adam {
        Objects.requireNonNull(learningRate, "Adam: learningRate");
        Hyperparameters.fraction("Adam", "beta1", beta1);
        Hyperparameters.fraction("Adam", "beta2", beta2);
        Hyperparameters.positive("Adam", "epsilon", epsilon);
    }

    @Override
    public Adam withLearningRate(LearningRate other) {
        return new Adam(other, beta1, beta2, epsilon, amsgrad);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return state(parameters, amsgrad);
    }

    @Override
    public void begin(Update update) {
        update.factors()[0] = update.rate() * correction(update, beta1, beta2);
    }

    @Override
    public void update(Update update, int from, int to) {
        if (amsgrad) stepByLargest(update, from, to, beta1, beta2, epsilon, 0);
        else step(update, from, to, beta1, beta2, epsilon, 0);
    }

    static OptimizerState state(Parameters parameters, boolean amsgrad) {
        int length = parameters.values().length;
        return amsgrad
                ? new OptimizerState(length, "momentum", "velocity", "velocity_hat")
                : new OptimizerState(length, "momentum", "velocity");
    }

    /** √(1−β₂ᵗ)/(1−β₁ᵗ). */
    static double correction(Update update, double beta1, double beta2) {
        double t = update.state().updates();
        return Math.sqrt(1 - Hyperparameters.power(beta2, t))
                / (1 - Hyperparameters.power(beta1, t));
    }

    /**
     * A step with θ = θ − decay·θ before it. The corrected rate is the first of the update's
     * factors.
     */
    static void step(
            Update update,
            int from,
            int to,
            double beta1,
            double beta2,
            double epsilon,
            double decay) {
        float α = (float) update.factors()[0];
        float a = (float) (1 - beta1);
        float b = (float) (1 - beta2);
        float ε = (float) epsilon;
        float λ = (float) decay;
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] m = update.state().slot(0);
        float[] v = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float mean = m[i] + a * (g - m[i]);
            float squares = v[i] + b * (g * g - v[i]);
            m[i] = mean;
            v[i] = squares;
            θ[i] = θ[i] - λ * θ[i] - α * mean / ((float) Math.sqrt(squares) + ε);
        }
    }

    /** The same with the largest v so far. */
    static void stepByLargest(
            Update update,
            int from,
            int to,
            double beta1,
            double beta2,
            double epsilon,
            double decay) {
        float α = (float) update.factors()[0];
        float a = (float) (1 - beta1);
        float b = (float) (1 - beta2);
        float ε = (float) epsilon;
        float λ = (float) decay;
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] m = update.state().slot(0);
        float[] v = update.state().slot(1);
        float[] largest = update.state().slot(2);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float mean = m[i] + a * (g - m[i]);
            float squares = v[i] + b * (g * g - v[i]);
            float most = Math.max(largest[i], squares);
            m[i] = mean;
            v[i] = squares;
            largest[i] = most;
            θ[i] = θ[i] - λ * θ[i] - α * mean / ((float) Math.sqrt(most) + ε);
        }
    }
}
