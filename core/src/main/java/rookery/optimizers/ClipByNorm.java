package rookery.optimizers;

/**
 * Gradients that are not longer than a bound, each tensor's by itself.
 *
 * <pre>
 *   g = g · norm / max(‖g‖, norm)
 * </pre>
 *
 * Keras's {@code clipnorm}.
 *
 * @param optimizer that this is around
 * @param norm positive
 */
public record ClipByNorm(Optimizer optimizer, double norm) implements Optimizer, Around {

    /** Checks the norm. */
    public ClipByNorm {
        Around.check(ClipByNorm.class, optimizer);
        Hyperparameters.positive("ClipByNorm", "norm", norm);
    }

    @Override
    public ClipByNorm around(Optimizer other) {
        return new ClipByNorm(other, norm);
    }

    @Override
    public boolean elementwise() {
        return false;
    }

    @Override
    public void prepare(Update update) {
        double[] squares = update.squareSums(update.gradients());
        double[] scales = update.scales();
        for (int k = 0; k < scales.length; k++) {
            double length = Math.sqrt(squares[k]);
            scales[k] = length > norm ? norm / length : 1;
        }
        Around.super.prepare(update);
    }

    @Override
    public void before(Update update, int from, int to) {
        update.scale(update.gradients(), from, to);
    }
}
