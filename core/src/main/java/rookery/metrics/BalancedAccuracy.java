package rookery.metrics;

import rookery.losses.Loss;

/**
 * The accuracy as if all classes had equally many rows.
 *
 * <pre>
 *   mean over the classes k that have rows of TP_k / (TP_k + FN_k)
 * </pre>
 *
 * As in scikit-learn; Keras has none. A single output is class 1 above 0.5 and class 0 otherwise.
 */
public record BalancedAccuracy() implements Metric {

    @Override
    public String name() {
        return "balanced_accuracy";
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        return new ClassScores(this, outputs, loss, ClassCounts::balancedAccuracy);
    }
}
