package rookery.cli;

import static rookery.cli.LessonPage.number;
import static rookery.cli.LessonPage.text;

import rookery.explain.lesson.Compiling;
import rookery.explain.lesson.Penguins.Penguin;
import rookery.explain.lesson.Recap;
import rookery.explain.lesson.Recap.LayerSize;

import java.util.ArrayList;
import java.util.List;

/** The lesson's screens on data and network. */
final class LessonBasics {

    private LessonBasics() {}

    /** The data and the network. */
    static void recap(LessonPage page, Recap recap) {
        page.say(
                "Supervised learning: from examples D = {(x, y)} find a function f(x, θ) that tells"
                        + " y from x. To learn is to choose the weights θ so that a loss is small,"
                        + " ϑ ≈ argmin L(θ). Here x are three measures of a penguin in millimetres,"
                        + " and y says Adelie or not, one-hot:");
        page.space();
        List<String> header = new ArrayList<>(List.of("row", "species"));
        recap.inputs().forEach(input -> header.add(input.name()));
        header.add("y");
        page.table(header, recap.examples().stream().map(LessonBasics::example).toList());
        page.space();
        rows(page, recap);
        page.space();
        parameters(page, recap.layers().get(0), recap.layers().get(1), recap.parameters());
        page.tryOut("train penguins", "summary penguins-1");
    }

    private static void rows(LessonPage page, Recap recap) {
        page.say(
                "%d rows, %d of them complete: %d to learn from (%d %s, %d %s), and %d drawn at"
                        + " random to be measured by. Over the %d:",
                recap.rows(),
                recap.complete(),
                recap.training(),
                recap.classes().get(0).rows(),
                recap.classes().get(0).name(),
                recap.classes().get(1).rows(),
                recap.classes().get(1).name(),
                recap.validation(),
                recap.training());
        page.space();
        page.table(
                List.of("input", "least", "most", "mean", "deviation"),
                recap.inputs().stream()
                        .map(input ->
                                List.of(
                                        input.name(),
                                        millimetres(input.min()),
                                        millimetres(input.max()),
                                        number(input.mean()),
                                        number(input.deviation())))
                        .toList());
    }

    private static void parameters(
            LessonPage page, LayerSize hidden, LayerSize output, long parameters) {
        page.say(
                "The network: %d inputs → %d hidden %s units → %d %s outputs. A weight for each"
                        + " connection and a bias for each unit:",
                hidden.inputs(),
                hidden.units(),
                hidden.activation(),
                output.units(),
                output.activation());
        page.formula(
                text(
                        "(%d·%d + %d) + (%d·%d + %d) = %d + %d = %d parameters θ",
                        hidden.inputs(),
                        hidden.units(),
                        hidden.biases(),
                        output.inputs(),
                        output.units(),
                        output.biases(),
                        hidden.weights() + hidden.biases(),
                        output.weights() + output.biases(),
                        parameters));
    }

    private static List<String> example(Penguin penguin) {
        List<String> cells = new ArrayList<>();
        cells.add(Integer.toString(penguin.row()));
        cells.add(penguin.species());
        penguin.millimetres().forEach(value -> cells.add(millimetres(value)));
        cells.add(text("(%.0f, %.0f)", penguin.target().get(0), penguin.target().get(1)));
        return cells;
    }

    private static String millimetres(double value) {
        return text("%.1f", value);
    }

    /** The line {@code compile}. */
    static void compiling(LessonPage page, Compiling line) {
        page.say("The lecture's line, in Keras:");
        page.space();
        page.show("model.compile(loss='%s',", line.loss());
        page.show("              optimizer='%s', metrics=['%s'])", line.optimizer(), line.metric());
        page.space();
        page.say("The same line here, in Java, and on the command line:");
        page.space();
        page.show("Learner learner =");
        page.show(
                "    network.compile(\"%s\", \"%s\", \"%s\");",
                line.loss(), line.optimizer(), line.metric());
        page.space();
        page.show("%s train penguins --loss %s \\", Main.command(), line.loss());
        page.show("    --optimizer %s --metrics %s", line.optimizer(), line.metric());
        page.space();
        page.say(
                "It trains nothing. It says what is to become small, how, and what else to watch:");
        page.space();
        page.table(
                List.of("decides", "here", "that is"),
                List.of(
                        List.of("the loss", line.loss(), "how wrong the probabilities are"),
                        List.of(
                                "the optimizer",
                                line.optimizer(),
                                text(
                                        "θ ← θ − η·∇L, rate η = %s, momentum %.0f",
                                        line.learningRate(), line.momentum())),
                        List.of("the metric", line.metric(), "how many penguins are right")));
        page.space();
        page.say(
                "Nobody named a learning rate, so it is the optimizer's own. With random weights"
                    + " and standardized inputs the loss is %s and the accuracy %s; whoever gives"
                    + " both classes the same probability has the loss ln 2 = %s.",
                number(line.lossAtStart()),
                number(line.accuracyAtStart()),
                number(line.evenLoss()));
        page.tryOut("train penguins --optimizer \"sgd(0.1)\"", "train --help");
    }
}
