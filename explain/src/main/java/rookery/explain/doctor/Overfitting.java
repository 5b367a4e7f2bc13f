package rookery.explain.doctor;

import rookery.Dataset;
import rookery.Trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The network learns the training rows by heart.
 *
 * <pre>
 *   (val_loss − loss) / loss &gt; 0.1 in each of the last 5 epochs, and val_loss has risen by as much
 *   from its least, by 5 % of the loss of guessing, and by twice its standard error;   or
 *   accuracy − val_accuracy ≥ 0.10, and twice its standard error
 * </pre>
 *
 * Both of the final weights. Few validation rows differ from the training rows by chance, and a loss near
 * 0 by a large part of itself: hence what is added to the rules.
 */
final class Overfitting implements Check {

    private static final double PART_OF_GUESSING = 0.05;
    private static final int PATIENCE = 10;
    private static final int ROWS = 1024;

    @Override
    public String code() {
        return "overfitting";
    }

    @Override
    public String source() {
        return "SageMaker Debugger, Overfit; Zhang et al. 2021, AUTOTRAINER";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        if (evidence.replay().validation().isEmpty())
            return Outcome.leftOut("there are no rows for validation");
        if (evidence.history().epochs() == 0) return Outcome.leftOut("no epoch was finished");
        List<Double> losses = evidence.history().get("val_loss");
        int best = 0;
        for (int epoch = 1; epoch < losses.size(); epoch++)
            if (losses.get(epoch) < losses.get(best)) best = epoch;
        List<String> observed = new ArrayList<>();
        double end = evidence.atEnd("val_loss").orElse(losses.getLast());
        boolean rises = rises(evidence, losses.get(best), end);
        if (rises)
            observed.add(
                    "val_loss was least in epoch %d, %s, and is %s at the end; loss is %s"
                            .formatted(
                                    best,
                                    Words.number(losses.get(best)),
                                    Words.number(end),
                                    Words.number(evidence.history().get("loss").getLast())));
        Optional<String> gap = gap(evidence);
        gap.ifPresent(observed::add);
        if (observed.isEmpty()) return new Outcome.Healthy();
        String summary =
                rises
                        ? "since epoch %d val_loss rose from %s to %s"
                                .formatted(best, Words.number(losses.get(best)), Words.number(end))
                        : gap.orElseThrow();
        return new Outcome.Found(finding(evidence, summary, observed, best));
    }

    private Finding finding(Evidence evidence, String summary, List<String> observed, int best) {
        return new Finding(
                code(),
                Severity.WARNING,
                summary,
                observed,
                "(val_loss − loss)/loss > %s for %s and val_loss as much above its least; or an accuracy lower by %s"
                        .formatted(
                                Words.number(evidence.get(Threshold.OVERFITTING)),
                                Words.count(
                                        evidence.count(Threshold.OVERFITTING_PATIENCE), "epoch"),
                                Words.number(evidence.get(Threshold.OVERFITTING_ACCURACY))),
                source(),
                List.of("epoch " + best),
                "Stop at the best epoch, or take fewer units, dropout or more rows.",
                fix(evidence));
    }

    /** Early stopping; where there was, dropout. */
    private static Fix fix(Evidence evidence) {
        return evidence.plan().description().patience().isEmpty()
                ? Fix.of(new Change.Patience(PATIENCE))
                : Remedies.dropout(evidence.learner().network());
    }

    private static boolean rises(Evidence evidence, double least, double end) {
        int patience = evidence.count(Threshold.OVERFITTING_PATIENCE);
        int epochs = evidence.history().epochs();
        if (epochs < patience || !(least > 0)) return false;
        double part = evidence.get(Threshold.OVERFITTING);
        double worth =
                evidence.guessing().map(guessing -> PART_OF_GUESSING * guessing.best()).orElse(0.0);
        if (end - least <= Math.max(part * least, worth)) return false;
        for (int epoch = epochs - patience; epoch < epochs; epoch++) {
            double loss = evidence.history().get("loss").get(epoch);
            if (!(evidence.history().get("val_loss").get(epoch) - loss > part * loss)) return false;
        }
        return end - least > 2 * error(evidence);
    }

    /** The standard error of the loss on the validation rows; 0 where rows have no loss each. */
    private static double error(Evidence evidence) {
        if (evidence.learner().loss().totals() > 0) return 0;
        Dataset rows = Evidence.spread(evidence.replay().validation().orElseThrow(), ROWS);
        Trace trace = evidence.model().trace(rows);
        double mean = 0;
        double squares = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double d = trace.loss(row) - mean;
            mean += d / (row + 1);
            squares += d * (trace.loss(row) - mean);
        }
        return Math.sqrt(squares) / rows.rows();
    }

    /** How much better the training rows are told apart, if that is no chance. */
    private static Optional<String> gap(Evidence evidence) {
        Optional<Evidence.Score> accuracy = evidence.accuracy();
        if (accuracy.isEmpty()) return Optional.empty();
        String name = accuracy.get().name();
        OptionalDouble training = evidence.atEnd(name);
        OptionalDouble validation = evidence.atEnd("val_" + name);
        if (training.isEmpty() || validation.isEmpty()) return Optional.empty();
        double n = evidence.replay().training().rows();
        double m = evidence.replay().validation().orElseThrow().rows();
        double gap = training.getAsDouble() - validation.getAsDouble();
        double p = (n * training.getAsDouble() + m * validation.getAsDouble()) / (n + m);
        double error = Math.sqrt(p * (1 - p) * (1 / n + 1 / m));
        if (gap < evidence.get(Threshold.OVERFITTING_ACCURACY) || gap < 2 * error)
            return Optional.empty();
        return Optional.of(
                "%s is %s on the training rows, %s on the others"
                        .formatted(
                                name,
                                Words.number(training.getAsDouble()),
                                Words.number(validation.getAsDouble())));
    }
}
