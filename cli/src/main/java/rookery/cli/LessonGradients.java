package rookery.cli;

import static rookery.cli.LessonPage.number;
import static rookery.cli.LessonPage.text;

import rookery.explain.Paths;
import rookery.explain.lesson.SingleWeight;
import rookery.explain.lesson.Slips;
import rookery.report.lesson.Charts;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The lesson's screens on gradients. */
final class LessonGradients {

    private LessonGradients() {}

    /** The paths from a weight to the outputs. */
    static void singleWeight(LessonPage page, SingleWeight why) {
        page.say(
                "How does the loss of row %d change with a single weight of the first layer, W^I_00"
                    + " = %s? The weight leads into hidden unit 0, and from there a path leads to"
                    + " each output. The chain rule multiplies along a path and adds up the paths:",
                why.row().penguin().row(), number(why.weight()));
        page.space();
        page.formula("∂L/∂W^I_00 = Σ_k (q_k − p_k) · W^H_0k · 1[z_0 > 0] · x_0");
        page.space();
        page.table(
                List.of("path", "x_0", "1[z_0 > 0]", "W^H_0k", "q_k − p_k", "product"),
                IntStream.range(0, why.outputs().size())
                        .mapToObj(k -> path(why.outputs().get(k), why.paths().paths().get(k)))
                        .toList());
        page.space();
        page.show("sum of both paths         %12.8f", why.paths().sum());
        page.show("gradient of training      %12.8f", why.gradient());
        page.show("measured, w ± 0.01        %12.8f", why.slope());
        page.space();
        meaning(page, why);
        page.tryOut(
                "train penguins --hidden 3 --name small",
                text(
                        "why small --weight \"dense/kernel[0,0]\" --row %d",
                        why.row().penguin().row()));
    }

    private static void meaning(LessonPage page, SingleWeight why) {
        page.say(
                "Each factor has a meaning: how large the input is, whether the hidden unit is on"
                        + " for this penguin (z_0 = %s), how much the output listens to it, and how"
                        + " wrong the output is: softmax and cross-entropy together make that as"
                        + " simple as q − p.",
                number(why.row().sums().getFirst()));
        page.space();
        page.say(
                "Row %d has z_0 = %s: the relu is shut, %d of 2 paths carry 0, and the gradient of"
                        + " training is %.0f. This weight learns only from the %d of %d rows that"
                        + " switch unit 0 on; a unit that no row switches on learns no more.",
                why.off().penguin().row(),
                number(why.off().sums().getFirst()),
                why.offShut(),
                why.offGradient(),
                why.rowsOn(),
                why.rows());
    }

    private static List<String> path(String output, Paths.Path path) {
        List<String> cells = new ArrayList<>(List.of("W^I_00 → h0 → " + output));
        path.factors().forEach(factor -> cells.add(factor(factor.value())));
        cells.add(number(path.product()));
        return cells;
    }

    private static String factor(double value) {
        return value == Math.rint(value) ? text("%.0f", value) : number(value);
    }

    private static Charts.Line curve(String name, List<Double> losses) {
        return new Charts.Line(name, LessonPage.counting(0, losses.size()), losses);
    }

    /** What the slides say, and what is right. */
    static void slips(LessonPage page, Slips slips) {
        page.say(
                "The slides write the update as θ + η·∇L. The gradient points uphill, so to make"
                    + " the loss small takes θ − η·∇L. All rows a step, η = %s, the same initial"
                    + " weights:",
                slips.learningRate());
        page.space();
        page.table(
                List.of("steps", "loss with θ − η·∇L", "loss with θ + η·∇L"),
                IntStream.range(0, slips.minus().size())
                        .filter(step -> step <= 3 || step % 5 == 0)
                        .mapToObj(step ->
                                List.of(
                                        Integer.toString(step),
                                        number(slips.minus().get(step)),
                                        number(slips.plus().get(step))))
                        .toList());
        page.chart(
                Charts.curves(
                        "The loss over all training penguins after each step, both ways.",
                        "steps",
                        false,
                        List.of(
                                curve("θ − η·∇L", slips.minus()),
                                curve("θ + η·∇L", slips.plus()))));
        page.space();
        factor(page, slips);
        page.tryOut("why small --weight \"dense/kernel[0,0]\"");
    }

    private static void factor(LessonPage page, Slips slips) {
        page.say(
                "Their formula for the single weight has a factor ∂W^H/∂W^I. But the two are"
                    + " parameters of their own: move one, and the other stays. Measured: %s. A"
                    + " product with that factor is 0, whatever the penguin. What follows W^I_00 is"
                    + " the sum z_0, then the unit's output H_0, then the outputs O_k:",
                text(
                        "∂W^H_00/∂W^I_00 = %.0f, ∂W^H_01/∂W^I_00 = %.0f",
                        slips.factors().get(0), slips.factors().get(1)));
        page.space();
        page.formula(
                "∂O_k/∂W^I_00 = ∂O_k/∂H_0 · ∂H_0/∂z_0 · ∂z_0/∂W^I_00",
                "             = W^H_0k · 1[z_0 > 0] · x_0");
        page.space();
        page.table(
                List.of("∂L/∂W^I_00, the row of the screen before", "value"),
                List.of(
                        List.of("the slides' formula", text("%.6f", slips.slidesGradient())),
                        List.of(
                                "the right one, as training has it",
                                text("%.6f", slips.gradient())),
                        List.of("measured: w ± 0.01", text("%.6f", slips.slope()))));
    }
}
