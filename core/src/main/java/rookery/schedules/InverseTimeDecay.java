package rookery.schedules;

/**
 * The rate shrinks as one over the steps.
 *
 * <pre>
 *   η = initial / (1 + rate · step / steps),   step / steps rounded down if staircase
 * </pre>
 *
 * Keras's {@code InverseTimeDecay}; PyTorch has none.
 *
 * @param initialLearningRate positive
 * @param decaySteps steps in which the denominator grows by decayRate, at least 1
 * @param decayRate at least 0
 * @param staircase whether the rate stays the same within a stretch; false
 */
public record InverseTimeDecay(
        double initialLearningRate, long decaySteps, double decayRate, boolean staircase)
        implements LearningRate {

    /** Without a staircase. */
    public InverseTimeDecay(double initialLearningRate, long decaySteps, double decayRate) {
        this(initialLearningRate, decaySteps, decayRate, false);
    }

    /** Checks the numbers. */
    public InverseTimeDecay {
        Arguments.positive("InverseTimeDecay", "initialLearningRate", initialLearningRate);
        Arguments.steps("InverseTimeDecay", "decaySteps", decaySteps);
        Arguments.atLeastZero("InverseTimeDecay", "decayRate", decayRate);
    }

    @Override
    public double at(long step) {
        double stretches = staircase ? step / decaySteps : (double) step / decaySteps;
        return initialLearningRate / (1 + decayRate * stretches);
    }
}
