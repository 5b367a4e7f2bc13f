package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * {@link Adam} with Nesterov's momentum, which grows during the first hundred steps.
 *
 * <pre>
 *   μₜ = β₁·(1 − 0.96ᵗ/2)        πₜ = μ₁·μ₂·…·μₜ
 *   m = m + (1−β₁)·(g − m)       v = v + (1−β₂)·(g² − v)
 *   m̂ = μₜ₊₁·m/(1−πₜ₊₁) + (1−μₜ)·g/(1−πₜ)
 *   θ = θ − η·m̂ / (√(v/(1−β₂ᵗ)) + ε)
 * </pre>
 *
 * Dozat 2016. As in Keras; PyTorch's momentum grows more slowly, with 0.96^(0.004·t).
 *
 * @param learningRate η; Keras's default is 0.001
 * @param beta1 in [0, 1); 0.9
 * @param beta2 in [0, 1); 0.999
 * @param epsilon positive; 1e-7
 */
public record Nadam(LearningRate learningRate, double beta1, double beta2, double epsilon)
        implements Optimizer {

    private static final double DECAY = 0.96;
    private static final int GROWING_STEPS = 1000;

    /** Keras's defaults. */
    public Nadam() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Nadam(double learningRate) {
        this(new Constant(learningRate), 0.9, 0.999, 1e-7);
    }

    /** Checks the hyperparameters. */
    public Nadam {
        Objects.requireNonNull(learningRate, "Nadam: learningRate");
        Hyperparameters.fraction("Nadam", "beta1", beta1);
        Hyperparameters.fraction("Nadam", "beta2", beta2);
        Hyperparameters.positive("Nadam", "epsilon", epsilon);
    }

    @Override
    public Nadam withLearningRate(LearningRate other) {
        return new Nadam(other, beta1, beta2, epsilon);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return new OptimizerState(parameters.values().length, "momentum", "velocity");
    }

    @Override
    public void begin(Update update) {
        long t = update.state().updates();
        double product = momentumProduct(t);
        double next = momentum(t + 1);
        double[] factors = update.factors();
        factors[0] = update.rate() * next / (1 - product * next);
        factors[1] = update.rate() * (1 - momentum(t)) / (1 - product);
        factors[2] = 1 / (1 - Hyperparameters.power(beta2, t));
    }

    private double momentum(long t) {
        return beta1 * (1 - 0.5 * Hyperparameters.power(DECAY, t));
    }

    /** πₜ. After so many steps that 0.96ᵗ is lost beside 1, all factors are β₁. */
    private double momentumProduct(long t) {
        double product = 1;
        double power = 1;
        long growing = Math.min(t, GROWING_STEPS);
        for (long i = 0; i < growing; i++) {
            power *= DECAY;
            product *= beta1 * (1 - 0.5 * power);
        }
        return product * Hyperparameters.power(beta1, t - growing);
    }

    @Override
    public void update(Update update, int from, int to) {
        double[] factors = update.factors();
        float α = (float) factors[0];
        float β = (float) factors[1];
        float correction = (float) factors[2];
        float a = (float) (1 - beta1);
        float b = (float) (1 - beta2);
        float ε = (float) epsilon;
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
            θ[i] = θ[i] - (α * mean + β * g) / ((float) Math.sqrt(correction * squares) + ε);
        }
    }
}
