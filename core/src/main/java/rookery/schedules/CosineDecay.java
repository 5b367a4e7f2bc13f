package rookery.schedules;

import java.util.Objects;
import java.util.Optional;

/**
 * The rate falls along half a cosine; before that, if wished, it rises in a straight line.
 *
 * <pre>
 *   step &lt; warmup:  η = initial + (target − initial) · step / warmup
 *   then:           η = target · (alpha + (1−alpha) · ½·(1 + cos(π · (step − warmup) / steps)))
 * </pre>
 *
 * Without a warm-up the target is the initial rate and warmup is 0. After steps + warmup steps the
 * rate stays. Loshchilov &amp; Hutter 2016, arXiv:1608.03983, equation 5, without restarts. Keras's
 * {@code CosineDecay}; PyTorch's CosineAnnealingLR, which rises again after its steps.
 *
 * @param initialLearningRate positive, with a warm-up at least 0
 * @param decaySteps at least 1
 * @param alpha what is left of the rate at the end, in [0, 1]; Keras's default is 0
 * @param warmupTarget the rate a warm-up leads to, positive; none
 * @param warmupSteps at least 0; 0; Keras ignores them if there is no target, here that is refused
 */
public record CosineDecay(
        double initialLearningRate,
        long decaySteps,
        double alpha,
        Optional<Double> warmupTarget,
        long warmupSteps)
        implements LearningRate {

    /** Keras's defaults: to 0, without a warm-up. */
    public CosineDecay(double initialLearningRate, long decaySteps) {
        this(initialLearningRate, decaySteps, 0, Optional.empty(), 0);
    }

    /** To a rest, without a warm-up. */
    public CosineDecay(double initialLearningRate, long decaySteps, double alpha) {
        this(initialLearningRate, decaySteps, alpha, Optional.empty(), 0);
    }

    /** Checks the numbers. */
    public CosineDecay {
        Objects.requireNonNull(warmupTarget, "CosineDecay: warmupTarget");
        if (warmupTarget.isEmpty()) {
            Arguments.positive("CosineDecay", "initialLearningRate", initialLearningRate);
            if (warmupSteps != 0)
                throw new IllegalArgumentException(
                        "CosineDecay: warmupSteps need a warmupTarget, got %d and none"
                                .formatted(warmupSteps));
        } else {
            Arguments.atLeastZero("CosineDecay", "initialLearningRate", initialLearningRate);
            Arguments.positive("CosineDecay", "warmupTarget", warmupTarget.get());
            if (warmupSteps < 0)
                throw new IllegalArgumentException(
                        "CosineDecay: warmupSteps must be at least 0, got " + warmupSteps);
        }
        Arguments.steps("CosineDecay", "decaySteps", decaySteps);
        Arguments.fraction("CosineDecay", "alpha", alpha);
    }

    @Override
    public double at(long step) {
        double target = warmupTarget.isPresent() ? warmupTarget.get() : initialLearningRate;
        if (step < warmupSteps)
            return initialLearningRate
                    + (target - initialLearningRate) * ((double) step / warmupSteps);
        double part = Math.min(1, (double) (step - warmupSteps) / decaySteps);
        return target * (alpha + (1 - alpha) * Cosine.half(part));
    }
}
