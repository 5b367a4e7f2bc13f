package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.explain.Paths;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Two slips in the lecture's slides, and what each would do.
 *
 * <pre>
 *   the slide's update   θ + η·∇L        right: θ − η·∇L
 *   the slide's factor   ∂W^H/∂W^I       right: ∂O_k/∂H_0 · ∂H_0/∂z_0 · ∂z_0/∂W^I_00
 * </pre>
 *
 * @param learningRate η
 * @param minus the loss over all training rows before the first and after each of some full-batch
 *     steps with θ − η·∇L, from the lecture's initial weights
 * @param plus the same with θ + η·∇L
 * @param factors ∂W^H_0k/∂W^I_00 for each output k, measured: what moving the one does to the other
 * @param slidesGradient the slide's ∂L/∂W^I_00, which contains them
 * @param gradient the right one of the same row, that of {@link SingleWeight}
 * @param slope the same measured: a central difference of the loss
 */
public record Slips(
        double learningRate,
        List<Double> minus,
        List<Double> plus,
        List<Double> factors,
        double slidesGradient,
        double gradient,
        double slope) {

    private static final int STEPS = 10;
    private static final float NUDGE = 0.01f;

    /** Takes steps both ways, and moves a weight. */
    public static Slips of(Penguins penguins) {
        Learner learner = Penguins.learner(Penguins.UNITS);
        double rate = learner.optimizer().learningRate().at(0);
        Model start = learner.initialModel(Penguins.fit().seed());
        Dataset training = penguins.standardized().training();
        SingleWeight right = SingleWeight.of(penguins);
        List<Double> factors = factors(Mlp.train(penguins).model());
        return new Slips(
                rate,
                losses(start, training, -rate),
                losses(start, training, rate),
                factors,
                slidesGradient(right.paths(), factors),
                right.gradient(),
                right.slope());
    }

    private static List<Double> losses(Model start, Dataset rows, double factor) {
        List<Double> losses = new ArrayList<>();
        losses.add(start.evaluate(rows).loss());
        Model model = start;
        for (int step = 0; step < STEPS; step++) {
            model = Probe.moved(model, Probe.gradients(model, rows), factor);
            losses.add(model.evaluate(rows).loss());
        }
        return List.copyOf(losses);
    }

    /** What moving W^I_00 does to each W^H_0k: they are parameters of their own. */
    private static List<Double> factors(Model model) {
        Parameters θ = model.parameters();
        Parameters moved = model.parameters();
        moved.values()[moved.at(SingleWeight.INNER, 0, 0)] += NUDGE;
        List<Double> factors = new ArrayList<>();
        for (int k = 0; k < model.network().outputs(); k++) {
            double change = moved.get(SingleWeight.OUTER, 0, k) - θ.get(SingleWeight.OUTER, 0, k);
            factors.add(change / NUDGE);
        }
        return List.copyOf(factors);
    }

    /** The sum over the paths with the slides' factor in the place of W^H_0k. */
    private static double slidesGradient(Paths paths, List<Double> factors) {
        List<String> names =
                IntStream.range(0, factors.size())
                        .mapToObj(k -> SingleWeight.OUTER + "[0," + k + "]")
                        .toList();
        double sum = 0;
        for (Paths.Path path : paths.paths()) {
            double product = 1;
            for (Paths.Factor factor : path.factors()) {
                int k = names.indexOf(factor.name());
                product *= k < 0 ? factor.value() : factors.get(k);
            }
            sum += product;
        }
        return sum;
    }
}
