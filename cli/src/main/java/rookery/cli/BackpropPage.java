package rookery.cli;

import rookery.explain.Backprop;
import rookery.explain.Backprop.Equation;
import rookery.explain.Backprop.Neuron;
import rookery.explain.Backprop.Pass;
import rookery.explain.Backprop.Product;
import rookery.explain.DifferenceQuotient;
import rookery.explain.LossStep;
import rookery.explain.ScalarActivation;
import rookery.explain.ScalarLoss;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Backpropagation in one dimension as a person reads it: symbols, then numbers. */
final class BackpropPage {

    /** Local derivatives of a neuron. */
    private static final int LOCAL = 4;

    private final Page page;
    private final Backprop backprop;

    BackpropPage(Console console, Backprop backprop) {
        this.page = new Page(console);
        this.backprop = backprop;
    }

    void print() {
        graph();
        given();
        page.space();
        forward();
        page.space();
        local();
        page.space();
        chain();
        backprop.loss().ifPresent(this::step);
        page.space();
        check();
        page.space();
        notes(backprop).forEach(note -> page.entry("note", note));
        page.entry("note", "Computed in double precision; what is shown is rounded.");
    }

    private static String number(double value) {
        return Numbers.value(value);
    }

    /** A number behind a sign or another number. */
    private static String inner(double value) {
        return value < 0 ? "(" + number(value) + ")" : number(value);
    }

    private void print(String label, Equations equations) {
        equations.lines(page.room()).forEach(line -> page.entry(label, line));
    }

    /** On a line if there is room, else on one for each neuron. */
    private void graph() {
        List<String> nodes = new ArrayList<>();
        List<Equation> forward = backprop.forward();
        for (int k = 0; k < forward.size(); k += 2) {
            Equation z = forward.get(k);
            ScalarActivation activation = neuron(k / 2).activation();
            nodes.add(
                    "→ %s = %s → %s = %s"
                            .formatted(
                                    z.symbol(),
                                    z.formula(),
                                    forward.get(k + 1).symbol(),
                                    activation.symbol(z.symbol())));
        }
        if (backprop.loss().isPresent()) nodes.add("→ L(y, ŷ)");
        String line = "x " + String.join(" ", nodes);
        if (line.length() <= page.room()) page.entry("graph", line);
        else {
            page.entry("graph", "x " + nodes.getFirst());
            nodes.stream().skip(1).forEach(node -> page.entry("graph", "  " + node));
        }
    }

    private Neuron neuron(int k) {
        return backprop.passes().get(k).neuron();
    }

    private void given() {
        StringBuilder line = new StringBuilder("x = " + number(backprop.x()));
        List<String> weights = new ArrayList<>();
        for (int k = 0; k < backprop.passes().size(); k++) {
            String w = ofParameter(backprop.gradient().byW().get(k));
            String b = ofParameter(backprop.gradient().byB().get(k));
            weights.add(
                    "%s = %s, %s = %s"
                            .formatted(w, number(neuron(k).w()), b, number(neuron(k).b())));
        }
        backprop.loss()
                .ifPresent(step ->
                        line.append(", y = ")
                                .append(number(step.y()))
                                .append(", learning rate η = ")
                                .append(number(step.learningRate())));
        page.entry("given", line.toString());
        weights.forEach(weight -> page.entry("given", weight));
    }

    /** w of ∂ŷ/∂w. */
    private static String ofParameter(Product product) {
        return product.symbol().substring(product.symbol().lastIndexOf('∂') + 1);
    }

    private void forward() {
        Equations equations = new Equations();
        for (int k = 0; k < backprop.passes().size(); k++) {
            Pass pass = backprop.passes().get(k);
            Neuron neuron = pass.neuron();
            Equation z = backprop.forward().get(2 * k);
            Equation output = backprop.forward().get(2 * k + 1);
            String sum = number(neuron.w()) + "·" + inner(pass.input()) + " + " + inner(neuron.b());
            equations.add(z.symbol(), z.formula(), sum, number(z.value()));
            equations.add(
                    output.symbol(),
                    output.formula(),
                    neuron.activation().formula(inner(pass.z())),
                    number(output.value()));
        }
        backprop.loss()
                .ifPresent(step ->
                        equations.add(
                                "L",
                                step.function().formula("y", "ŷ"),
                                step.function().formula(inner(step.y()), inner(backprop.output())),
                                number(step.loss())));
        print("forward", equations);
    }

    private void local() {
        Equations equations = new Equations();
        backprop.loss()
                .ifPresent(step ->
                        equations.add(
                                "∂L/∂ŷ",
                                step.function().derivativeFormula("y", "ŷ"),
                                step.function()
                                        .derivativeFormula(
                                                inner(step.y()), inner(backprop.output())),
                                number(step.dLossDOutput())));
        for (int i = 0; i < backprop.local().size(); i++) {
            Equation local = backprop.local().get(i);
            String numbers = i % LOCAL == 0 ? slope(i / LOCAL) : number(local.value());
            equations.add(local.symbol(), local.formula(), numbers, number(local.value()));
        }
        print("local", equations);
    }

    /** F′(z) in numbers, of the neuron that is so many before the last. */
    private String slope(int before) {
        Pass pass = backprop.passes().reversed().get(before);
        return pass.neuron().activation().derivativeFormula(number(pass.z()), inner(pass.output()));
    }

    private void chain() {
        Equations equations = new Equations();
        backprop.gradient().backwards().forEach(product -> add(equations, product));
        backprop.loss()
                .ifPresent(step ->
                        step.gradient().backwards().forEach(product -> add(equations, product)));
        print("chain", equations);
    }

