package rookery.optimizers;

import rookery.tensor.Parameters;

import java.util.Arrays;

/**
 * An update at every so many steps, by the mean of their gradients: large batches in little memory.
 *
 * <p>As with Keras's {@code gradient_accumulation_steps}, batches count alike whatever their rows, a
 * schedule of the learning rate counts steps, and t in the optimizer's formulas counts updates.
 * Gradients that do not make up an update at the end of training are dropped.
 *
 * @param optimizer that this is around
 * @param steps at least 2
 */
public record GradientAccumulation(Optimizer optimizer, int steps) implements Optimizer, Around {

    private static final String ACCUMULATOR = "gradient_accumulator";

    /** Checks the steps. */
    public GradientAccumulation {
        Around.check(GradientAccumulation.class, optimizer);
        Hyperparameters.atLeast(2, "GradientAccumulation", "steps", steps);
    }

    @Override
    public GradientAccumulation around(Optimizer other) {
        return new GradientAccumulation(other, steps);
    }

    @Override
    public OptimizerState init(Parameters parameters) {
        return optimizer
                .init(parameters)
                .with(ACCUMULATOR, parameters.values().length)
                .withStepsPerUpdate(steps);
    }

    private boolean updates(Update update) {
        return update.state().step() % steps == 0;
    }

    @Override
    public void begin(Update update) {
        if (updates(update)) optimizer.begin(update);
    }

    @Override
    public void prepare(Update update) {
        if (updates(update)) Around.super.prepare(update);
    }

    @Override
    public void update(Update update, int from, int to) {
        if (updates(update)) {
            Around.super.update(update, from, to);
            return;
        }
        float[] g = update.gradients();
        float[] sum = update.state().slot(ACCUMULATOR);
        for (int i = from; i < to; i++) sum[i] = sum[i] + g[i];
    }

    @Override
    public void before(Update update, int from, int to) {
        float n = steps;
        float[] g = update.gradients();
        float[] sum = update.state().slot(ACCUMULATOR);
        for (int i = from; i < to; i++) g[i] = (sum[i] + g[i]) / n;
        Arrays.fill(sum, from, to, 0f);
    }
}
