package rookery.explain.doctor;

import rookery.activations.Activation;
import rookery.activations.LeakyRelu;
import rookery.activations.Relu;
import rookery.activations.Relu6;
import rookery.explain.LayerActivity;
import rookery.explain.UnitActivity;
import rookery.layers.Dense;
import rookery.layers.Layer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Units that are off on all rows, or nearly so: no gradient comes back to them.
 *
 * <pre>
 *   a unit is dead if it is on on less than 1 % of the rows;   more than half of a layer is
 * </pre>
 *
 * Of relus and what else lets no gradient through where it is off, on the training rows, with the final
 * weights. A whole layer that is dead lets nothing through at all.
 */
final class DeadRelu implements Check {

    @Override
    public String code() {
        return "dead-relu";
    }

    @Override
    public String source() {
        return "CS231n, activation functions; SageMaker Debugger, DeadRelu";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        List<LayerActivity> layers =
                evidence.activity().layers().stream().filter(LayerActivity::stops).toList();
        if (layers.isEmpty())
            return Outcome.leftOut("no layer has units that let no gradient through when off");
        double rows = evidence.get(Threshold.DEAD_ROWS);
        double share = evidence.get(Threshold.DEAD_UNITS);
        List<LayerActivity> bad =
                layers.stream()
                        .filter(layer -> dead(layer, rows).size() > share * layer.units().size())
                        .toList();
        if (bad.isEmpty()) return new Outcome.Healthy();
        return new Outcome.Found(finding(evidence, bad, rows, share));
    }

    private Finding finding(Evidence evidence, List<LayerActivity> bad, double rows, double share) {
        List<String> observed = new ArrayList<>();
        List<String> where = new ArrayList<>();
        for (LayerActivity layer : bad) {
            List<Integer> dead = dead(layer, rows);
            observed.add(
                    "%s: %d of %s are off on at least %s of %s: %s"
                            .formatted(
                                    layer.name(),
                                    dead.size(),
                                    Words.count(layer.units().size(), "unit"),
                                    Words.percent(1 - rows),
                                    Words.count(evidence.activity().rows(), "row"),
                                    Words.list(dead)));
            dead.forEach(unit -> where.add("%s unit %d".formatted(layer.name(), unit)));
        }
        boolean whole = bad.stream().anyMatch(l -> dead(l, rows).size() == l.units().size());
        return new Finding(
                code(),
                whole ? Severity.ERROR : Severity.WARNING,
                summary(bad.getFirst(), rows),
                observed,
                "more than %s of a layer's units are on on less than %s of the rows"
                        .formatted(Words.percent(share), Words.percent(rows)),
                source(),
                where,
                "Lower the learning rate or standardize the inputs, so that no step throws"
                        + " units off; a leaky_relu can come back.",
                leaky(evidence.learner().network().layers())
                        .or(() -> Remedies.standardized(evidence))
                        .orElseGet(() -> Remedies.rate(evidence, 0.1)));
    }

    private static String summary(LayerActivity layer, double rows) {
        List<Integer> dead = dead(layer, rows);
        String how = dead.size() == layer.dead().size() ? "never" : "hardly ever";
        return "%d of %d units of %s are %s on: %s"
                .formatted(dead.size(), layer.units().size(), layer.name(), how, Words.list(dead));
    }

    private static List<Integer> dead(LayerActivity layer, double rows) {
        return layer.units().stream()
                .filter(unit -> unit.on() < rows || unit.on() == 0)
                .map(UnitActivity::unit)
                .toList();
    }

    /** Leaky in place of what is off, where that is all it takes. */
    private static Optional<Fix> leaky(List<Layer> layers) {
        return Remedies.layers(layers, layers.stream().map(DeadRelu::leaky).toList());
    }

    private static Layer leaky(Layer layer) {
        return switch (layer) {
            case Dense dense when stops(dense.activation()) -> Retyped.with(dense, new LeakyRelu());
            case rookery.layers.Activation alone when stops(alone.activation()) ->
                    new rookery.layers.Activation(new LeakyRelu());
            case Layer other -> other;
        };
    }

    private static boolean stops(Activation activation) {
        return activation instanceof Relu || activation instanceof Relu6;
    }
}
