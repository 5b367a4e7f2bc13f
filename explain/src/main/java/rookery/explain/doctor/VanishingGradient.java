package rookery.explain.doctor;

import rookery.activations.HardSigmoid;
import rookery.activations.Relu;
import rookery.activations.Sigmoid;
import rookery.activations.Tanh;
import rookery.explain.LayerActivity;
import rookery.layers.Dense;
import rookery.layers.Layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hardly any gradient reaches the first layer.
 *
 * <pre>
 *   ‖g_first‖ / ‖g_last‖ &lt; 1e-3   and   ‖g_first‖ &lt; 1e-4
 * </pre>
 *
 * Of the kernels, by the mean loss of the training rows with the final weights; of a network that has
 * not learned them also with those at the start, as at the loss of the class frequencies the last
 * layer's gradient is 0, too. A layer that is wholly
 * dead on the way is {@link DeadRelu}'s matter.
 */
final class VanishingGradient implements Check {

    @Override
    public String code() {
        return "vanishing-gradient";
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
        Optional<Flow> flow = Flow.of(evidence.activity());
        if (flow.isEmpty())
            return Outcome.leftOut("needs two trained kernels, and a loss that rows have each");
        boolean blocked =
                evidence.activity().layers().stream()
                        .filter(LayerActivity::stops)
                        .anyMatch(layer -> layer.dead().size() == layer.units().size());
        if (blocked) return Outcome.leftOut("a layer is wholly dead, which explains it");
        double ratio = evidence.get(Threshold.VANISHING);
        double norm = evidence.get(Threshold.VANISHING_NORM);
        boolean atEnd = vanishes(flow.get(), ratio, norm);
        if (!atEnd && !evidence.learned()) flow = Flow.of(evidence.activityAtStart());
        if (!atEnd && (flow.isEmpty() || !vanishes(flow.get(), ratio, norm)))
            return new Outcome.Healthy();
        List<String> observed = new ArrayList<>();
        observed.add(atEnd ? "with the final weights:" : "before the first step:");
        observed.addAll(flow.get().sentences());
        return new Outcome.Found(
                new Finding(
                        code(),
                        Severity.WARNING,
                        "the gradient vanishes on its way back: %s in %s, %s in %s"
                                .formatted(
                                        Words.number(flow.get().first().gradient()),
                                        flow.get().first().name(),
                                        Words.number(flow.get().last().gradient()),
                                        flow.get().last().name()),
                        observed,
                        "‖g_first‖/‖g_last‖ < %s and ‖g_first‖ < %s"
                                .formatted(Words.number(ratio), Words.number(norm)),
                        source(),
                        List.of(flow.get().first().name()),
                        "Take relu, fewer layers, residual blocks or batch_normalization.",
                        relus(evidence.learner().network().layers())
                                .or(() -> Remedies.usualWeights(evidence.learner()))
                                .<Remedy>map(fix -> fix)
                                .or(() -> Remedies.normalized(evidence.learner().network()))
                                .orElseGet(Look::activity)));
    }

    private static boolean vanishes(Flow flow, double ratio, double norm) {
        return flow.ratio() < ratio && flow.first().gradient() < norm;
    }

    /** Relus in place of what saturates. */
    private static Optional<Fix> relus(List<Layer> layers) {
        List<Layer> changed = new ArrayList<>(layers);
        for (int k = 0; k < layers.size() - 1; k++)
            if (layers.get(k) instanceof Dense dense && saturates(dense))
                changed.set(k, Retyped.with(dense, new Relu()));
        return Remedies.layers(layers, changed);
    }

    private static boolean saturates(Dense dense) {
        return dense.activation() instanceof Sigmoid
                || dense.activation() instanceof Tanh
                || dense.activation() instanceof HardSigmoid;
    }
}
