package rookery.metrics;

import rookery.losses.Loss;

import java.util.Optional;

/**
 * What share of the rows that have a class are predicted to have it.
 *
 * <pre>
 *   of class k:  TP_k / (TP_k + FN_k),   0 if no row has it
 * </pre>
 *
 * <p>As scikit-learn's {@code recall_score(labels=all, zero_division=0)}: over several outputs, the
 * mean of each class's; over one output, that of the yes. With a threshold each output is a yes or
 * no of its own, as in scikit-learn's multi-label form; {@code Recall(MICRO, 0.5)} is Keras's
 * default. {@link BalancedAccuracy} leaves out classes without rows, which count as 0 here.
 *
 * @param average of the classes' scores; macro unless told, as in scikit-learn's reports. Keras
 *     knows micro alone here
 * @param threshold above which an output counts as yes; unless told, a row has the class of its
 *     largest output, and a single output is yes above 0.5
 */
public record Recall(Average average, Optional<Double> threshold) implements Metric {

    /** The mean over the classes, by the largest output. */
    public Recall() {
        this(Average.MACRO, Optional.empty());
    }

    /** By the largest output. */
    public Recall(Average average) {
        this(average, Optional.empty());
    }

    /** Checks the threshold. */
    public Recall {
        threshold.ifPresent(value -> Threshold.check("Recall", value));
    }

    @Override
    public String name() {
        return "recall" + average.suffix() + Threshold.suffix(threshold);
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        return LabelScores.orByClass(this, outputs, loss, threshold, average, ClassCounts::recall);
    }
}
