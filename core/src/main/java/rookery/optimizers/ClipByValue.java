package rookery.optimizers;

/**
 * Gradients between two bounds, each by itself.
 *
 * <pre>
 *   g = min(max(g, −value), value)
 * </pre>
 *
 * Keras's {@code clipvalue}.
 *
 * @param optimizer that this is around
 * @param value positive
 */
public record ClipByValue(Optimizer optimizer, double value) implements Optimizer, Around {

    /** Checks the value. */
    public ClipByValue {
        Around.check(ClipByValue.class, optimizer);
        Hyperparameters.positive("ClipByValue", "value", value);
    }

    @Override
    public ClipByValue around(Optimizer other) {
        return new ClipByValue(other, value);
    }

    @Override
    public void before(Update update, int from, int to) {
        float bound = (float) value;
        float[] g = update.gradients();
        for (int i = from; i < to; i++) g[i] = Math.max(-bound, Math.min(g[i], bound));
    }
}
