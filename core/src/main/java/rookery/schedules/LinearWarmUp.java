package rookery.schedules;

import java.util.Objects;

/**
 * The rate rises in a straight line to where another schedule begins, which then follows.
 *
 * <pre>
 *   step &lt; steps:  η = from + (then(0) − from) · step / steps
 *   then:          η = then(step − steps)
 * </pre>
 *
 * Goyal et al. 2017, arXiv:1706.02677, section 2.2. As the warm-up of Keras's {@code CosineDecay},
 * and as PyTorch's LinearLR in a SequentialLR, whose {@code start_factor} is from / then(0).
 *
 * @param then the schedule that follows, as if training began with it
 * @param steps of the warm-up, at least 1
 * @param from the rate of step 0, at least 0; 0
 */
public record LinearWarmUp(LearningRate then, long steps, double from) implements LearningRate {

    /** From 0. */
    public LinearWarmUp(LearningRate then, long steps) {
        this(then, steps, 0);
    }

    /** Checks the numbers. */
    public LinearWarmUp {
        Objects.requireNonNull(then, "LinearWarmUp: then");
        Arguments.steps("LinearWarmUp", "steps", steps);
        Arguments.atLeastZero("LinearWarmUp", "from", from);
    }

    @Override
    public double at(long step) {
        if (step >= steps) return then.at(step - steps);
        return from + (then.at(0) - from) * ((double) step / steps);
    }
}
