package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * Stochastic gradient descent: a step against the gradient, with momentum if wanted.
 *
 * <pre>
 *   plain       θ = θ − η·g
 *   momentum    v = μ·v − η·g        θ = θ + v
 *   Nesterov    v = μ·v − η·g        θ = θ + μ·v − η·g
 * </pre>
 *
 * Robbins &amp; Monro 1951; Polyak 1964; Sutskever et al. 2013. As in Keras, the rate is inside the
 * velocity; PyTorch keeps it outside, which differs when the rate changes.
 *
 * @param learningRate η; Keras's default is 0.01
 * @param momentum μ in [0, 1); 0 for plain descent
 * @param nesterov whether the gradient is taken as if at the place momentum leads to
 */
public record Sgd(LearningRate learningRate, double momentum, boolean nesterov)
        implements Optimizer {

    /** Keras's defaults: rate 0.01, no momentum. */
    public Sgd() {
        this(0.01);
    }

    /** Plain descent with a constant rate. */
    public Sgd(double learningRate) {
        this(learningRate, 0, false);
    }

    /** A constant rate. */
    public Sgd(double learningRate, double momentum, boolean nesterov) {
        this(new Constant(learningRate), momentum, nesterov);
    }

    /** Checks the hyperparameters. */
    public Sgd {
        Objects.requireNonNull(learningRate, "Sgd: learningRate");
        Hyperparameters.fraction("Sgd", "momentum", momentum);
        if (nesterov && momentum == 0)
            throw new IllegalArgumentException("Sgd: nesterov needs a momentum above 0");
    }

    @Override
    public Sgd withLearningRate(LearningRate other) {
        return new Sgd(other, momentum, nesterov);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        int length = parameters.values().length;
        return momentum == 0 ? new OptimizerState(length) : new OptimizerState(length, "momentum");
    }

    @Override
    public void update(Update update, int from, int to) {
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float η = (float) update.rate();
        float μ = (float) momentum;
        if (momentum == 0) {
            for (int i = from; i < to; i++) θ[i] = θ[i] - η * gradients[i];
            return;
        }
        float[] v = update.state().slot(0);
        if (nesterov)
            for (int i = from; i < to; i++) {
                float step = η * gradients[i];
                float next = μ * v[i] - step;
                v[i] = next;
                θ[i] = θ[i] + (μ * next - step);
            }
        else
            for (int i = from; i < to; i++) {
                float next = μ * v[i] - η * gradients[i];
                v[i] = next;
                θ[i] = θ[i] + next;
            }
    }
}
