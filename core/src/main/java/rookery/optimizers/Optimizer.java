package rookery.optimizers;

import rookery.names.Names;
import rookery.schedules.LearningRate;
import rookery.tensor.Parameters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** How gradients change parameters. */
public sealed interface Optimizer
        permits Sgd,
                Adagrad,
                Adadelta,
                RmsProp,
                Adam,
                AdamW,
                Adamax,
                Nadam,
                Ftrl,
                Lion,
                Lamb,
                Muon,
                Around,
                WeightDecay,
                ClipByValue,
                ClipByNorm,
                ClipByGlobalNorm,
                GradientNoise,
                ExponentialMovingAverage,
                GradientAccumulation,
                CustomOptimizer {

    /**
     * The members by Keras's names, with Keras's defaults; what is put around an optimizer is an
     * example around Adam. What all of Keras's optimizers take puts something around one: {@code
     * sgd(clipnorm=1, weight_decay=0.01)}, in Keras's order.
     */
    Names<Optimizer> NAMES =
            Names.of("optimizer", Optimizer::members)
                    .extra("weight_decay", Double.class, WeightDecay::new)
                    .extra("clipvalue", Double.class, ClipByValue::new)
                    .extra("clipnorm", Double.class, ClipByNorm::new)
                    .extra("global_clipnorm", Double.class, ClipByGlobalNorm::new)
                    .extra("gradient_accumulation_steps", Integer.class, GradientAccumulation::new)
                    .extra("use_ema", Boolean.class, ExponentialMovingAverage::use)
                    .extra("ema_momentum", Double.class, ExponentialMovingAverage::withMomentum)
                    .extra(
                            "ema_overwrite_frequency",
                            Integer.class,
                            ExponentialMovingAverage::withOverwriteFrequency);

    private static Map<String, Optimizer> members() {
        Map<String, Optimizer> members = new LinkedHashMap<>();
        members.put("sgd", new Sgd());
        members.put("adagrad", new Adagrad());
        members.put("adadelta", new Adadelta());
        members.put("rmsprop", new RmsProp());
        members.put("adam", new Adam());
        members.put("adamw", new AdamW());
        members.put("adam_w", new AdamW());
        members.put("adamax", new Adamax());
        members.put("nadam", new Nadam());
        members.put("ftrl", new Ftrl());
        members.put("lion", new Lion());
        members.put("lamb", new Lamb());
        members.put("muon", new Muon());
        members.put("weight_decay", new WeightDecay(new Adam(), 0.004));
        members.put("clip_by_value", new ClipByValue(new Adam(), 1));
        members.put("clip_by_norm", new ClipByNorm(new Adam(), 1));
        members.put("clip_by_global_norm", new ClipByGlobalNorm(new Adam(), 1));
        members.put("gradient_noise", new GradientNoise(new Adam()));
        members.put("exponential_moving_average", new ExponentialMovingAverage(new Adam()));
        members.put("gradient_accumulation", new GradientAccumulation(new Adam(), 2));
        return members;
    }

    /** The learning rate. */
    LearningRate learningRate();

    /** The same optimizer with another learning rate. */
    Optimizer withLearningRate(LearningRate learningRate);

    /** What it remembers, before the first step. */
    OptimizerState init(Parameters parameters);

    /**
     * What it computes in besides, made once for a training: nothing is allocated per step. {@link
     * Update#scratch} hands it out.
     */
    default Optional<Object> scratch(Parameters parameters) {
        return Optional.empty();
    }

    /**
     * Whether the update of a parameter depends on that parameter's own gradient alone. Then shares
     * are updated as soon as their gradients are there; otherwise {@link #prepare} is called when
     * all are.
     */
    default boolean elementwise() {
        return true;
    }

    /** Computes what is the same for all parameters, once a step before anything else. */
    default void begin(Update update) {}

    /**
     * Does what needs all gradients, once a step before the shares are updated, unless {@link
     * #elementwise()}.
     */
    default void prepare(Update update) {}

    /**
     * Changes the parameters {@code from} to {@code to} (exclusive) of the array, and may overwrite
     * their gradients. Called for trained parameters only, padding included.
     */
    void update(Update update, int from, int to);

    /**
     * Puts the parameters where training leaves them, once after the last step; leaves them alone
     * unless overridden.
     */
    default void finish(Parameters parameters, OptimizerState state) {}
}
