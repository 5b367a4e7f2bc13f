package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Model;
import rookery.Trace;
import rookery.explain.lesson.Penguins.Penguin;

import java.util.List;

/**
 * A penguin on its way through a network with one hidden layer, with the numbers that training uses.
 *
 * <pre>
 *   z = x·W^I + b^I      h = max(0, z)      logits = h·W^H + b^H      q = softmax(logits)
 * </pre>
 *
 * @param penguin x is its inputs, p its target
 * @param sums z, a hidden unit each
 * @param hidden h
 * @param logits an output each
 * @param probabilities q
 * @param loss H(p, q)
 */
public record PenguinPass(
        Penguin penguin,
        List<Double> sums,
        List<Double> hidden,
        List<Double> logits,
        List<Double> probabilities,
        double loss) {

    /** Of the i-th training row. */
    static PenguinPass of(Penguins penguins, Model model, int i) {
        Dataset row = penguins.standardized().training().select(i);
        Trace trace = model.trace(row);
        return new PenguinPass(
                penguins.penguin(i),
                Probe.row(trace.frame(0).z(), 0),
                Probe.row(trace.frame(0).y(), 0),
                Probe.row(trace.frame(1).z(), 0),
                Probe.row(trace.output(), 0),
                trace.loss(0));
    }
}
