package rookery.explain;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.Trace;
import rookery.layers.AlphaDropout;
import rookery.layers.BatchNormalization;
import rookery.layers.Dropout;
import rookery.layers.GaussianDropout;
import rookery.layers.GaussianNoise;
import rookery.layers.Layer;
import rookery.optimizers.Optimizer;
import rookery.optimizers.Sgd;
import rookery.tensor.ParameterSpec;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * How the sums of {@link Influence} and {@link SelfInfluence} are made.
 *
 * @param steps taken before each of the checkpoints
 * @param learningRates of the checkpoints, the factors of the sum
 * @param tensors whose gradients are multiplied: all that were trained, but those left out
 * @param exactToFirstOrder whether a step of this training changes the loss as the products say, to
 *     first order: plain gradient descent does
 * @param approximations why not; empty if it is
 */
public record TracIn(
        List<Long> steps,
        List<Double> learningRates,
        List<String> tensors,
        boolean exactToFirstOrder,
        List<String> approximations) {

    /** Rows on their way through the network at a time. */
    private static final int BLOCK = 1024;

    /** Keeps its own lists. */
    public TracIn {
        steps = List.copyOf(steps);
        learningRates = List.copyOf(learningRates);
        tensors = List.copyOf(tensors);
        approximations = List.copyOf(approximations);
    }

    /** A sum for each training row, and how it was made. */
    record Sums(double[] values, TracIn method) {

        /** Positions of the largest values, at most so many, largest first; of equals the first. */
        int[] largest(int most) {
            return ranked(most, Comparator.comparingDouble(i -> -values[i]));
        }

        /** Positions of the smallest values. */
        int[] smallest(int most) {
            return ranked(most, Comparator.comparingDouble(i -> values[i]));
        }

        private int[] ranked(int most, Comparator<Integer> order) {
            return IntStream.range(0, values.length)
                    .boxed()
                    .sorted(order)
                    .limit(most)
                    .mapToInt(i -> i)
                    .toArray();
        }
    }

    /**
     * Σ η w_z ∇ℓ(z)·∇ℓ(z′) over the checkpoints, for each training row z.
     *
     * @param row z′, the only one of a data set; none: z itself
     * @param progress told how many checkpoints are done
     * @throws IllegalArgumentException if there are no checkpoints, the loss is one of a batch as a
     *     whole, or a gradient is not finite
     */
    static Sums sums(Teaching teaching, Optional<Dataset> row, IntConsumer progress) {
        Learner learner = teaching.model().learner();
        if (learner.loss().totals() > 0)
            throw new IllegalArgumentException(
                    "influence: this loss is one of the batch as a whole, so that no row has a loss"
                            + " of its own");
        double[] sums = new double[teaching.training().rows()];
        List<Long> steps = new ArrayList<>();
        List<Double> rates = new ArrayList<>();
        GradientProducts parts = null;
        List<String> approximations = List.of();
        for (Checkpoint checkpoint : teaching.checkpoints()) {
            steps.add(checkpoint.step());
            rates.add(checkpoint.learningRate());
            Trace trace = back(checkpoint.model(), row.orElse(teaching.training().select(0)));
            parts = new GradientProducts(trace);
            if (steps.size() == 1) approximations = approximations(learner, trace, parts);
            add(checkpoint, teaching.training(), row.isPresent() ? parts : null, sums);
            requireFinite(sums, teaching.training(), checkpoint.step());
            progress.accept(steps.size());
        }
        if (parts == null)
            throw new IllegalArgumentException("influence: there must be a checkpoint at least");
        double[] weights = teaching.rowWeights();
        for (int i = 0; i < sums.length; i++) sums[i] *= weights[i];
        boolean exact = approximations.isEmpty();
        return new Sums(sums, new TracIn(steps, rates, parts.tensors(), exact, approximations));
    }

    private static Trace back(Model model, Dataset rows) {
        Trace trace = model.trace(rows);
        trace.backward();
        return trace;
    }

    /** One checkpoint's products of all training rows with a row, or with themselves. */
    private static void add(
            Checkpoint checkpoint, Dataset training, GradientProducts row, double[] sums) {
        for (int first = 0; first < training.rows(); first += BLOCK) {
            int last = Math.min(training.rows(), first + BLOCK);
            Dataset block = training.select(IntStream.range(first, last).toArray());
            GradientProducts rows = new GradientProducts(back(checkpoint.model(), block));
            if (row == null) rows.addSquares(checkpoint.learningRate(), sums, first);
            else rows.add(row, 0, checkpoint.learningRate(), sums, first);
        }
    }

    private static void requireFinite(double[] sums, Dataset training, long step) {
        for (int i = 0; i < sums.length; i++)
            if (!Double.isFinite(sums[i]))
                throw new IllegalArgumentException(
                        "influence: after %d steps the gradient of row %d is not finite: the training had gone wrong by then"
                                .formatted(step, training.rowNumber(i)));
    }

    private static List<String> approximations(
            Learner learner, Trace trace, GradientProducts parts) {
        Set<String> reasons = new LinkedHashSet<>();
        Optimizer optimizer = learner.optimizer();
        if (!(optimizer instanceof Sgd sgd) || sgd.momentum() != 0)
            reasons.add(
                    optimizer instanceof Sgd
                            ? "sgd with momentum goes on in earlier steps' directions, too"
                            : "the optimizer's steps are not the learning rate times the gradient");
        for (int k = 0; k < trace.layers().size(); k++) {
            Layer layer = trace.layers().get(k);
            boolean frozen = trace.frame(k).frozen();
            if (layer instanceof BatchNormalization && !frozen)
                reasons.add(
                        "batch normalization is taken with its moving statistics, training took"
                                + " the batch's");
            if (draws(layer))
                reasons.add(layer.kind() + " is taken as in inference, training drew");
            for (ParameterSpec spec : layer.parameters(trace.frame(k).inputs()))
                if (!frozen && layer.constraint(spec).isPresent())
                    reasons.add("constraints move weights after a step");
        }
        if (!parts.leftOut().isEmpty())
            reasons.add("left out are " + String.join(", ", parts.leftOut()));
        return List.copyOf(reasons);
    }

    private static boolean draws(Layer layer) {
        return layer instanceof Dropout
                || layer instanceof AlphaDropout
                || layer instanceof GaussianDropout
                || layer instanceof GaussianNoise;
    }
}
