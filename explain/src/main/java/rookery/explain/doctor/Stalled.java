package rookery.explain.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The training does not get on, and is not where it should be.
 *
 * <pre>
 *   no lower loss for 10 epochs, and it is still above half of that of guessing;   or
 *   the accuracy moved by less than 0.01 after 30 % of the epochs, and its best is below 0.7
 * </pre>
 *
 * A training that has learned its rows comes to rest, too: hence the half.
 */
final class Stalled implements Check {

    private static final int FEWEST = 10;

    @Override
    public String code() {
        return "stalled";
    }

    @Override
    public String source() {
        return "SageMaker Debugger, LossNotDecreasing; Zhang et al. 2021, AUTOTRAINER";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        int epochs = evidence.history().epochs();
        int patience = evidence.count(Threshold.STALLED);
        if (epochs < FEWEST)
            return Outcome.leftOut(
                    "needs %s, there are %d".formatted(Words.count(FEWEST, "epoch"), epochs));
        List<String> observed = new ArrayList<>();
        String summary = null;
        List<Double> losses = evidence.history().get("loss");
        int best = best(losses);
        int since = epochs - 1 - best;
        if (since >= patience && !evidence.learned()) {
            summary =
                    "no lower loss since epoch %d, %s ago"
                            .formatted(best, Words.count(since, "epoch"));
            observed.add(
                    "the least training loss was %s, in epoch %d of 0 to %d"
                            .formatted(Words.number(losses.get(best)), best, epochs - 1));
            evidence.guessing()
                    .ifPresent(guessing ->
                            observed.add("guessing costs " + Words.number(guessing.best())));
        }
        Optional<String> stays = evidence.accuracy().flatMap(accuracy -> stays(evidence, accuracy));
        stays.ifPresent(observed::add);
        if (summary == null) summary = stays.orElse(null);
        if (summary == null) return new Outcome.Healthy();
        return new Outcome.Found(finding(evidence, summary, observed, patience));
    }

    /** Where a low accuracy stays, if it does. */
    private static Optional<String> stays(Evidence evidence, Evidence.Score accuracy) {
        int epochs = accuracy.values().size();
        int from = (int) (evidence.get(Threshold.STALLED_AFTER) * epochs);
        List<Double> late = accuracy.values().subList(Math.min(from, epochs - 1), epochs);
        double most = late.stream().mapToDouble(a -> a).max().orElseThrow();
        double least = late.stream().mapToDouble(a -> a).min().orElseThrow();
        if (most - least >= evidence.get(Threshold.STALLED_MOVED)
                || most >= evidence.get(Threshold.STALLED_BEST)) return Optional.empty();
        return Optional.of(
                "%s stays between %s and %s from epoch %d on"
                        .formatted(accuracy.name(), Words.number(least), Words.number(most), from));
    }

    private static int best(List<Double> losses) {
        int best = 0;
        for (int epoch = 1; epoch < losses.size(); epoch++)
            if (losses.get(epoch) < losses.get(best)) best = epoch;
        return best;
    }

    private Finding finding(
            Evidence evidence, String summary, List<String> observed, int patience) {
        return new Finding(
                code(),
                Severity.WARNING,
                summary,
                observed,
                "no lower loss for %s; or the accuracy moved by less than %s after %s of the epochs and is below %s"
                        .formatted(
                                Words.count(patience, "epoch"),
                                Words.number(evidence.get(Threshold.STALLED_MOVED)),
                                Words.percent(evidence.get(Threshold.STALLED_AFTER)),
                                Words.number(evidence.get(Threshold.STALLED_BEST))),
                source(),
                List.of(),
                "See the findings above; if there are none, try another learning rate or more"
                        + " units.",
                Remedies.standardized(evidence)
                        .orElseGet(() -> Remedies.wider(evidence.learner().network())));
    }
}
