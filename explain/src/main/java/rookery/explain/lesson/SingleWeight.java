package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Model;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The gradient of a single weight, W^I_00, in the network of {@link Mlp}: a sum over both paths from
 * it to the two outputs.
 *
 * <pre>
 *   ∂L/∂W^I_00 = Σ_k (q_k − p_k) · W^H_0k · 1[z_0 &gt; 0] · x_0
 * </pre>
 *
 * @param row the training row whose gradient by this weight is the largest
 * @param weight W^I_00
 * @param paths one to each output
 * @param pathSum their sum: the gradient
 * @param gradient the same as training computes it, of this row alone
 * @param slope the same measured: a central difference of the loss
 * @param off a row for which unit 0 is off, so that both paths are shut
 * @param offGradient its gradient, as training computes it
 * @param rowsOn how many of the training rows pass unit 0
 * @param rows how many there are
 */
public record SingleWeight(
        ForwardPass row,
        double weight,
        List<Path> paths,
        double pathSum,
        double gradient,
        double slope,
        ForwardPass off,
        double offGradient,
        int rowsOn,
        int rows) {

    static final String INNER = "dense/kernel";
    static final String OUTER = "dense_1/kernel";

    /**
     * A path from the weight to an output, as its factors from the loss down.
     *
     * @param output the class it leads to
     * @param error q_k − p_k: ∂L/∂ of the output's logit
     * @param weight W^H_0k
     * @param open 1[z_0 &gt; 0]: the relu's derivative
     * @param input x_0
     * @param product of the four
     */
    public record Path(
            String output, double error, double weight, double open, double input, double product) {

        private static Path of(Penguins penguins, Model model, ForwardPass row, int k) {
            double error = row.probabilities().get(k) - row.penguin().target().get(k);
            double weight = model.weights(OUTER).get(0, k);
            double open = row.sums().getFirst() > 0 ? 1 : 0;
            double input = row.penguin().inputs().getFirst();
            return new Path(
                    penguins.classes().get(k),
                    error,
                    weight,
                    open,
                    input,
                    error * weight * open * input);
        }
    }

    /** Of the trained 3-3-2 network. */
    public static SingleWeight of(Penguins penguins) {
        Model model = Mlp.train(penguins).model();
        Dataset training = penguins.standardized().training();
        int strongest = strongest(penguins, model);
        ForwardPass row = ForwardPass.of(penguins, model, strongest);
        List<Path> paths = paths(penguins, model, row);
        List<ForwardPass> all =
                IntStream.range(0, training.rows())
                        .mapToObj(i -> ForwardPass.of(penguins, model, i))
                        .toList();
        int off =
                IntStream.range(0, all.size())
                        .filter(i -> all.get(i).sums().getFirst() <= 0)
                        .findFirst()
                        .orElseThrow();
        return new SingleWeight(
                row,
                model.weights(INNER).get(0, 0),
                paths,
                paths.stream().mapToDouble(Path::product).sum(),
                Probe.gradients(model, training.select(strongest)).get(INNER, 0, 0),
                Probe.slope(model, INNER, 0, 0, training.select(strongest)),
                all.get(off),
                Probe.gradients(model, training.select(off)).get(INNER, 0, 0),
                (int) all.stream().filter(pass -> pass.sums().getFirst() > 0).count(),
                all.size());
    }

    static List<Path> paths(Penguins penguins, Model model, ForwardPass row) {
        return IntStream.range(0, penguins.classes().size())
                .mapToObj(k -> Path.of(penguins, model, row, k))
                .toList();
    }

    /** The training row whose own gradient by W^I_00 is the largest. */
    static int strongest(Penguins penguins, Model model) {
        Dataset training = penguins.standardized().training();
        Comparator<Integer> byGradient =
                Comparator.comparing(
                        i -> Math.abs(Probe.gradients(model, training.select(i)).get(INNER, 0, 0)));
        return IntStream.range(0, training.rows()).boxed().max(byGradient).orElseThrow();
    }
}
