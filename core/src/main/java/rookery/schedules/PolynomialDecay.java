package rookery.schedules;

/**
 * The rate falls to an end along a power of the steps that are left.
 *
 * <pre>
 *   η = end + (initial − end) · (1 − step / steps)^power
 * </pre>
 *
 * After these steps the rate stays at the end; or, if cycle, the steps are taken two, three … times
 * as many as soon as they are used up, so that the rate jumps up and falls again.
 *
 * <p>Keras's {@code PolynomialDecay}; PyTorch's PolynomialLR with an end of 0.
 *
 * @param initialLearningRate positive
 * @param decaySteps at least 1
 * @param endLearningRate at least 0; Keras's default is 0.0001
 * @param power positive; 1
 * @param cycle false
 */
public record PolynomialDecay(
        double initialLearningRate,
        long decaySteps,
        double endLearningRate,
        double power,
        boolean cycle)
        implements LearningRate {

    /** Keras's defaults: a straight line to 0.0001. */
    public PolynomialDecay(double initialLearningRate, long decaySteps) {
        this(initialLearningRate, decaySteps, 0.0001, 1, false);
    }

    /** Checks the numbers. */
    public PolynomialDecay {
        Arguments.positive("PolynomialDecay", "initialLearningRate", initialLearningRate);
        Arguments.steps("PolynomialDecay", "decaySteps", decaySteps);
        Arguments.atLeastZero("PolynomialDecay", "endLearningRate", endLearningRate);
        Arguments.positive("PolynomialDecay", "power", power);
    }

    @Override
    public double at(long step) {
        double times = cycle ? Math.max(1, Math.ceil((double) step / decaySteps)) : 1;
        double part = Math.min(1, step / (times * decaySteps));
        return endLearningRate
                + (initialLearningRate - endLearningRate) * Power.of(1 - part, power);
    }
}
