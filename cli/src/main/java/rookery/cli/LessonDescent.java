package rookery.cli;

import static rookery.cli.LessonPage.first;
import static rookery.cli.LessonPage.number;
import static rookery.cli.LessonPage.text;

import rookery.explain.lesson.Descents;
import rookery.explain.lesson.Descents.Descent;
import rookery.explain.lesson.UpdateRule;
import rookery.report.lesson.Charts;

import java.util.List;

/** The lesson's screens on gradient descent. */
final class LessonDescent {

    private LessonDescent() {}

    /** One step. */
    static void updateRule(LessonPage page, UpdateRule step) {
        page.say(
                "The gradient ∇L points to where the loss grows fastest. So each step goes the"
                        + " other way, and η, the learning rate, says how far:");
        page.space();
        page.formula("θ ← θ − η·∇L(θ)");
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
        update(page, step);
        page.space();
        page.say(
                "All weights do so at once. To first order the loss of these penguins changes by"
                        + " −η·‖∇L‖²; what is missing is due to the curvature of the loss"
                        + " landscape:");
        page.space();
        page.show(
                "−%s·%.6f²         = %9.6f   predicted",
                step.learningRate(), step.gradientNorm(), step.predictedChange());
        page.show(
                "%.6f − %.6f     = %9.6f   happened",
                step.lossAfter(), step.lossBefore(), step.lossAfter() - step.lossBefore());
        page.tryOut(
                "train penguins",
                "steps penguins-1 --epoch 0",
                text(
                        "why penguins-1 --weight \"dense/kernel[%d,%d]\" --step 0",
                        step.input(), step.unit()));
    }

    private static void update(LessonPage page, UpdateRule step) {
        page.show("before          w    %12.8f", step.before());
        page.show(
                "gradient        g    %12.8f   ∂L/∂w, the mean of %d penguins",
                step.gradient(), step.rows().size());
        page.show("learning rate   η    %12s", step.learningRate());
        page.show("update        −η·g   %12.8f", -step.learningRate() * step.gradient());
        page.show("after         w−η·g  %12.8f   as the training has it", step.after());
    }

    /** Three descents. */
    static void descents(LessonPage page, Descents all) {
        page.say(
                "A step may look at all rows, at one, or at a few (k of them: the gradient is the"
                    + " mean over the batch, θ ← θ − (η/k)·Σ ∇L). An epoch is a pass through all"
                    + " rows. The same network, weights and rate, %d epochs each:",
                all.epochs());
        page.space();
        tables(page, all);
        page.chart(
                Charts.curves(
                        "The mean loss of each epoch, as seen while training.",
                        "epoch",
                        true,
                        all.descents().stream().map(LessonDescent::curve).toList()));
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

    private static void tables(LessonPage page, Descents all) {
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
    }

    private static Charts.Line curve(Descent descent) {
        List<Double> losses = descent.epochLoss();
        return new Charts.Line(descent.name(), LessonPage.counting(1, losses.size()), losses);
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
