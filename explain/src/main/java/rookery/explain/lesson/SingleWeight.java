package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Model;
import rookery.Trace;
import rookery.explain.Paths;

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
 * @param paths of this row, with the factors x_0, 1[z_0 &gt; 0], W^H_0k and q_k − p_k
 * @param outputs the class that each of the paths leads to
 * @param gradient as a step of training has it, of this row alone
 * @param slope the same measured: a central difference of the loss
 * @param off a row for which unit 0 is off, so that both paths are shut
 * @param offShut how many of its paths are
 * @param offGradient its gradient, as a step of training has it
 * @param rowsOn how many of the training rows switch unit 0 on
 * @param rows how many there are
 */
public record SingleWeight(
        PenguinPass row,
        double weight,
        Paths paths,
        List<String> outputs,
        double gradient,
        double slope,
        PenguinPass off,
        int offShut,
        double offGradient,
        int rowsOn,
        int rows) {

    static final String INNER = "dense/kernel";
    static final String OUTER = "dense_1/kernel";

    /** Of the trained 3-3-2 network. */
    public static SingleWeight of(Penguins penguins) {
        Model model = Mlp.train(penguins).model();
        Dataset training = penguins.standardized().training();
        Trace trace = model.trace(training);
        int[] on =
                IntStream.range(0, training.rows())
                        .filter(i -> trace.frame(0).z().get(i, 0) > 0)
                        .toArray();
        int strongest = strongest(model, training);
        int off =
                IntStream.range(0, training.rows())
                        .filter(i -> trace.frame(0).z().get(i, 0) <= 0)
                        .findFirst()
                        .orElseThrow();
        Paths paths = paths(trace, strongest);
        return new SingleWeight(
                PenguinPass.of(penguins, model, strongest),
                model.weights(INNER).get(0, 0),
                paths,
                paths.paths().stream().map(path -> output(penguins, path)).toList(),
                Probe.gradients(model, training.select(strongest)).get(INNER, 0, 0),
                Probe.slope(model, INNER, 0, 0, training.select(strongest)),
                PenguinPass.of(penguins, model, off),
                (int) paths(trace, off).shut(),
                Probe.gradients(model, training.select(off)).get(INNER, 0, 0),
                on.length,
                training.rows());
    }

    private static Paths paths(Trace trace, int row) {
        return Paths.of(trace, row, INNER, 0, 0, trace.output().features());
    }

    private static String output(Penguins penguins, Paths.Path path) {
        List<String> classes = penguins.classes();
        return IntStream.range(0, classes.size())
                .filter(k -> path.nodes().getLast().endsWith("[" + k + "]"))
                .mapToObj(classes::get)
                .findFirst()
                .orElseThrow();
    }

    /** The training row whose own gradient by W^I_00 is the largest. */
    static int strongest(Model model, Dataset training) {
        Trace trace = model.trace(training);
        Comparator<Integer> byGradient = Comparator.comparing(i -> Math.abs(paths(trace, i).sum()));
        return IntStream.range(0, training.rows()).boxed().max(byGradient).orElseThrow();
    }
}
