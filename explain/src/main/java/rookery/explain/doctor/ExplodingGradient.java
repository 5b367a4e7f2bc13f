package rookery.explain.doctor;

import rookery.optimizers.ClipByGlobalNorm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient grows on its way back.
 *
 * <pre>
 *   ‖g_first‖ / ‖g_last‖ &gt; 70
 * </pre>
 *
 * Of the kernels, by the mean loss of the training rows, before the first step or with the final
 * weights; {@link NotFinite} has what is not finite any more.
 */
final class ExplodingGradient implements Check {

    @Override
    public String code() {
        return "exploding-gradient";
    }

    @Override
    public String source() {
        return "Zhang et al. 2021, AUTOTRAINER";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        Optional<Flow> end = Flow.of(evidence.activity());
        if (end.isEmpty())
            return Outcome.leftOut("needs two trained kernels, and a loss that rows have each");
        double limit = evidence.get(Threshold.EXPLODING);
        Optional<Flow> start = Flow.of(evidence.activityAtStart());
        boolean atEnd = end.get().ratio() > limit;
        boolean atStart = start.isPresent() && start.get().ratio() > limit;
        if (!atEnd && !atStart) return new Outcome.Healthy();
        Flow flow = atEnd ? end.get() : start.orElseThrow();
        List<String> observed = new ArrayList<>();
        observed.add(atEnd ? "with the final weights:" : "before the first step:");
        observed.addAll(flow.sentences());
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.WARNING,
                        "the gradient explodes on its way back: %s times as long in %s as in %s"
                                .formatted(
                                        Words.number(flow.ratio()),
                                        flow.first().name(),
                                        flow.last().name()),
                        observed,
                        "‖g_first‖/‖g_last‖ > " + Words.number(limit),
                        source(),
                        List.of(flow.first().name()),
                        "Standardize the inputs, begin with smaller weights, or clip the gradient.",
                        Optional.of(
                                Fix.of(
                                        new Change.Optimize(
                                                new ClipByGlobalNorm(
                                                        evidence.learner().optimizer(), 1))))));
    }
}
