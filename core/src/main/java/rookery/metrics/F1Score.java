package rookery.metrics;

import rookery.losses.Loss;

import java.util.Optional;

/**
 * The harmonic mean of precision and recall.
 *
 * <pre>
 *   of class k:  2·P·R / (P + R) = 2·TP / (2·TP + FN + FP),   0 if there is nothing to divide by
 * </pre>
 *
 * {@link FBetaScore} with a beta of 1, which says where libraries differ.
 *
 * @param average of the classes' scores; macro unless told. Keras gives one score for each class
 *     unless told
 * @param threshold above which an output counts as yes, each on its own; unless told, a row has the
 *     class of its largest output, and a single output is yes above 0.5
 */
public record F1Score(Average average, Optional<Double> threshold) implements Metric {

    /** The mean over the classes, by the largest output. */
    public F1Score() {
        this(Average.MACRO);
    }

    /** By the largest output. */
    public F1Score(Average average) {
        this(average, Optional.empty());
    }

    /** Checks the threshold. */
    public F1Score {
        threshold.ifPresent(value -> Threshold.check("F1Score", value));
    }

    @Override
    public String name() {
        return "f1_score" + average.suffix() + Threshold.suffix(threshold);
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        return LabelScores.orByClass(this, outputs, loss, threshold, average, ClassCounts.fBeta(1));
    }
}
