package rookery.cli;

import static rookery.cli.LessonPage.number;
import static rookery.cli.LessonPage.text;

import rookery.explain.Backprop;
import rookery.explain.Backprop.Equation;
import rookery.explain.Backprop.Neuron;
import rookery.explain.Backprop.Pass;
import rookery.explain.Backprop.Product;
import rookery.explain.LossStep;
import rookery.explain.lesson.OneDimension;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The lesson's screen on backpropagation in one dimension. */
final class LessonBackprop {

    private LessonBackprop() {}

    /** Symbols, then numbers. */
    static void print(LessonPage page, OneDimension shown) {
        page.say(
                "A network is a chain of functions, and the chain rule goes back through it: each"
                        + " link gives a factor, and what is known of the links behind is used"
                        + " again.");
        page.space();
        page.formula("x  →  z = w·x + b  →  ŷ = F(z)  →  L(y, ŷ)");
        page.space();
        example(page, shown.example());
        page.space();
        page.say("The neurons of the lecture, without a loss:");
        page.space();
        page.table(
                List.of("x", "w", "b", "F", "z", "ŷ", "∂ŷ/∂z", "∂ŷ/∂w", "∂ŷ/∂b"),
                shown.neurons().stream().map(LessonBackprop::neuron).toList());
        page.space();
        LossStep certain = shown.certain().loss().orElseThrow();
        LossStep impossible = shown.impossible().loss().orElseThrow();
        page.say(
                "And the loss %s of y = 1: at ŷ = 1 its derivative is %s; at ŷ = 0 it is %s, for"
                        + " want of %s. A loss that clips ŷ at 1e-7 has the value %s there, and is"
                        + " flat.",
                certain.function().formula("y", "ŷ"),
                plain(certain.dLossDOutput()),
                Double.isNaN(impossible.dLossDOutput()) ? "undefined" : "defined",
                impossible.undefined(),
                number(impossible.clipped().orElseThrow().loss()));
        page.tryOut(
                "backprop --x 2 --w 0.5 --b 1 --activation sigmoid",
                "backprop --x 0.5 --w 3 --b 1 --activation sigmoid");
    }

    private static void example(LessonPage page, Backprop chain) {
        LossStep step = chain.loss().orElseThrow();
        Neuron neuron = chain.passes().getFirst().neuron();
        page.say(
                "x = %s, w = %s, b = %s, F = %s, y = %s:",
                plain(chain.x()),
                plain(neuron.w()),
                plain(neuron.b()),
                name(neuron),
                plain(step.y()));
        page.space();
        List<List<String>> rows = new ArrayList<>();
        chain.forward().forEach(equation -> rows.add(row("forward", equation)));
        rows.add(row("", new Equation("L", step.function().formula("y", "ŷ"), step.loss())));
        rows.add(row("back", step.gradient().byW().getFirst().factors().getFirst()));
        chain.local().forEach(equation -> rows.add(row("", equation)));
        for (int k = 1; k < chain.forward().size(); k++) rows.get(k).set(0, "");
        page.table(List.of("", "", "is", "here"), rows);
        page.space();
        Neuron after = step.after().getFirst();
        page.formula(
                product(step, chain.gradient().byW().getFirst(), "w"),
                product(step, chain.gradient().byB().getFirst(), "b"),
                text(
                        "η = %s:  w %s → %.6f   b %s → %.6f   L %.6f → %.6f",
                        plain(step.learningRate()),
                        plain(neuron.w()),
                        after.w(),
                        plain(neuron.b()),
                        after.b(),
                        step.loss(),
                        step.lossAfter()));
    }

    private static List<String> row(String where, Equation equation) {
        return new ArrayList<>(
                List.of(
                        where,
                        equation.symbol(),
                        equation.formula(),
                        text("%.6f", equation.value())));
    }

    /** ∂L/∂w = ∂L/∂ŷ · ∂ŷ/∂z · ∂z/∂w = (-1.1353)·0.1050·2 = -0.2384. */
    private static String product(LossStep step, Product output, String by) {
        return text(
                "∂L/∂%s = ∂L/∂ŷ · %s = %s·%s = %.6f",
                by,
                output.factors().stream().map(Equation::symbol).collect(Collectors.joining(" · ")),
                LessonPage.factor(step.dLossDOutput()),
                output.factors().stream()
                        .map(factor -> number(factor.value()))
                        .collect(Collectors.joining("·")),
                step.dLossDOutput() * output.value());
    }

    private static List<String> neuron(Backprop chain) {
        Pass pass = chain.passes().getFirst();
        return List.of(
                plain(pass.input()),
                plain(pass.neuron().w()),
                plain(pass.neuron().b()),
                name(pass.neuron()),
                plain(pass.z()),
                text("%.6f", pass.output()),
                text("%.6f", pass.slope()),
                text("%.6f", chain.gradient().byW().getFirst().value()),
                text("%.6f", chain.gradient().byB().getFirst().value()));
    }

    private static String name(Neuron neuron) {
        return neuron.activation().kerasName();
    }

    /** 2, 0.5. */
    private static String plain(double value) {
        return value == Math.rint(value) ? text("%.0f", value) : Double.toString(value);
    }
}
