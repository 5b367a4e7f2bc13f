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
     * Whether the update of a parameter depends on that parameter's own gradient alone. Then shares
     * are updated as soon as their gradients are there; otherwise {@link #prepare} is called when
     * all are.
     */
    default boolean elementwise() {
        return true;
    }

    /**
     * Does what needs all gradients, once a step before the shares are updated, unless {@link
     * #elementwise()}.
     */
    default void prepare(Update update) {}

    /**
     * Changes the parameters {@code from} to {@code to} (exclusive) of the array. Called for trained
     * parameters only, padding included.
     */
    void update(Update update, int from, int to);

    /**
     * Puts the parameters where training leaves them, once after the last step; leaves them alone
     * unless overridden.
     */
    default void finish(Parameters parameters, OptimizerState state) {}
}
