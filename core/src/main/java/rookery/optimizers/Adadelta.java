package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * Gradient descent whose steps are as large as the steps before, by the ratio of running means.
 *
 * <pre>
 *   a = ρ·a + (1−ρ)·g²        δ = −g · √(d + ε) / √(a + ε)
 *   d = ρ·d + (1−ρ)·δ²        θ = θ + η·δ
 * </pre>
 *
 * Zeiler 2012, arXiv:1212.5701, where η is 1. Keras and PyTorch agree but for the defaults.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param rho ρ in [0, 1); 0.95
 * @param epsilon positive; 1e-7
 */
public record Adadelta(LearningRate learningRate, double rho, double epsilon) implements Optimizer {

    /** Keras's defaults. */
    public Adadelta() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Adadelta(double learningRate) {
        this(new Constant(learningRate), 0.95, 1e-7);
    }

    /** Checks the hyperparameters. */
    public Adadelta {
        Objects.requireNonNull(learningRate, "Adadelta: learningRate");
        Hyperparameters.fraction("Adadelta", "rho", rho);
        Hyperparameters.positive("Adadelta", "epsilon", epsilon);
    }

    @Override
    public Adadelta withLearningRate(LearningRate other) {
        return new Adadelta(other, rho, epsilon);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return new OptimizerState(
                parameters.values().length, "accumulated_grad", "accumulated_delta_var");
    }

    @Override
    public void update(Update update, int from, int to) {
        float η = (float) update.rate();
        float ρ = (float) rho;
        float rest = (float) (1 - rho);
        float ε = (float) epsilon;
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] a = update.state().slot(0);
        float[] d = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float squares = ρ * a[i] + rest * (g * g);
            float steps = d[i];
            float δ = g * (float) Math.sqrt(steps + ε) / (float) Math.sqrt(squares + ε);
            a[i] = squares;
            d[i] = ρ * steps + rest * (δ * δ);
            θ[i] = θ[i] - η * δ;
        }
    }
}
