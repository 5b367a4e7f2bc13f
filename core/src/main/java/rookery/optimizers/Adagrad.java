package rookery.optimizers;

import rookery.schedules.Constant;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Arrays;
import java.util.Objects;

/**
 * Gradient descent with a rate of its own for each parameter, the smaller the larger its gradients
 * have been.
 *
 * <pre>
 *   a = a + g²        θ = θ − η·g / √(a + ε)
 * </pre>
 *
 * Duchi, Hazan &amp; Singer 2011. As in Keras, ε is under the root and a begins above 0; PyTorch has
 * √a + ε, begins at 0 and can let the rate decay.
 *
 * @param learningRate η; Keras's default is 0.001
 * @param initialAccumulatorValue what a begins with, at least 0; 0.1
 * @param epsilon positive; 1e-7
 */
public record Adagrad(LearningRate learningRate, double initialAccumulatorValue, double epsilon)
        implements Optimizer {

    /** Keras's defaults. */
    public Adagrad() {
        this(0.001);
    }

    /** Keras's defaults with another constant rate. */
    public Adagrad(double learningRate) {
        this(new Constant(learningRate), 0.1, 1e-7);
    }

    /** Checks the hyperparameters. */
    public Adagrad {
        Objects.requireNonNull(learningRate, "Adagrad: learningRate");
        Hyperparameters.notNegative("Adagrad", "initialAccumulatorValue", initialAccumulatorValue);
        Hyperparameters.positive("Adagrad", "epsilon", epsilon);
    }

    @Override
    public Adagrad withLearningRate(LearningRate other) {
        return new Adagrad(other, initialAccumulatorValue, epsilon);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        OptimizerState state = new OptimizerState(parameters.values().length, "accumulator");
        Arrays.fill(state.slot(0), (float) initialAccumulatorValue);
        return state;
    }

    @Override
    public void update(Update update, int from, int to) {
        float η = (float) update.rate();
        float ε = (float) epsilon;
        float[] gradients = update.gradients();
        float[] θ = update.parameters().values();
        float[] a = update.state().slot(0);
        for (int i = from; i < to; i++) {
            float g = gradients[i];
            float squares = a[i] + g * g;
            a[i] = squares;
            θ[i] = θ[i] - η * g / (float) Math.sqrt(squares + ε);
        }
    }
}
