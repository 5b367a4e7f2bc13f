package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * Steps of the same length in all parameters: the sign of gradient and momentum together.
 *
 * <pre>
 *   θ = θ − η·sign(m + (1−β₁)·(g − m))        m = m + (1−β₂)·(g − m)
 * </pre>
 *
 * Chen et al. 2023, arXiv:2302.06675, who add weight decay: {@link WeightDecay}.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param beta1 in (0, 1]; 0.9
 * @param beta2 in [0, 1); 0.99
 */
public record Lion(LearningRate learningRate, double beta1, double beta2) implements Optimizer {

    /** Keras's defaults. */
    public Lion() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Lion(double learningRate) {
        this(new Constant(learningRate), 0.9, 0.99);
    }

    /** Checks the hyperparameters. */
    public Lion {
        Objects.requireNonNull(learningRate, "Lion: learningRate");
        if (!(beta1 > 0 && beta1 <= 1))
            throw new IllegalArgumentException("Lion: beta1 must be in (0, 1], got " + beta1);
        Hyperparameters.fraction("Lion", "beta2", beta2);
    }

    @Override
    public Lion withLearningRate(LearningRate other) {
        return new Lion(other, beta1, beta2);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return new OptimizerState(parameters.values().length, "momentum");
    }

    @Override
    public void update(Update update, int from, int to) {
        float η = (float) update.rate();
        float a = (float) (1 - beta1);
        float b = (float) (1 - beta2);
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] m = update.state().slot(0);
        for (int i = from; i < to; i++) {
            float mean = m[i];
            float towards = gradients[i] - mean;
            m[i] = mean + b * towards;
            θ[i] = θ[i] - η * Math.signum(mean + a * towards);
        }
    }
}
