package rookery.explain.lesson;

import rookery.Model;
import rookery.explain.SoftmaxSteps;

import java.util.Arrays;

/**
 * Softmax, step by step, of the penguin that the network is least sure of.
 *
 * @param row its way through the network
 * @param steps of its logits, in double precision
 * @param difference the largest between these probabilities and the network's own
 * @param raised what is added to both logits to see that only their difference matters
 * @param raisedSteps of the raised logits
 * @param limit the largest logit whose exponential is still a number in single precision
 */
public record SoftmaxOfRow(
        PenguinPass row,
        SoftmaxSteps steps,
        double difference,
        double raised,
        SoftmaxSteps raisedSteps,
        double limit) {

    private static final double RAISED = 1000;

    /** Of the lecture's network, trained on standardized inputs. */
    public static SoftmaxOfRow of(Penguins penguins) {
        Model model =
                Penguins.train(penguins.standardized(), Penguins.UNITS, Penguins.fit()).model();
        int i = RowLosses.undecided(model.trace(penguins.standardized().training()));
        PenguinPass row = PenguinPass.of(penguins, model, i);
        double[] logits = Penguins.array(row.logits());
        SoftmaxSteps steps = SoftmaxSteps.of(logits);
        double difference = 0;
        for (int k = 0; k < logits.length; k++) {
            double off = steps.probabilities().get(k) - row.probabilities().get(k);
            difference = Math.max(difference, Math.abs(off));
        }
        return new SoftmaxOfRow(
                row,
                steps,
                difference,
                RAISED,
                SoftmaxSteps.of(Arrays.stream(logits).map(z -> z + RAISED).toArray()),
                StrictMath.log(Float.MAX_VALUE));
    }
}
