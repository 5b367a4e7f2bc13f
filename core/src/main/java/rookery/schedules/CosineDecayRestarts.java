package rookery.schedules;

/**
 * The rate falls along half a cosine, again and again.
 *
 * <pre>
 *   period i = 0, 1 … has first · tMulⁱ steps
 *   η = initial · (alpha + (1−alpha) · mMulⁱ · ½·(1 + cos(π · part of period i that is done)))
 * </pre>
 *
 * Loshchilov &amp; Hutter 2016, arXiv:1608.03983 (SGDR). Keras's {@code CosineDecayRestarts};
 * PyTorch's CosineAnnealingWarmRestarts with an mMul of 1. Keras finds the period by a rounded
 * logarithm, which can give the first step of a period to the one before it, where the rate is
 * lowest; here it always begins the new one, as in PyTorch.
 *
 * @param initialLearningRate positive
 * @param firstDecaySteps steps of the first period, at least 1
 * @param tMul by what each period is longer than the one before, at least 1; Keras's default is 2
 * @param mMul by what its highest rate is multiplied, positive; 1
 * @param alpha what is left of the rate at the end of a period, in [0, 1]; 0
 */
public record CosineDecayRestarts(
        double initialLearningRate, long firstDecaySteps, double tMul, double mMul, double alpha)
        implements LearningRate {

    /** Keras's defaults: each period twice as long, all down to 0. */
    public CosineDecayRestarts(double initialLearningRate, long firstDecaySteps) {
        this(initialLearningRate, firstDecaySteps, 2, 1, 0);
    }

    /** Checks the numbers. */
    public CosineDecayRestarts {
        Arguments.positive("CosineDecayRestarts", "initialLearningRate", initialLearningRate);
        Arguments.steps("CosineDecayRestarts", "firstDecaySteps", firstDecaySteps);
        if (!(tMul >= 1 && tMul < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "CosineDecayRestarts: tMul must be at least 1 and finite, got " + tMul);
        Arguments.positive("CosineDecayRestarts", "mMul", mMul);
        Arguments.fraction("CosineDecayRestarts", "alpha", alpha);
    }

    @Override
    public double at(long step) {
        double period = period(step);
        double length = firstDecaySteps * Power.of(tMul, period);
        double part = (step - start(period)) / length;
        double height = Power.of(mMul, period) * Cosine.half(Math.clamp(part, 0, 1));
        return initialLearningRate * (alpha + (1 - alpha) * height);
    }

    /** The period of a step: by a logarithm, which is put right where it was rounded. */
    private double period(long step) {
        double done = (double) step / firstDecaySteps;
        if (tMul == 1) return Math.floor(done);
        double guess = Math.floor(StrictMath.log(1 + done * (tMul - 1)) / StrictMath.log(tMul));
        if (step < start(guess)) return guess - 1;
        return step >= start(guess + 1) ? guess + 1 : guess;
    }

    private double start(double period) {
        return firstDecaySteps * (tMul == 1 ? period : (Power.of(tMul, period) - 1) / (tMul - 1));
    }
}
