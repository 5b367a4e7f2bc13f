package rookery.schedules;

/**
 * The rate shrinks by the same factor in every stretch of steps.
 *
 * <pre>
 *   η = initial · rate^(step / steps),   the exponent rounded down if staircase
 * </pre>
 *
 * Keras's {@code ExponentialDecay}; PyTorch's ExponentialLR with one step, its StepLR with a
 * staircase.
 *
 * @param initialLearningRate positive
 * @param decaySteps steps in which the rate is multiplied by decayRate once, at least 1
 * @param decayRate positive
 * @param staircase whether the rate stays the same within a stretch; false
 */
public record ExponentialDecay(
        double initialLearningRate, long decaySteps, double decayRate, boolean staircase)
        implements LearningRate {

    /** Without a staircase. */
    public ExponentialDecay(double initialLearningRate, long decaySteps, double decayRate) {
        this(initialLearningRate, decaySteps, decayRate, false);
    }

    /** Checks the numbers. */
    public ExponentialDecay {
        Arguments.positive("ExponentialDecay", "initialLearningRate", initialLearningRate);
        Arguments.steps("ExponentialDecay", "decaySteps", decaySteps);
        Arguments.positive("ExponentialDecay", "decayRate", decayRate);
    }

    @Override
    public double at(long step) {
        double stretches = staircase ? step / decaySteps : (double) step / decaySteps;
        return initialLearningRate * Power.of(decayRate, stretches);
    }
}
