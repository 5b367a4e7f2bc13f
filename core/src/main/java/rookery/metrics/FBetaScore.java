package rookery.metrics;

import rookery.losses.Loss;

import java.util.Optional;

/**
 * Precision and recall in one number, recall counting beta times as much.
 *
 * <pre>
 *   of class k:  (1 + β²)·P·R / (β²·P + R) = (1 + β²)·TP / ((1 + β²)·TP + β²·FN + FP),
 *   0 if there is nothing to divide by
 * </pre>
 *
 * van Rijsbergen 1979, Information Retrieval. As scikit-learn's {@code fbeta_score(labels=all,
 * zero_division=0)}; Keras's differs by the 1e-7 it adds to what it divides by. Where largest outputs
 * are equal the first is the prediction; Keras then takes all of them, and of a single output without
 * a threshold it always says yes, where we say so above 0.5.
 *
 * @param average of the classes' scores; macro unless told. Keras gives one score for each class
 *     unless told
 * @param beta how much more recall counts than precision; 1 unless told
 * @param threshold above which an output counts as yes, each on its own; unless told, a row has the
 *     class of its largest output
 */
public record FBetaScore(Average average, double beta, Optional<Double> threshold)
        implements Metric {

    /** The mean over the classes of the harmonic mean of precision and recall. */
    public FBetaScore() {
        this(1);
    }

    /** The mean over the classes, by the largest output. */
    public FBetaScore(double beta) {
        this(Average.MACRO, beta, Optional.empty());
    }

    /** Checks beta and the threshold. */
    public FBetaScore {
        if (!(beta > 0 && beta < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "FBetaScore: beta must be above 0 and finite, got " + beta);
        threshold.ifPresent(value -> Threshold.check("FBetaScore", value));
    }

    @Override
    public String name() {
        return "fbeta_score"
                + (beta == 1 ? "" : "_" + Threshold.text(beta))
                + average.suffix()
                + Threshold.suffix(threshold);
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        return LabelScores.orByClass(
                this, outputs, loss, threshold, average, ClassCounts.fBeta(beta));
    }
}
