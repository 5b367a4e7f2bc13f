package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Gradient descent by gradients divided by their running root mean square.
 *
 * <pre>
 *   v = ρ·v + (1−ρ)·g²        s = η·g / √(v + ε)
 *   centered                  a = ρ·a + (1−ρ)·g        s = η·g / √(v − a² + ε)
 *   plain                     θ = θ − s
 *   momentum                  m = μ·m + s              θ = θ − m
 * </pre>
 *
 * Tieleman &amp; Hinton 2012, lecture 6.5; centered: Graves 2013, arXiv:1308.0850. As in Keras, ε is
 * under the root and the rate inside the momentum; PyTorch has √v + ε and the rate outside. v − a²,
 * which can be below 0 by rounding, is at least 0 here.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param rho ρ in [0, 1); 0.9
 * @param momentum μ in [0, 1); 0
 * @param epsilon positive; 1e-7
 * @param centered whether the variance is taken instead of the mean square; false
 */
public record RmsProp(
        LearningRate learningRate, double rho, double momentum, double epsilon, boolean centered)
        implements Optimizer {

    /** Keras's defaults. */
    public RmsProp() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public RmsProp(double learningRate) {
        this(new Constant(learningRate), 0.9, 0, 1e-7, false);
    }

    /** Checks the hyperparameters. */
    public RmsProp {
        Objects.requireNonNull(learningRate, "RmsProp: learningRate");
        Hyperparameters.fraction("RmsProp", "rho", rho);
        Hyperparameters.fraction("RmsProp", "momentum", momentum);
        Hyperparameters.positive("RmsProp", "epsilon", epsilon);
    }

    @Override
    public RmsProp withLearningRate(LearningRate other) {
        return new RmsProp(other, rho, momentum, epsilon, centered);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        List<String> slots = new ArrayList<>(List.of("velocity"));
        if (momentum > 0) slots.add("momentum");
        if (centered) slots.add("average_gradient");
        return new OptimizerState(parameters.values().length, slots.toArray(String[]::new));
    }

    @Override
    public void update(Update update, int from, int to) {
        if (centered) variance(update, from, to);
        else meanSquare(update, from, to);
    }

    private void meanSquare(Update update, int from, int to) {
        float η = (float) update.rate();
        float ρ = (float) rho;
        float rest = (float) (1 - rho);
        float ε = (float) epsilon;
        float μ = (float) momentum;
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] v = update.state().slot(0);
        if (momentum == 0) {
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float squares = ρ * v[i] + rest * (g * g);
                v[i] = squares;
                θ[i] = θ[i] - η * g / (float) Math.sqrt(squares + ε);
            }
            return;
        }
        float[] m = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float squares = ρ * v[i] + rest * (g * g);
            float step = μ * m[i] + η * g / (float) Math.sqrt(squares + ε);
            v[i] = squares;
            m[i] = step;
            θ[i] = θ[i] - step;
        }
    }

    private void variance(Update update, int from, int to) {
        float η = (float) update.rate();
        float ρ = (float) rho;
        float rest = (float) (1 - rho);
        float ε = (float) epsilon;
        float μ = (float) momentum;
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] v = update.state().slot(0);
        float[] a = update.state().slot(momentum == 0 ? 1 : 2);
        if (momentum == 0) {
            for (int i = from; i < to; i++) {
                float g = gradients[i];
                float squares = ρ * v[i] + rest * (g * g);
                float mean = ρ * a[i] + rest * g;
                v[i] = squares;
                a[i] = mean;
                float variance = Math.max(squares - mean * mean, 0f);
                θ[i] = θ[i] - η * g / (float) Math.sqrt(variance + ε);
            }
            return;
        }
        float[] m = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float squares = ρ * v[i] + rest * (g * g);
            float mean = ρ * a[i] + rest * g;
            float variance = Math.max(squares - mean * mean, 0f);
            float step = μ * m[i] + η * g / (float) Math.sqrt(variance + ε);
            v[i] = squares;
            a[i] = mean;
            m[i] = step;
            θ[i] = θ[i] - step;
        }
    }
}
