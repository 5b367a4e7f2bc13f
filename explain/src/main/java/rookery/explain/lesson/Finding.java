package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Evaluation;
import rookery.Model;
import rookery.Run;
import rookery.Trainer;
import rookery.data.PreparedTable;
import rookery.explain.Activity;
import rookery.explain.CrossEntropy;
import rookery.explain.LayerActivity;
import rookery.tensor.Matrix;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * What the lecture's own line did on raw millimetres, the evidence that it learned nothing, and the
 * cure.
 *
 * @param epochs trained
 * @param batchSize rows of a step
 * @param learningRate of the descent
 * @param majority the share of the more frequent class: the accuracy of who always says so
 * @param entropy of the class frequencies: the least loss of who does not look at the penguin
 * @param classes their names
 * @param raw trained on millimetres
 * @param standardized trained on the same rows, standardized
 * @param seeds the raw training again, with other initial weights and batches
 */
public record Finding(
        int epochs,
        int batchSize,
        double learningRate,
        double majority,
        double entropy,
        List<String> classes,
        Training raw,
        Training standardized,
        Seeds seeds) {

    private static final int SEEDS = 10;

    /** Of probabilities from 0 to 1. */
    private static final int BINS = 20;

    /**
     * A training.
     *
     * @param loss over the training rows, afterwards
     * @param accuracy likewise
     * @param validationLoss over the others
     * @param validationAccuracy likewise
     * @param before each hidden unit's activity on the training rows before the first step
     * @param after the same after the last step
     * @param probabilities for each true class, how many of its training rows get which probability
     *     of the first class: less than 0.05, less than 0.1, and so on
     * @param lastDeath steps until all hidden units were dead for good; empty if some live
     */
    public record Training(
            double loss,
            double accuracy,
            double validationLoss,
            double validationAccuracy,
            LayerActivity before,
            LayerActivity after,
            List<List<Integer>> probabilities,
            Optional<Long> lastDeath) {

        static Training of(PreparedTable rows) {
            Run run = Penguins.train(rows, Penguins.UNITS, Penguins.fit());
            Dataset training = rows.training();
            Evaluation validation = run.validation().orElseThrow();
            return new Training(
                    run.training().loss(),
                    run.training().get("accuracy"),
                    validation.loss(),
                    validation.get("accuracy"),
                    hidden(run.model().learner().initialModel(Penguins.fit().seed()), training),
                    hidden(run.model(), training),
                    probabilities(run.model(), training),
                    lastDeath(training, run.steps()));
        }

        private static List<List<Integer>> probabilities(Model model, Dataset rows) {
            Matrix q = model.predict(rows.features());
            int[][] counts = new int[q.cols()][BINS];
            for (int i = 0; i < rows.rows(); i++)
                counts[rows.classes()[i]][Math.min(BINS - 1, (int) (BINS * q.get(i, 0)))]++;
            return Arrays.stream(counts).map(row -> Arrays.stream(row).boxed().toList()).toList();
        }

        /** Goes through the same training again, step by step. */
        private static Optional<Long> lastDeath(Dataset rows, long steps) {
            Trainer trainer = Penguins.learner(Penguins.UNITS).trainer(rows, Penguins.fit());
            Optional<Long> dead = Optional.empty();
            while (trainer.steps() < steps) {
                trainer.step();
                if (!died(trainer.model(), rows)) dead = Optional.empty();
                else if (dead.isEmpty()) dead = Optional.of(trainer.steps());
            }
            return dead;
        }
    }

    /**
     * How the raw training went with other seeds.
     *
     * @param tried how many
     * @param allDead in how many of them all hidden units were dead in the end
     * @param learnedNothing in how many of them the accuracy was no better than the majority's share
     */
    public record Seeds(int tried, int allDead, int learnedNothing) {

        static Seeds of(PreparedTable rows, double majority) {
            List<Run> runs =
                    IntStream.rangeClosed(1, SEEDS)
                            .mapToObj(seed ->
                                    Penguins.train(rows, Penguins.UNITS, Penguins.fit().seed(seed)))
                            .toList();
            return new Seeds(
                    SEEDS,
                    count(runs, run -> died(run.model(), rows.training())),
                    count(runs, run -> run.training().get("accuracy") <= majority));
        }

        private static int count(List<Run> runs, Predicate<Run> what) {
            return (int) runs.stream().filter(what).count();
        }
    }

    private static LayerActivity hidden(Model model, Dataset rows) {
        return Activity.of(model, rows).layers().getFirst();
    }

    private static boolean died(Model model, Dataset rows) {
        LayerActivity hidden = hidden(model, rows);
        return hidden.dead().size() == hidden.units().size();
    }

    /** Trains on the raw and on the standardized penguins. */
    public static Finding of(Penguins penguins) {
        List<Double> frequencies = penguins.frequencies();
        double[] prior = Penguins.array(frequencies);
        double majority = Math.max(prior[0], prior[1]);
        return new Finding(
                Penguins.fit().epochs(),
                Penguins.fit().batchSize(),
                Penguins.learner(Penguins.UNITS).optimizer().learningRate().at(0),
                majority,
                CrossEntropy.of(prior, prior).entropy(),
                penguins.classes(),
                Training.of(penguins.raw()),
                Training.of(penguins.standardized()),
                Seeds.of(penguins.raw(), majority));
    }
}
