package rookery.optimizers;

import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.Optional;

/**
 * Keeps a running mean of the parameters, which takes their place at the end of training.
 *
 * <pre>
 *   a = θ after the first update, then a = momentum·a + (1 − momentum)·θ after each step
 * </pre>
 *
 * Polyak &amp; Juditsky 1992. Keras's {@code use_ema}: it looks at the parameters before constraints
 * put them right, and, around {@link GradientAccumulation}, at every step.
 *
 * @param optimizer that this is around
 * @param momentum in [0, 1]; 0.99
 * @param overwriteFrequency the mean takes the parameters' place after every so many updates, too;
 *     none unless told
 */
public record ExponentialMovingAverage(
        Optimizer optimizer, double momentum, Optional<Integer> overwriteFrequency)
        implements Optimizer, Around {

    private static final String AVERAGE = "average";

    /** Keras's defaults. */
    public ExponentialMovingAverage(Optimizer optimizer) {
        this(optimizer, 0.99, Optional.empty());
    }

    /** Checks the values. */
    public ExponentialMovingAverage {
        Around.check(ExponentialMovingAverage.class, optimizer);
        if (!(momentum >= 0 && momentum <= 1))
            throw new IllegalArgumentException(
                    "ExponentialMovingAverage: momentum must be in [0, 1], got " + momentum);
        overwriteFrequency.ifPresent(every ->
                Hyperparameters.atLeast(
                        1, "ExponentialMovingAverage", "overwriteFrequency", every));
    }

    /** Keras's {@code use_ema}. */
    static Optimizer use(Optimizer optimizer, boolean wanted) {
        return wanted ? new ExponentialMovingAverage(optimizer) : optimizer;
    }

    /** Keras's {@code ema_momentum}, which needs {@code use_ema}. */
    static Optimizer withMomentum(Optimizer optimizer, double momentum) {
        ExponentialMovingAverage average = used("ema_momentum", optimizer);
        return new ExponentialMovingAverage(
                average.optimizer, momentum, average.overwriteFrequency);
    }

    /** Keras's {@code ema_overwrite_frequency}, which needs {@code use_ema}. */
    static Optimizer withOverwriteFrequency(Optimizer optimizer, int updates) {
        ExponentialMovingAverage average = used("ema_overwrite_frequency", optimizer);
        return new ExponentialMovingAverage(
                average.optimizer, average.momentum, Optional.of(updates));
    }

    private static ExponentialMovingAverage used(String argument, Optimizer optimizer) {
        if (optimizer instanceof ExponentialMovingAverage average) return average;
        throw new IllegalArgumentException(argument + " needs use_ema=true");
    }

    @Override
    public ExponentialMovingAverage around(Optimizer other) {
        return new ExponentialMovingAverage(other, momentum, overwriteFrequency);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return optimizer.init(parameters).with(AVERAGE, parameters.values().length);
    }

    @Override
    public void after(Update update, int from, int to) {
        float[] θ = update.parameters().values();
        float[] average = update.state().slot(AVERAGE);
        long updates = update.state().updates();
        if (updates == 1) System.arraycopy(θ, from, average, from, to - from);
        else {
            float μ = (float) momentum;
            float rest = (float) (1 - momentum);
            for (int i = from; i < to; i++) average[i] = μ * average[i] + rest * θ[i];
        }
        if (overwriteFrequency.isPresent() && updates % overwriteFrequency.get() == 0)
            System.arraycopy(average, from, θ, from, to - from);
    }

    @Override
    public void finish(Parameters parameters, OptimizerState state) {
        optimizer.finish(parameters, state);
        if (state.step() == 0) return;
        float[] average = state.slot(AVERAGE);
        for (int k = 0; k < parameters.specs().size(); k++) {
            ParameterSpec spec = parameters.specs().get(k);
            int at = parameters.offset(k);
            if (spec.trained())
                System.arraycopy(average, at, parameters.values(), at, (int) spec.size());
        }
    }
}
