package rookery.explain.doctor;

import rookery.activations.Linear;
import rookery.activations.Relu;
import rookery.explain.LayerActivity;
import rookery.layers.Dense;
import rookery.layers.Layer;

import java.util.ArrayList;
import java.util.List;

/**
 * A hidden layer that acts as a linear one: it adds nothing to the layer after it.
 *
 * <pre>
 *   units never on + units always on = the whole layer
 * </pre>
 *
 * At least one must be always on: a layer whose units are all off is {@link DeadRelu}'s matter. A dense
 * layer without an activation right before another one is linear on any rows.
 */
final class LinearHiddenLayer implements Check {

    @Override
    public String code() {
        return "linear-hidden-layer";
    }

    @Override
    public String source() {
        return "follows from the chain of layers: a linear map of a linear map is one";
    }

    @Override
    public Needs needs() {
        return Needs.RECORDED;
    }

    @Override
    public Outcome examine(Evidence evidence) {
        List<LayerActivity> all = evidence.activity().layers();
        if (all.size() < 2) return Outcome.leftOut("the network has no hidden layer");
        double share = evidence.get(Threshold.LINEAR_UNITS);
        List<String> observed = new ArrayList<>();
        List<String> where = new ArrayList<>();
        for (LayerActivity layer : all.subList(0, all.size() - 1)) {
            int units = layer.units().size();
            int linear = layer.dead().size() + layer.alwaysOn().size();
            if (!layer.stops() || layer.alwaysOn().isEmpty() || linear < share * units) continue;
            where.add(layer.name());
            observed.add(
                    "%s: of %s %d are always on and %d never"
                            .formatted(
                                    layer.name(),
                                    Words.count(units, "unit"),
                                    layer.alwaysOn().size(),
                                    layer.dead().size()));
        }
        for (int k : withoutActivation(evidence.learner().network().layers())) {
            String name = evidence.learner().network().names().get(k);
            where.add(name);
            observed.add(name + ": has no activation, and a dense layer follows");
        }
        if (where.isEmpty()) return new Outcome.Healthy();
        return new Outcome.Found(finding(evidence, where, observed, share));
    }

    /** Places of linear dense layers right before another, but for layers that only draw. */
    private static List<Integer> withoutActivation(List<Layer> layers) {
        List<Integer> places = new ArrayList<>();
        int before = -1;
        for (int k = 0; k < layers.size(); k++) {
            if (Plain.isNoise(layers.get(k))) continue;
            if (before >= 0 && linear(layers.get(before), layers.get(k))) places.add(before);
            before = k;
        }
        return places;
    }

    private static boolean linear(Layer layer, Layer next) {
        return layer instanceof Dense dense
                && dense.activation() instanceof Linear
                && next instanceof Dense;
    }

    private Finding finding(
            Evidence evidence, List<String> where, List<String> observed, double share) {
        List<Layer> layers = evidence.learner().network().layers();
        List<Layer> bent = new ArrayList<>(layers);
        for (int k : withoutActivation(layers))
            bent.set(k, Retyped.with((Dense) layers.get(k), new Relu()));
        return new Finding(
                code(),
                Severity.WARNING,
                Words.list(where) + (where.size() == 1 ? " acts" : " act") + " as if linear",
                observed,
                "units never on + units always on are %s of a layer, or a layer has no activation"
                        .formatted(Words.percent(share)),
                source(),
                where,
                "Give it an activation, or more units with standardized inputs, so that some go on"
                        + " and off.",
                Remedies.layers(layers, bent)
                        .or(() -> Remedies.standardized(evidence))
                        .or(() -> Remedies.usualWeights(evidence.learner()))
                        .orElseGet(() -> Remedies.wider(evidence.learner().network())));
    }
}
