package rookery.metrics;

import rookery.losses.Loss;

import java.util.Locale;
import java.util.Optional;

/**
 * The area under a curve of a network's outputs as scores: how well they put the rows of a class
 * before all others, whatever the threshold.
 *
 * <pre>
 *   ROC   the chance that a row of the class has a higher score than another row,
 *         (#{q⁺ &gt; q⁻} + ½·#{q⁺ = q⁻}) / (#⁺·#⁻)
 *   PR    the average precision, Σ over the distinct scores, from the highest, of
 *         (recall − recall before)·precision
 * </pre>
 *
 * Exact, as scikit-learn's {@code roc_auc_score} and {@code average_precision_score}: without
 * interpolation, which is too optimistic between points of precision and recall (Davis and Goadrich
 * 2006). All scores of an epoch are kept for it, four bytes for each row and class.
 *
 * <p>With {@code numThresholds} it is Keras's: scores are counted in as many bins over [0, 1], and the
 * area is summed as {@code summationMethod} says; Keras's default is 200.
 *
 * <p>Each output is a class against the rest, or a yes or no of its own; the areas are averaged.
 * Keras's default on several outputs is our {@code micro}, its {@code multi_label=True} our {@code
 * macro}. A class without rows, or of all rows, has no area under ROC: it is NaN, and so are the macro
 * average and the score of one output, as in scikit-learn; Keras says 0, and so does the form with
 * thresholds. Without rows of the class the area under PR is 0 in all of them.
 *
 * @param numThresholds of Keras's form, from 2 to 10,000; exact unless told
 * @param curve ROC unless told
 * @param summationMethod of Keras's form; interpolation unless told
 * @param average of the classes' areas; macro unless told, as in scikit-learn
 */
public record Auc(
        Optional<Integer> numThresholds,
        Curve curve,
        SummationMethod summationMethod,
        Average average)
        implements Metric {

    /** What the area is under. */
    public enum Curve {
        /** The share of the rows of the class that are found over that of others taken for it. */
        ROC,
        /** Precision over recall. */
        PR
    }

    /** How the area between two thresholds is summed. */
    public enum SummationMethod {
        /** ROC by the mean of both heights; PR as of Davis and Goadrich 2006. */
        INTERPOLATION,
        /** By the lower of both heights. */
        MINORING,
        /** By the higher of both heights. */
        MAJORING
    }

    /** The exact area under ROC, the mean over the classes. */
    public Auc() {
        this(Curve.ROC);
    }

    /** The exact area, the mean over the classes. */
    public Auc(Curve curve) {
        this(Optional.empty(), curve, SummationMethod.INTERPOLATION, Average.MACRO);
    }

    /** Checks the number of thresholds. */
    public Auc {
        int bins = numThresholds.orElse(2);
        if (bins < 2 || bins > BinnedScores.MOST)
            throw new IllegalArgumentException(
                    "Auc: numThresholds must be in [2, %d], got %d; without them the area is exact"
                            .formatted(BinnedScores.MOST, bins));
        if (numThresholds.isEmpty() && summationMethod != SummationMethod.INTERPOLATION)
            throw new IllegalArgumentException(
                    "Auc: summationMethod %s needs numThresholds, as the exact area is not binned"
                            .formatted(lower(summationMethod)));
    }

    @Override
    public String name() {
        return "auc"
                + (curve == Curve.ROC ? "" : "_" + lower(curve))
                + numThresholds.map(n -> "_" + n + "_thresholds").orElse("")
                + (summationMethod == SummationMethod.INTERPOLATION
                        ? ""
                        : "_" + lower(summationMethod))
                + average.suffix();
    }

    private static String lower(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean rises() {
        return true;
    }

    @Override
    public Accumulator accumulator(int outputs, Loss loss) {
        average.check(this, outputs);
        if (numThresholds.isPresent()) Targets.requireProbabilities(this, loss);
        return new Areas(this, outputs, Targets.areClassNumbers(name(), outputs, loss));
    }

    /** An area under a curve, of scores as they come. */
    Scores scores() {
        return numThresholds
                .<Scores>map(n -> new BinnedScores(n, curve, summationMethod))
                .orElseGet(() -> new ExactScores(curve));
    }
}
