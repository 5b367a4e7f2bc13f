package rookery.explain.lesson;

import rookery.Model;
import rookery.Run;
import rookery.tensor.Matrix;

import java.util.Arrays;
import java.util.List;

/**
 * A simple multilayer perceptron, 3-3-2, trained on standardized inputs, and a penguin on its way
 * through it.
 *
 * @param inputs their names
 * @param classes the outputs' names
 * @param parameters how many
 * @param hiddenKernel W^I (inputs, hidden)
 * @param hiddenBias b^I
 * @param outputKernel W^H (hidden, outputs)
 * @param outputBias b^H
 * @param row the penguin's way: that of {@link SingleWeight}
 * @param accuracy over the training rows
 * @param validationAccuracy over the others
 */
public record Mlp(
        List<String> inputs,
        List<String> classes,
        long parameters,
        List<List<Double>> hiddenKernel,
        List<Double> hiddenBias,
        List<List<Double>> outputKernel,
        List<Double> outputBias,
        PenguinPass row,
        double accuracy,
        double validationAccuracy) {

    /** Trains the network. */
    public static Mlp of(Penguins penguins) {
        Run run = train(penguins);
        Model model = run.model();
        int strongest = SingleWeight.strongest(model, penguins.standardized().training());
        return new Mlp(
                penguins.inputs(),
                penguins.classes(),
                model.network().parameterCount(),
                rows(model.weights("dense/kernel")),
                rows(model.weights("dense/bias")).getFirst(),
                rows(model.weights("dense_1/kernel")),
                rows(model.weights("dense_1/bias")).getFirst(),
                PenguinPass.of(penguins, model, strongest),
                run.training().get("accuracy"),
                run.validation().orElseThrow().get("accuracy"));
    }

    static Run train(Penguins penguins) {
        return Penguins.train(penguins.standardized(), Penguins.FEW_UNITS, Penguins.fit());
    }

    private static List<List<Double>> rows(Matrix matrix) {
        return Arrays.stream(matrix.toRows()).map(Penguins::list).toList();
    }
}
