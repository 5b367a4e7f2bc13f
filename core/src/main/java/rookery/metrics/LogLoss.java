package rookery.metrics;

import rookery.losses.BinaryCrossentropy;
import rookery.losses.CategoricalCrossentropy;
import rookery.losses.Loss;
import rookery.losses.SparseCategoricalCrossentropy;

/**
 * The cross-entropy between the rows' classes and the predicted probabilities: the network's own loss
 * if it is trained with a cross-entropy, but never weighted.
 *
 * <pre>
 *   one output    mean over rows of −(y·ln r + (1 − y)·ln(1 − r)),  r = clip(q, 1e-7, 1 − 1e-7)
 *   several       mean over rows of −Σ_k y_k·ln r_k,  r = clip(q / Σ_j q_j, 1e-7, 1 − 1e-7)
 * </pre>
 *
 * Clipped as Keras's metrics {@code binary_crossentropy}, {@code categorical_crossentropy} and {@code
 * sparse_categorical_crossentropy} are. scikit-learn's {@code log_loss} clips at 2.2e-16 (of float32
 * at 1.2e-7) and does not divide by the sum.
 */
public record LogLoss() implements Metric {

    @Override
    public String name() {
        return "log_loss";
    }

    @Override
    public boolean rises() {
        return false;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        Targets.requireProbabilities(this, loss);
        Loss form =
                outputs == 1
                        ? new BinaryCrossentropy()
                        : Targets.areClassNumbers(name(), outputs, loss)
                                ? new SparseCategoricalCrossentropy()
                                : new CategoricalCrossentropy();
        return new LossOverRows(this, outputs, form);
    }
}
