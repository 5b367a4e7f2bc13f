package rookery.explain.doctor;

import rookery.explain.LayerActivity;
import rookery.explain.UnitActivity;

import java.util.ArrayList;
import java.util.List;

/**
 * Units at the ends of their range, where little gradient passes.
 *
 * <pre>
 *   |tanh| or |2σ − 1| &gt; 0.99 for more than half of the (unit, row) pairs of a layer
 * </pre>
 *
 * Of hidden layers, on the training rows with the final weights; an output that is sure is no fault.
 */
final class Saturated implements Check {

    @Override
    public String code() {
        return "saturated";
    }

    @Override
    public String source() {
        return "Glorot and Bengio 2010";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        List<LayerActivity> all = evidence.activity().layers();
        List<LayerActivity> hidden =
                all.subList(0, all.size() - 1).stream()
                        .filter(layer -> layer.saturated().isPresent())
                        .toList();
        if (hidden.isEmpty()) return Outcome.leftOut("no hidden layer has units with two ends");
        double most = evidence.get(Threshold.SATURATED);
        List<LayerActivity> bad =
                hidden.stream().filter(layer -> layer.saturated().orElseThrow() > most).toList();
        if (bad.isEmpty()) return new Outcome.Healthy();
        return new Outcome.Found(finding(evidence, bad, most));
    }

    private Finding finding(Evidence evidence, List<LayerActivity> bad, double most) {
        List<String> observed = new ArrayList<>();
        List<String> where = new ArrayList<>();
        for (LayerActivity layer : bad) {
            observed.add(
                    "%s: %s of the units' outputs on %s are at an end"
                            .formatted(
                                    layer.name(),
                                    Words.percent(layer.saturated().orElseThrow()),
                                    Words.count(evidence.activity().rows(), "row")));
            layer.units().stream()
                    .filter(unit -> unit.saturated().orElseThrow() > most)
                    .map(UnitActivity::unit)
                    .forEach(unit -> where.add("%s unit %d".formatted(layer.name(), unit)));
        }
        LayerActivity first = bad.getFirst();
        return new Finding(
                code(),
                Severity.WARNING,
                "%s of the outputs of %s are at an end"
                        .formatted(Words.percent(first.saturated().orElseThrow()), first.name()),
                observed,
                "|tanh| or |2σ − 1| > 0.99 for more than %s of a layer's outputs"
                        .formatted(Words.percent(most)),
                source(),
                where,
                "Standardize the inputs, begin with smaller weights, or lower the learning"
                        + " rate.",
                Remedies.standardized(evidence)
                        .or(() -> Remedies.usualWeights(evidence.learner()))
                        .orElseGet(() -> Remedies.rate(evidence, 0.1)));
    }
}
