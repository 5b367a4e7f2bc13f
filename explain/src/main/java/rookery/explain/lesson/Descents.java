package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Model;
import rookery.Run;
import rookery.Trainer;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Gradient descent with all rows a step, with one, and with a few: the same network, initial weights
 * and learning rate, the same number of epochs, on standardized inputs.
 *
 * @param epochs of each
 * @param descents full batch, mini-batch, online
 * @param firstBatches the row numbers of the first mini-batch of the first two epochs
 */
public record Descents(int epochs, List<Descent> descents, List<List<Integer>> firstBatches) {

    /** Of each. */
    static final int EPOCHS = 20;

    static final String FULL_BATCH = "full batch";
    static final String MINI_BATCH = "mini-batch";
    static final String ONLINE = "online";

    /**
     * One of them.
     *
     * @param name as it is called
     * @param batchSize rows of a step
     * @param stepsPerEpoch steps to see all rows once
     * @param steps in all
     * @param epochLoss the mean loss of each epoch, as seen while training
     * @param loss over the training rows, afterwards
     * @param accuracy likewise
     * @param validationAccuracy over the others
     * @param agreement how well the gradients of an epoch's batches agree with that of all rows, at
     *     the initial weights: the mean cosine of the angle between them
     */
    public record Descent(
            String name,
            int batchSize,
            int stepsPerEpoch,
            long steps,
            List<Double> epochLoss,
            double loss,
            double accuracy,
            double validationAccuracy,
            double agreement) {

        private static Descent of(String name, Penguins penguins, Fit fit) {
            Dataset training = penguins.standardized().training();
            Run run = Penguins.train(penguins.standardized(), Penguins.UNITS, fit);
            Trainer trainer = Penguins.learner(Penguins.UNITS).trainer(training, fit);
            return new Descent(
                    name,
                    trainer.batchSize(),
                    trainer.stepsPerEpoch(),
                    run.steps(),
                    run.history().get("loss"),
                    run.training().loss(),
                    run.training().get("accuracy"),
                    run.validation().orElseThrow().get("accuracy"),
                    agreement(training, trainer));
        }

        private static double agreement(Dataset training, Trainer trainer) {
            Model initial = trainer.model();
            Parameters all = Probe.gradients(initial, training);
            double sum = 0;
            for (int step = 0; step < trainer.stepsPerEpoch(); step++) {
                Dataset batch = training.select(trainer.nextRows());
                sum += cosine(all, Probe.gradients(initial, batch));
                trainer.step();
            }
            return sum / trainer.stepsPerEpoch();
        }
    }

    /** Trains three times. */
    public static Descents of(Penguins penguins) {
        Fit fit = Penguins.fit().epochs(EPOCHS);
        return new Descents(
                EPOCHS,
                List.of(
                        Descent.of(FULL_BATCH, penguins, fit.fullBatch()),
                        Descent.of(MINI_BATCH, penguins, fit),
                        Descent.of(ONLINE, penguins, fit.batchSize(1))),
                firstBatches(penguins.standardized().training(), fit));
    }

    private static List<List<Integer>> firstBatches(Dataset training, Fit fit) {
        Learner learner = Penguins.learner(Penguins.UNITS);
        Trainer trainer = learner.trainer(training, fit);
        List<List<Integer>> batches = new ArrayList<>();
        batches.add(numbers(training, trainer.nextRows()));
        while (trainer.epoch() == 0) trainer.step();
        batches.add(numbers(training, trainer.nextRows()));
        return List.copyOf(batches);
    }

    private static List<Integer> numbers(Dataset training, int[] rows) {
        return Arrays.stream(rows).map(training::rowNumber).boxed().toList();
    }

    private static double cosine(Parameters g, Parameters other) {
        return dot(g, other) / Math.sqrt(dot(g, g) * dot(other, other));
    }

    private static double dot(Parameters g, Parameters other) {
        return IntStream.range(0, g.values().length)
                .mapToDouble(i -> (double) g.values()[i] * other.values()[i])
                .sum();
    }
}
