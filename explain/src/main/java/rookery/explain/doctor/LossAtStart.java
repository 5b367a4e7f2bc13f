package rookery.explain.doctor;

import java.util.List;
import java.util.Optional;

/**
 * The loss at the start is far above that of guessing.
 *
 * <pre>
 *   classes   L₀ &gt; 2·ln C      yes or no   L₀ &gt; 2·ln 2      numbers   L₀ &gt; 5·variance
 * </pre>
 *
 * Without regularization. Healthy starts with two classes were seen up to 1.32, for ln 2 = 0.69. A
 * network for numbers adds the variance of its own outputs to that of the targets, hence the 5.
 */
final class LossAtStart implements Check {

    @Override
    public String code() {
        return "loss-at-start";
    }

    @Override
    public String source() {
        return "Karpathy 2019, A recipe for training neural networks: verify loss at init";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public boolean beforeTraining() {
        return true;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Optional<Guessing> guessing = evidence.guessing();
        boolean numbers = evidence.rows().kind() == Rows.Kind.NUMBERS;
        if (guessing.isEmpty())
            return Outcome.leftOut("what guessing costs is not known of this loss");
        if (guessing.get().even() <= 0)
            return Outcome.leftOut("this loss may be below 0, so that it cannot be compared");
        double most =
                evidence.get(numbers ? Threshold.LOSS_AT_START_NUMBERS : Threshold.LOSS_AT_START);
        double loss = evidence.lossAtStart();
        double even = guessing.get().even();
        if (!Double.isFinite(loss)) return Outcome.leftOut("the loss at the start is not finite");
        if (loss <= most * even) return new Outcome.Healthy();
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.WARNING,
                        "the loss began at %s, guessing costs %s"
                                .formatted(Words.number(loss), Words.number(even)),
                        List.of(
                                "before the first step the loss on the training rows was %s"
                                        .formatted(Words.number(loss)),
                                numbers
                                        ? "always predicting their mean costs %s"
                                                .formatted(Words.number(even))
                                        : "finding all classes alike costs %s"
                                                .formatted(Words.number(even))),
                        "a loss above %s times that of guessing".formatted(Words.number(most)),
                        source(),
                        List.of(),
                        "Standardize inputs and targets, and begin with smaller weights: the first"
                                + " epochs are spent on unlearning them.",
                        Remedies.standardized(evidence)
                                .or(() -> Remedies.usualWeights(evidence.learner()))
                                .orElseGet(() -> Remedies.normalizedOutputs(evidence.learner()))));
    }
}