    private static void add(Equations equations, Product product) {
        List<String> numbers = new ArrayList<>();
        for (Equation factor : product.factors())
            numbers.add(numbers.isEmpty() ? number(factor.value()) : inner(factor.value()));
        equations.product(
                product.symbol(),
                product.factors().stream().map(Equation::symbol).toList(),
                numbers,
                number(product.value()));
    }

    private void step(LossStep step) {
        page.space();
        if (step.after().isEmpty()) page.entry("update", "undefined, as the derivatives are");
        else update(step);
        step.clipped().ifPresent(clipped -> clipped(step, clipped));
        step.fused().ifPresent(fused -> fused(step, fused));
    }

    private void update(LossStep step) {
        Equations equations = new Equations();
        for (int k = 0; k < step.after().size(); k++) {
            Neuron after = step.after().get(k);
            update(equations, step, step.gradient().byW().get(k), neuron(k).w(), after.w());
            update(equations, step, step.gradient().byB().get(k), neuron(k).b(), after.b());
        }
        print("update", equations);
        print(
                "after",
                new Equations()
                        .add("ŷ", before(step.outputAfter(), backprop.output()))
                        .add("L", before(step.lossAfter(), step.loss())));
    }

    private static String before(double value, double before) {
        return number(value) + ", before " + number(before);
    }

    private static void update(
            Equations equations, LossStep step, Product slope, double before, double after) {
        equations.add(
                "%s − η·%s".formatted(ofParameter(slope), slope.symbol()),
                "%s − %s·%s"
                        .formatted(
                                number(before), number(step.learningRate()), inner(slope.value())),
                number(after));
    }

    private void clipped(LossStep step, LossStep.Clipped clipped) {
        ScalarLoss function = step.function();
        String y = inner(step.y());
        String q = number(clipped.output());
        page.space();
        page.entry(
                "clipped",
                "With ŷ clipped to [1e-07, 1 − 1e-07]%s: %s for %s"
                        .formatted(
                                step.fused().isPresent() ? "" : ", as in training",
                                q,
                                number(backprop.output())));
        print(
                "clipped",
                new Equations()
                        .add("L", function.formula(y, q), number(clipped.loss()))
                        .add(
                                "∂L/∂ŷ at the edge",
                                function.derivativeFormula(y, q),
                                number(clipped.slopeAtClip()))
                        .add(
                                "∂L/∂ŷ beyond it",
                                number(clipped.dLossDOutput()) + ", as the clip is flat"));
        page.entry("clipped", "The update leaves all as it is: nothing is learned.");
    }

    private void fused(LossStep step, LossStep.Fused fused) {
        String z = ofParameter(step.gradient().byZ().getLast());
        page.space();
        page.entry(
                "fused", "Training computes sigmoid and this loss as one function of " + z + ":");
        print(
                "fused",
                new Equations()
                        .add(
                                "L",
                                "max(%s, 0) − y·%s + ln(1 + e^−|%s|)".formatted(z, z, z),
                                number(fused.loss()))
                        .add("∂L/∂" + z, "ŷ − y", number(fused.dLossDZ())));
    }

    private void check() {
        Equations equations = new Equations();
        for (DifferenceQuotient check : backprop.checks()) {
            String f = check.of();
            equations.add(
                    "∂%s/∂%s".formatted(f, check.by()),
                    "(%s(%s + h) − %s(%s − h))/2h".formatted(f, check.by(), f, check.by()),
                    verdict(check));
        }
        print("check", equations);
    }

    private static String verdict(DifferenceQuotient check) {
        if (Double.isNaN(check.quotient())) return "none, see the note";
        return "%s, %s apart%s"
                .formatted(
                        number(check.quotient()),
                        apart(check.difference()),
                        check.disagrees() ? ": too much" : "");
    }

    private static String apart(double difference) {
        return difference == 0 ? "0" : String.format(Locale.ROOT, "%.0e", difference);
    }

    /** What is to be known beside the numbers. */
    static List<String> notes(Backprop backprop) {
        List<String> notes = new ArrayList<>();
        for (int k = 0; k < backprop.passes().size(); k++)
            if (backprop.passes().get(k).kink())
                notes.add(
                        "%s is exactly 0, where relu has a kink: slope 0 on its left, 1 on its right. Its derivative there is taken as 0, as in training."
                                .formatted(backprop.forward().get(2 * k).symbol()));
        backprop.loss().ifPresent(step -> addNotes(notes, step, backprop.output()));
        if (backprop.checks().stream().anyMatch(check -> Double.isNaN(check.quotient())))
            notes.add(
                    "There is no central difference where every step either way switches a relu on"
                            + " or off, or leads to where the loss is undefined.");
        if (backprop.checks().stream().anyMatch(DifferenceQuotient::disagrees))
            notes.add(
                    "A derivative is further from its central difference than rounding explains:"
                            + " either the loss bends too sharply to be measured by steps, or the"
                            + " derivative is wrong.");
        return notes;
    }

    private static void addNotes(List<String> notes, LossStep step, double output) {
        String loss = step.function().kerasName();
        if (!step.undefined().isEmpty())
            notes.add(
                    "%s is undefined at ŷ = %s, y = %s (%s), and so is all that follows from it."
                            .formatted(loss, number(output), number(step.y()), step.undefined()));
        else if (Double.isNaN(step.lossAfter()))
            notes.add(
                    "After the update ŷ = %s, where %s is undefined."
                            .formatted(number(step.outputAfter()), loss));
        if (step.function() == ScalarLoss.CATEGORICAL_CROSSENTROPY && output > 1)
            notes.add(
                    "ŷ = %s is no probability: −ln ŷ is below 0 there.".formatted(number(output)));
        if (step.function() == ScalarLoss.BINARY_CROSSENTROPY && output == step.y())
            notes.add(
                    "A part of the loss whose weight, y or 1 − y, is 0 counts as 0, also as 0/0.");
    }
}
