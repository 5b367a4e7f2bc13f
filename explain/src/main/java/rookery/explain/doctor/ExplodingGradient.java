package rookery.explain.doctor;

import rookery.optimizers.ClipByGlobalNorm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The gradient grows on its way back.
 *
 * <pre>
 *   ‖g_first‖ / ‖g_last‖ &gt; 70     or, before the first step,     ‖δ_first‖ / ‖δ_last‖ &gt; 70
 * </pre>
 *
 * g of the kernels, by the mean loss of the training rows, before the first step or with the final
 * weights; δ of a row, before a layer's activation. {@link NotFinite} has what is not finite any more.
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
        boolean atStart =
                start.isPresent() && Math.max(start.get().ratio(), start.get().growth()) > limit;
        if (!atEnd && !atStart) return new Outcome.Healthy();
        Flow flow = atEnd ? end.get() : start.orElseThrow();
        double ratio = atEnd ? flow.ratio() : Math.max(flow.ratio(), flow.growth());
        List<String> observed = new ArrayList<>();
        observed.add(atEnd ? "with the final weights:" : "before the first step:");
        observed.addAll(flow.sentences());
        observed.add(
                "a row's gradient grows %s-fold from the last of these layers to the first"
                        .formatted(Words.number(flow.growth())));
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.WARNING,
                        "the gradient explodes on its way back: %s times as long in %s as in %s"
                                .formatted(
                                        Words.number(ratio),
                                        flow.first().name(),
                                        flow.last().name()),
                        observed,
                        "‖g_first‖/‖g_last‖, or at the start ‖δ_first‖/‖δ_last‖, above "
                                + Words.number(limit),
                        source(),
                        List.of(flow.first().name()),
                        "Standardize the inputs, begin with smaller weights, or clip the gradient.",
                        fix(evidence)));
    }

    /** A clipped gradient; where it was clipped, what keeps it from growing. */
    private static Fix fix(Evidence evidence) {
        if (!(evidence.learner().optimizer() instanceof ClipByGlobalNorm))
            return Fix.of(
                    new Change.Optimize(new ClipByGlobalNorm(evidence.learner().optimizer(), 1)));
        return Remedies.standardized(evidence)
                .or(() -> Remedies.usualWeights(evidence.learner()))
                .orElseGet(() -> Remedies.rate(evidence, 0.1));
    }
}
