package rookery.optimizers;

import java.util.Arrays;

/**
 * Gradients that are not longer than a bound, all trained tensors' together.
 *
 * <pre>
 *   g = g · norm / max(‖g‖, norm)
 * </pre>
 *
 * Pascanu, Mikolov &amp; Bengio 2013, arXiv:1211.5063. Keras's {@code global_clipnorm}, PyTorch's
 * {@code clip_grad_norm_}. Where a gradient is infinite it becomes NaN and the others 0; in
 * Keras all become NaN.
 *
 * @param optimizer that this is around
 * @param norm positive
 */
public record ClipByGlobalNorm(Optimizer optimizer, double norm) implements Optimizer, Around {

    /** Checks the norm. */
    public ClipByGlobalNorm {
        Around.check(ClipByGlobalNorm.class, optimizer);
        Hyperparameters.positive("ClipByGlobalNorm", "norm", norm);
    }

    @Override
    public ClipByGlobalNorm around(Optimizer other) {
        return new ClipByGlobalNorm(other, norm);
    }

    @Override
    public boolean elementwise() {
        return false;
    }

    @Override
    public void prepare(Update update) {
        double sum = 0;
        for (double squares : update.squareSums(update.gradients())) sum += squares;
        double length = Math.sqrt(sum);
        Arrays.fill(update.scales(), length > norm ? norm / length : 1);
        Around.super.prepare(update);
    }

    @Override
    public void before(Update update, int from, int to) {
        update.scale(update.gradients(), from, to);
    }
}
