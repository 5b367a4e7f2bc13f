package rookery.cli;

import rookery.explain.Backprop;
import rookery.explain.Backprop.Gradient;
import rookery.explain.Backprop.Neuron;
import rookery.explain.Backprop.Pass;
import rookery.explain.Backprop.Product;
import rookery.explain.DifferenceQuotient;
import rookery.explain.LossStep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Backpropagation in one dimension as JSON. What belongs to a neuron is a number if there is one
 * neuron, else a list from the first to the last; {@code neurons} has the same by neuron.
 */
final class BackpropJson {

    /** What there is of each neuron, in order. */
    private final Map<String, List<?>> ofNeurons = new LinkedHashMap<>();

    private final JsonAnswer answer = new JsonAnswer();
    private final int neurons;

    private BackpropJson(int neurons) {
        this.neurons = neurons;
    }

    /** The answer. */
    static JsonAnswer of(Backprop backprop) {
        BackpropJson json = new BackpropJson(backprop.passes().size());
        json.output(backprop);
        backprop.loss().ifPresent(json::loss);
        json.neurons();
        return json.answer
                .put("local", backprop.local())
                .put("check", json.checks(backprop))
                .put("notes", BackpropPage.notes(backprop));
    }

    private void output(Backprop backprop) {
        List<Pass> passes = backprop.passes();
        answer.put("x", backprop.x());
        each("w", passes, pass -> pass.neuron().w());
        each("b", passes, pass -> pass.neuron().b());
        each("activation", passes, pass -> pass.neuron().activation().kerasName());
        each("z", passes, Pass::z);
        answer.put("output", backprop.output());
        gradient("d_output_d_", backprop.gradient());
    }

    private void loss(LossStep step) {
        answer.put("y", step.y())
                .put("loss_function", step.function().kerasName())
                .put("learning_rate", step.learningRate())
                .put("loss", step.loss())
                .put("d_loss_d_output", step.dLossDOutput());
        gradient("d_loss_d_", step.gradient());
        List<Neuron> after =
                step.after().isEmpty() ? Collections.nCopies(neurons, null) : step.after();
        each("w_after", after, neuron -> neuron == null ? Double.NaN : neuron.w());
        each("b_after", after, neuron -> neuron == null ? Double.NaN : neuron.b());
        answer.put("output_after", step.outputAfter())
                .put("loss_after", step.lossAfter())
                .put("undefined", undefined(step))
                .put("clipped", step.clipped().map(this::clipped).orElse(null))
                .put("fused", step.fused().map(BackpropJson::fused).orElse(null));
    }

    /** The names of the values above that are null. */
    private static List<String> undefined(LossStep step) {
        if (!step.undefined().isEmpty())
            return List.of(
                    "loss",
                    "d_loss_d_output",
                    "d_loss_d_z",
                    "d_loss_d_w",
                    "d_loss_d_b",
                    "w_after",
                    "b_after",
                    "output_after",
                    "loss_after");
        return Double.isNaN(step.lossAfter()) ? List.of("loss_after") : List.of();
    }

    /** Derivatives are 0 there, and a step changes nothing. */
    private Map<String, Object> clipped(LossStep.Clipped clipped) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("output", clipped.output());
        json.put("loss", clipped.loss());
        json.put("d_loss_d_output", clipped.dLossDOutput());
        json.put("d_loss_d_output_at_clip", clipped.slopeAtClip());
        json.put("d_loss_d_w", flat(Collections.nCopies(neurons, clipped.dLossDOutput())));
        json.put("d_loss_d_b", flat(Collections.nCopies(neurons, clipped.dLossDOutput())));
        json.put("w_after", flat(ofNeurons.get("w")));
        json.put("b_after", flat(ofNeurons.get("b")));
        json.put("loss_after", clipped.loss());
        return json;
    }

    private static Map<String, Object> fused(LossStep.Fused fused) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("loss", fused.loss());
        json.put("d_loss_d_z", fused.dLossDZ());
        return json;
    }

    /** In the order of {@link Gradient#backwards}. */
    private List<Map<String, Object>> checks(Backprop backprop) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (DifferenceQuotient check : backprop.checks()) {
            int at = checks.size();
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("of", check.of().equals("L") ? "loss" : "output");
            json.put("by", at % 2 == 0 ? "w" : "b");
            json.put("neuron", neurons - 1 - at / 2);
            json.put("derivative", check.derivative());
            json.put("difference_quotient", check.quotient());
            json.put("difference", check.difference());
            json.put("h", check.h());
            json.put("agrees", Double.isNaN(check.quotient()) ? null : !check.disagrees());
            checks.add(json);
        }
        return checks;
    }

    private void gradient(String prefix, Gradient gradient) {
        each(prefix + "z", gradient.byZ(), Product::value);
        each(prefix + "w", gradient.byW(), Product::value);
        each(prefix + "b", gradient.byB(), Product::value);
    }

    private <T> void each(String name, List<T> parts, Function<T, ?> value) {
        List<Object> values = new ArrayList<>();
        for (T part : parts) values.add(value.apply(part));
        ofNeurons.put(name, values);
        answer.put(name, flat(values));
    }

    private static Object flat(List<?> values) {
        return values.size() == 1 ? values.getFirst() : values;
    }

    private void neurons() {
        List<Map<String, Object>> all = new ArrayList<>();
        for (int k = 0; k < neurons; k++) {
            Map<String, Object> neuron = new LinkedHashMap<>();
            for (String name : ofNeurons.keySet()) neuron.put(name, ofNeurons.get(name).get(k));
            all.add(neuron);
        }
        answer.put("neurons", all);
    }
}
