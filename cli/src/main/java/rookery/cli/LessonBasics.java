package rookery.cli;

import static rookery.cli.LessonPage.first;
import static rookery.cli.LessonPage.number;
import static rookery.cli.LessonPage.text;

import rookery.explain.lesson.Compiling;
import rookery.explain.lesson.Descents;
import rookery.explain.lesson.Descents.Descent;
import rookery.explain.lesson.Penguins.Penguin;
import rookery.explain.lesson.Recap;
import rookery.explain.lesson.Recap.LayerSize;
import rookery.explain.lesson.UpdateRule;

import java.util.ArrayList;
import java.util.List;

/** The lesson's screens on data, compiling and descent. */
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
        page.space();
        LayerSize hidden = recap.layers().get(0);
        LayerSize output = recap.layers().get(1);
        page.say(
                "The network: %d inputs → %d hidden %s units → %d %s outputs. A weight for each"
                        + " connection and a bias for each unit:",
                hidden.inputs(),
                hidden.units(),
                hidden.activation(),
                output.units(),
                output.activation());
        page.show(
                "(%d·%d + %d) + (%d·%d + %d) = %d + %d = %d parameters θ",
                hidden.inputs(),
                hidden.units(),
                hidden.biases(),
                output.inputs(),
                output.units(),
                output.biases(),
                hidden.weights() + hidden.biases(),
                output.weights() + output.biases(),
                recap.parameters());
        page.tryOut("train penguins", "summary penguins-1");
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

    /** One step. */
    static void updateRule(LessonPage page, UpdateRule step) {
        page.say(
                "The gradient ∇L points to where the loss grows fastest. So each step goes the"
                        + " other way, and η, the learning rate, says how far:");
        page.space();
        page.show("θ ← θ − η·∇L(θ)");
        page.space();
        page.say(
                "The first step of the training, on standardized inputs: %d penguins (rows %s)."
                        + " Of the weights of the hidden layer this one moves most:",
                step.rows().size(), first(step.rows(), 5));
        page.space();
        page.show(
                "dense/kernel[%d,%d]: from %s to hidden unit %d",
                step.input(), step.unit(), step.inputName(), step.unit());
        page.space();
        page.show("before          w    %12.8f", step.before());
        page.show(
                "gradient        g    %12.8f   ∂L/∂w, the mean of %d penguins",
                step.gradient(), step.rows().size());
        page.show("learning rate   η    %12s", step.learningRate());
        page.show("update        −η·g   %12.8f", -step.learningRate() * step.gradient());
        page.show("after         w−η·g  %12.8f   as the training has it", step.after());
        page.space();
        double change = step.lossAfter() - step.lossBefore();
        page.say(
                "All weights do so at once. To first order the loss of these penguins changes by"
                        + " −η·‖∇L‖²; what is missing is due to the curvature of the loss"
                        + " landscape:");
        page.space();
        page.show(
                "−%s·%.6f²         = %9.6f   predicted",
                step.learningRate(), step.gradientNorm(), step.predictedChange());
        page.show(
                "%.6f − %.6f     = %9.6f   happened", step.lossAfter(), step.lossBefore(), change);
        page.tryOut(
                "train penguins",
                "steps penguins-1 --epoch 0",
                text(
                        "why penguins-1 --weight \"dense/kernel[%d,%d]\" --step 0",
                        step.input(), step.unit()));
    }

    /** Three descents. */
    static void descents(LessonPage page, Descents all) {
        page.say(
                "A step may look at all rows, at one, or at a few (k of them: the gradient is the"
                    + " mean over the batch, θ ← θ − (η/k)·Σ ∇L). An epoch is a pass through all"
                    + " rows. The same network, weights and rate, %d epochs each:",
                all.epochs());
        page.space();
        page.table(
                List.of("descent", "rows a step", "steps an epoch", "steps in all", "agreement"),
                all.descents().stream()
                        .map(d ->
                                List.of(
                                        d.name(),
                                        Numbers.count(d.batchSize()),
                                        Numbers.count(d.stepsPerEpoch()),
                                        Numbers.count(d.steps()),
                                        text("%.2f", d.agreement())))
                        .toList());
        page.space();
        page.table(
                List.of(
                        "loss in epoch",
                        "1",
                        "5",
                        Integer.toString(all.epochs()),
                        "in the end",
                        "accuracy",
                        "of the others"),
                all.descents().stream().map(d -> outcome(all, d)).toList());
        page.space();
        Descent full = all.descents().getFirst();
        Descent online = all.descents().getLast();
        page.say(
                "Agreement: the mean cosine between the gradient of a step's rows and that of all"
                        + " rows, at the beginning. One penguin points only roughly the right way,"
                        + " but gets %d steps where the full batch gets %d. Online descent is"
                        + " noisy, the full batch slow; mini-batches are the usual trade.",
                online.stepsPerEpoch(), full.stepsPerEpoch());
        page.space();
        page.say(
                "After each epoch the batches are drawn anew. The first mini-batch, by row"
                        + " numbers:");
        page.show("epoch 0   %s", first(all.firstBatches().get(0), 12));
        page.show("epoch 1   %s", first(all.firstBatches().get(1), 12));
        page.tryOut(
                text("train penguins --epochs %d --batch-size full", all.epochs()),
                text("train penguins --epochs %d --batch-size 1", all.epochs()));
    }

    private static List<String> outcome(Descents all, Descent d) {
        List<Double> losses = d.epochLoss();
        return List.of(
                d.name(),
                number(losses.get(0)),
                number(losses.get(4)),
                number(losses.get(all.epochs() - 1)),
                number(d.loss()),
                number(d.accuracy()),
                number(d.validationAccuracy()));
    }
}
