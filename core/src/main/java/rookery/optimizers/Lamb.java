package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;

/**
 * {@link Adam} with steps in proportion to the length of each tensor: for large batches.
 *
 * <pre>
 *   m = m + (1−β₁)·(g − m)        v = v + (1−β₂)·(g² − v)
 *   u = m/(1−β₁ᵗ) / (√(v/(1−β₂ᵗ)) + ε)
 *   θ = θ − η · ‖θ‖/‖u‖ · u       the norms over a tensor; 1 instead of their ratio if one is 0
 * </pre>
 *
 * You et al. 2020, arXiv:1904.00962, where weight decay is part of u; here, as in Keras, {@link
 * WeightDecay} comes before.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param beta1 in [0, 1); 0.9
 * @param beta2 in [0, 1); 0.999
 * @param epsilon positive; 1e-7
 */
public record Lamb(LearningRate learningRate, double beta1, double beta2, double epsilon)
        implements Optimizer, Update.Before {

    /** Keras's defaults. */
    public Lamb() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Lamb(double learningRate) {
        this(new Constant(learningRate), 0.9, 0.999, 1e-7);
    }

    /** Checks the hyperparameters. */
    public Lamb {
        Objects.requireNonNull(learningRate, "Lamb: learningRate");
        Hyperparameters.fraction("Lamb", "beta1", beta1);
        Hyperparameters.fraction("Lamb", "beta2", beta2);
        Hyperparameters.positive("Lamb", "epsilon", epsilon);
    }

    @Override
    public Lamb withLearningRate(LearningRate other) {
        return new Lamb(other, beta1, beta2, epsilon);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return new OptimizerState(parameters.values().length, "momentum", "velocity");
    }

    @Override
    public boolean elementwise() {
        return false;
    }

    @Override
    public void begin(Update update) {
        double t = update.state().updates();
        update.factors()[0] = 1 / (1 - Hyperparameters.power(beta1, t));
        update.factors()[1] = 1 / (1 - Hyperparameters.power(beta2, t));
    }

    /** Puts u into the place of the gradients. */
    @Override
    public void before(Update update, int from, int to) {
        float correctionM = (float) update.factors()[0];
        float correctionV = (float) update.factors()[1];
        float a = (float) (1 - beta1);
        float b = (float) (1 - beta2);
        float ε = (float) epsilon;
        float[] gradients = update.gradients();
        float[] m = update.state().slot(0);
        float[] v = update.state().slot(1);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float mean = m[i] + a * (g - m[i]);
            float squares = v[i] + b * (g * g - v[i]);
            m[i] = mean;
            v[i] = squares;
            gradients[i] = correctionM * mean / ((float) Math.sqrt(correctionV * squares) + ε);
        }
    }

    @Override
    public void prepare(Update update) {
        update.before(this);
        double[] scales = update.scales();
        double[] squares = update.squareSums(update.parameters().values());
        System.arraycopy(squares, 0, scales, 0, scales.length);
        squares = update.squareSums(update.gradients());
        for (int k = 0; k < scales.length; k++) {
            boolean both = scales[k] > 0 && squares[k] > 0;
            scales[k] = update.rate() * (both ? Math.sqrt(scales[k] / squares[k]) : 1);
        }
    }

    @Override
    public void update(Update update, int from, int to) {
        float[] u = update.gradients();
        float[] θ = update.parameters().values();
        update.scale(u, from, to);
        for (int i = from; i < to; i++) θ[i] = θ[i] - u[i];
    }
}
