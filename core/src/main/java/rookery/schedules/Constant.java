package rookery.schedules;

/**
 * The same rate at every step.
 *
 * @param rate positive and finite
 */
public record Constant(double rate) implements LearningRate {

    /** Checks the rate. */
    public Constant {
        if (!(rate > 0 && rate < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "learning rate must be positive and finite, got " + rate);
    }

    @Override
    public double at(long step) {
        return rate;
    }
}
