package rookery.optimizers;

import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.Objects;
import java.util.Optional;

/**
 * Something around an optimizer: it changes gradients or parameters before the optimizer's own
 * update, or looks at the parameters after it.
 *
 * <p>They can be put around each other; the outermost has the gradients first. Keras's order is
 * moving average, accumulation, clipping, weight decay, optimizer from the outside to the inside.
 * Each is there at most once.
 */
public sealed interface Around extends Optimizer, Update.Before
        permits WeightDecay,
                ClipByValue,
                ClipByNorm,
                ClipByGlobalNorm,
                GradientNoise,
                ExponentialMovingAverage,
                GradientAccumulation {

    /** What this is around. */
    Optimizer optimizer();

    /** The same around another optimizer. */
    Around around(Optimizer other);

    /**
     * Changes gradients or parameters {@code from} to {@code to} (exclusive) before the optimizer's
     * own update.
     */
    @Override
    default void before(Update update, int from, int to) {}

    /** Looks at the parameters {@code from} to {@code to} after the optimizer's own update. */
    default void after(Update update, int from, int to) {}

    /**
     * Refuses an optimizer that is not there, or has one of this kind inside.
     *
     * @throws IllegalArgumentException if one is inside
     */
    static void check(Class<? extends Around> kind, Optimizer optimizer) {
        Objects.requireNonNull(optimizer, kind.getSimpleName() + ": optimizer");
        Optimizer inner = optimizer;
        while (inner instanceof Around around) {
            if (around.getClass() == kind)
                throw new IllegalArgumentException(
                        "%s: there is one inside already".formatted(kind.getSimpleName()));
            inner = around.optimizer();
        }
    }

    @Override
    default LearningRate learningRate() {
        return optimizer().learningRate();
    }

    @Override
    default Optimizer withLearningRate(LearningRate learningRate) {
        return around(optimizer().withLearningRate(learningRate));
    }

    @Override
    default OptimizerState init(Parameters parameters) {
        return optimizer().init(parameters);
    }

    @Override
    default Optional<Object> scratch(Parameters parameters) {
        return optimizer().scratch(parameters);
    }

    @Override
    default boolean elementwise() {
        return optimizer().elementwise();
    }

    @Override
    default void begin(Update update) {
        optimizer().begin(update);
    }

    @Override
    default void prepare(Update update) {
        if (optimizer().elementwise()) return;
        update.before(this);
        optimizer().prepare(update);
    }

    @Override
    default void update(Update update, int from, int to) {
        if (optimizer().elementwise()) before(update, from, to);
        optimizer().update(update, from, to);
        after(update, from, to);
    }

    @Override
    default void finish(Parameters parameters, OptimizerState state) {
        optimizer().finish(parameters, state);
    }
}
