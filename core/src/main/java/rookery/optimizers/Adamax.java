package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * {@link Adam} with the largest of the decayed gradients in the place of their root mean square.
 *
 * <pre>
 *   m = m + (1−β₁)·(g − m)        u = max(β₂·u, |g|)
 *   θ = θ − η/(1−β₁ᵗ) · m / (u + ε)
 * </pre>
 *
 * Kingma &amp; Ba 2015, arXiv:1412.6980, section 7.1. As in Keras; PyTorch adds ε to |g|.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param beta1 in [0, 1); 0.9
 * @param beta2 in [0, 1); 0.999
 * @param epsilon positive; 1e-7
 */
public record Adamax(LearningRate learningRate, double beta1, double beta2, double epsilon)
        implements Optimizer {

    /** Keras's defaults. */
    public Adamax() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Adamax(double learningRate) {
        this(new Constant(learningRate), 0.9, 0.999, 1e-7);
    }

    /** Checks the hyperparameters. */
    public Adamax {
        Objects.requireNonNull(learningRate, "Adamax: learningRate");
        Hyperparameters.fraction("Adamax", "beta1", beta1);
        Hyperparameters.fraction("Adamax", "beta2", beta2);
        Hyperparameters.positive("Adamax", "epsilon", epsilon);
    }

    @Override
    public Adamax withLearningRate(LearningRate other) {
        return new Adamax(other, beta1, beta2, epsilon);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return new OptimizerState(parameters.values().length, "momentum", "norm");
    }

    @Override
    public void begin(Update update) {
        double t = update.state().updates();
        update.factors()[0] = update.rate() / (1 - Hyperparameters.power(beta1, t));
    }

    @Override
    public void update(Update update, int from, int to) {
        float α = (float) update.factors()[0];
        float rest = (float) (1 - beta1);
        float β = (float) beta2;
        float ε = (float) epsilon;
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] m = update.state().slot(0);
        float[] u = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float mean = m[i] + rest * (g - m[i]);
            float largest = Math.max(β * u[i], Math.abs(g));
            m[i] = mean;
            u[i] = largest;
            θ[i] = θ[i] - α * mean / (largest + ε);
        }
    }
}
