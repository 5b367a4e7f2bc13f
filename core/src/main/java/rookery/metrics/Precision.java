package rookery.metrics;

import rookery.losses.Loss;

import java.util.Optional;

/**
 * What share of the rows predicted to have a class have it.
 *
 * <pre>
 *   of class k:  TP_k / (TP_k + FP_k),   0 if no row is predicted to have it
 * </pre>
 *
 * <p>As scikit-learn's {@code precision_score(labels=all, zero_division=0)}: over several outputs, the
 * mean of each class's; over one output, that of the yes. With a threshold each output is a yes or
 * no of its own, as in scikit-learn's multi-label form; {@code Precision(MICRO, 0.5)} is Keras's
 * default. A class without rows counts in the macro average, in Keras's F-scores, too; scikit-learn
 * leaves it out unless told all labels.
 *
 * @param average of the classes' scores; macro unless told, as in scikit-learn's reports. Keras
 *     knows micro alone here
 * @param threshold above which an output counts as yes; unless told, a row has the class of its
 *     largest output, and a single output is yes above 0.5
 */
public record Precision(Average average, Optional<Double> threshold) implements Metric {

    /** The mean over the classes, by the largest output. */
    public Precision() {
        this(Average.MACRO, Optional.empty());
    }

    /** By the largest output. */
    public Precision(Average average) {
        this(average, Optional.empty());
    }

    /** Checks the threshold. */
    public Precision {
        threshold.ifPresent(value -> Threshold.check("Precision", value));
    }

    @Override
    public String name() {
        return "precision" + average.suffix() + Threshold.suffix(threshold);
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        return LabelScores.orByClass(
                this, outputs, loss, threshold, average, ClassCounts::precision);
    }
}
