package rookery.explain.lesson;

import rookery.Evaluation;
import rookery.Learner;
import rookery.Model;
import rookery.losses.Loss;
import rookery.metrics.Metric;
import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;

/**
 * What the line {@code compile(…)} decides, and where it leaves an untrained network.
 *
 * @param loss its name
 * @param optimizer its name
 * @param metric its name
 * @param learningRate the optimizer's, as nobody named one
 * @param momentum likewise
 * @param lossAtStart over the standardized training rows, with the initial weights
 * @param accuracyAtStart likewise
 * @param evenLoss the loss of who gives all classes the same probability: ln of their number
 */
public record Compiling(
        String loss,
        String optimizer,
        String metric,
        double learningRate,
        double momentum,
        double lossAtStart,
        double accuracyAtStart,
        double evenLoss) {

    /** Compiles the lecture's network. */
    public static Compiling of(Penguins penguins) {
        Learner learner = Penguins.learner(Penguins.UNITS);
        Model untrained = learner.initialModel(Penguins.fit().seed());
        Evaluation start = untrained.evaluate(penguins.standardized().training());
        Sgd sgd = (Sgd) learner.optimizer();
        return new Compiling(
                Loss.NAMES.textOf(learner.loss()),
                Optimizer.NAMES.textOf(sgd),
                Metric.NAMES.textOf(learner.metrics().getFirst()),
                sgd.learningRate().at(0),
                sgd.momentum(),
                start.loss(),
                start.get("accuracy"),
                StrictMath.log(penguins.classes().size()));
    }
}
