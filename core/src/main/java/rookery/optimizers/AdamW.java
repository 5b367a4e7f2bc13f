package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * {@link Adam} with weights that shrink besides, all by the same part.
 *
 * <pre>
 *   θ = θ − η·λ·θ, then Adam's step
 * </pre>
 *
 * Loshchilov &amp; Hutter 2019, arXiv:1711.05101. As in Keras, biases shrink, too.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param weightDecay λ, at least 0; 0.004. PyTorch's default is 0.01
 * @param beta1 in [0, 1); 0.9
 * @param beta2 in [0, 1); 0.999
 * @param epsilon positive; 1e-7
 * @param amsgrad whether the largest v so far is taken; false
 */
public record AdamW(
        LearningRate learningRate,
        double weightDecay,
        double beta1,
        double beta2,
        double epsilon,
        boolean amsgrad)
        implements Optimizer {

    /** Keras's defaults. */
    public AdamW() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public AdamW(double learningRate) {
        this(new Constant(learningRate), 0.004, 0.9, 0.999, 1e-7, false);
    }

    /** Checks the hyperparameters. */
    public AdamW {
        Objects.requireNonNull(learningRate, "AdamW: learningRate");
        Hyperparameters.notNegative("AdamW", "weightDecay", weightDecay);
        Hyperparameters.fraction("AdamW", "beta1", beta1);
        Hyperparameters.fraction("AdamW", "beta2", beta2);
        Hyperparameters.positive("AdamW", "epsilon", epsilon);
    }

    @Override
    public AdamW withLearningRate(LearningRate other) {
        return new AdamW(other, weightDecay, beta1, beta2, epsilon, amsgrad);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return Adam.state(parameters, amsgrad);
    }

    @Override
    public void begin(Update update) {
        update.factors()[0] = update.rate() * Adam.correction(update, beta1, beta2);
    }

    @Override
    public void update(Update update, int from, int to) {
        double decay = weightDecay * update.rate();
        if (amsgrad) Adam.stepByLargest(update, from, to, beta1, beta2, epsilon, decay);
        else Adam.step(update, from, to, beta1, beta2, epsilon, decay);
    }
}
