package rookery.optimizers;

/**
 * Weights that shrink by the same part before each update.
 *
 * <pre>
 *   θ = θ − η·λ·θ
 * </pre>
 *
 * Hanson &amp; Pratt 1988; decoupled from the gradient: Loshchilov &amp; Hutter 2019,
 * arXiv:1711.05101. As with Keras's {@code weight_decay}, biases shrink, too. PyTorch's argument of
 * this name adds λ·θ to the gradient, but for AdamW.
 *
 * @param optimizer that this is around
 * @param rate λ, at least 0
 */
public record WeightDecay(Optimizer optimizer, double rate) implements Optimizer, Around {

    /** Checks the rate. */
    public WeightDecay {
        Around.check(WeightDecay.class, optimizer);
        Hyperparameters.notNegative("WeightDecay", "rate", rate);
    }

    @Override
    public WeightDecay around(Optimizer other) {
        return new WeightDecay(other, rate);
    }

    @Override
    public void before(Update update, int from, int to) {
        float λ = (float) (rate * update.rate());
        float[] θ = update.parameters().values();
        for (int i = from; i < to; i++) θ[i] = θ[i] - λ * θ[i];
    }
}
