package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.Trainer;
import rookery.tensor.Matrix;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.stream.IntStream;

/**
 * The first step of the training, and in it one weight of the hidden layer: the one that moved most.
 *
 * <pre>
 *   θ ← θ − η·∇L(θ)        L(θ − η·∇L) ≈ L(θ) − η·‖∇L‖²
 * </pre>
 *
 * @param rows of the batch: their numbers in the table
 * @param learningRate η
 * @param input from which the weight comes, its number from 0
 * @param inputName its name
 * @param unit to which it leads, likewise
 * @param before the weight
 * @param gradient ∂L/∂w, the mean over the batch
 * @param after the weight, as training left it
 * @param lossBefore of the batch
 * @param lossAfter of the same batch, after the step
 * @param gradientNorm ‖∇L‖ over all weights
 * @param predictedChange of the loss: −η·‖∇L‖²
 */
public record UpdateRule(
        List<Integer> rows,
        double learningRate,
        int input,
        String inputName,
        int unit,
        double before,
        double gradient,
        double after,
        double lossBefore,
        double lossAfter,
        double gradientNorm,
        double predictedChange) {

    private static final String KERNEL = "dense/kernel";

    /** Takes the step. */
    public static UpdateRule of(Penguins penguins) {
        Learner learner = Penguins.learner(Penguins.UNITS);
        Dataset training = penguins.standardized().training();
        Trainer trainer = learner.trainer(training, Penguins.fit());
        Dataset batch = training.select(trainer.nextRows());
        double rate = trainer.learningRate();
        Model before = trainer.model();
        double loss = trainer.step();
        Parameters g = trainer.gradients();
        Model after = trainer.model();
        int most = largest(g.matrix(KERNEL));
        int input = most / Penguins.UNITS;
        int unit = most % Penguins.UNITS;
        double norm = norm(g);
        return new UpdateRule(
                rowNumbers(batch),
                rate,
                input,
                penguins.inputs().get(input),
                unit,
                before.weights(KERNEL).get(input, unit),
                g.get(KERNEL, input, unit),
                after.weights(KERNEL).get(input, unit),
                loss,
                after.evaluate(batch).loss(),
                norm,
                -rate * norm * norm);
    }

    private static List<Integer> rowNumbers(Dataset rows) {
        return IntStream.range(0, rows.rows()).mapToObj(rows::rowNumber).toList();
    }

    private static int largest(Matrix gradient) {
        float[] g = gradient.values();
        int largest = 0;
        for (int i = 1; i < g.length; i++) if (Math.abs(g[i]) > Math.abs(g[largest])) largest = i;
        return largest;
    }

    private static double norm(Parameters g) {
        double squares = 0;
        for (float value : g.values()) squares += (double) value * value; // padding is 0
        return Math.sqrt(squares);
    }
}
