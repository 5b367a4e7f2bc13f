package rookery.optimizers;

import rookery.names.Names;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;

/** How gradients change parameters. */
public sealed interface Optimizer permits Sgd, Adam, CustomOptimizer {

    /** The members by Keras's names, with Keras's defaults. */
    Names<Optimizer> NAMES = Names.of("optimizer", members());

    private static Map<String, Optimizer> members() {
        Map<String, Optimizer> members = new LinkedHashMap<>();
        members.put("sgd", new Sgd());
        members.put("adam", new Adam());
        return members;
    }

    /** The learning rate. */
    LearningRate learningRate();

    /** The same optimizer with another learning rate. */
    Optimizer withLearningRate(LearningRate learningRate);

    /** What it remembers, before the first step. */
    OptimizerState init(Parameters parameters);

    /**
     * Changes the parameters {@code from} to {@code to} (exclusive) of the array. The step has been
     * begun ({@link OptimizerState#next()}) and is the same for all shares.
     *
     * @param gradients in the parameters' layout, padding 0
     * @param rate the learning rate of this step
     */
    void update(
            Parameters parameters,
            float[] gradients,
            OptimizerState state,
            double rate,
            int from,
            int to);

    /** Takes a step with all parameters. */
    default void update(
            Parameters parameters, float[] gradients, OptimizerState state, double rate) {
        state.next();
        update(parameters, gradients, state, rate, 0, parameters.values().length);
    }
}
