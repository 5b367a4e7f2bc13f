package rookery.explain;

import rookery.Dataset;
import rookery.Learner;
import rookery.Objective;
import rookery.Trace;
import rookery.Trainer;
import rookery.data.InputException;
import rookery.events.Snapshot;
import rookery.formats.Replay;
import rookery.optimizers.OptimizerState;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.PriorityQueue;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * Why a step of a training changed the weights as it did. The step is taken again, by the loops that
 * training uses, so that every number is training's own.
 *
 * {@snippet :
 * Replay replay = Replay.of(new RunStore(Path.of("runs")).find("penguins-1"));
 * Why why = Why.of(replay, 230);
 * Weight weight = why.weight("dense/kernel[0,0]");
 * WeightStep step = why.step(weight, _ -> {}); // the batch's rows, the optimizer, the new weight
 * RowGradient row = why.row(weight, replay.training(), 3, 10); // its paths through the network
 * TopWeights top = why.top(10); // the weights that moved the loss most
 * }
 *
 * Not safe for use by several threads at once.
 */
public final class Why {

    private final Trainer trainer;
    private final Dataset training;
    private final Learner learner;
    private final NodeNames names;
    private final Snapshot before;
    private final Snapshot after;
    private final Parameters gradients;
    private final Parameters optimizerGradients;
    private final int[] rows;
    private final int epoch;
    private final double loss;
    private final double learningRate;

    /**
     * Of a step of a recorded run.
     *
     * @param step from 0
     * @throws InputException if the run has no such step, or the step no update to explain
     */
    public static Why of(Replay replay, long step) {
        if (step < 0 || step >= replay.steps())
            throw new InputException(
                    replay.steps() == 0
                            ? "the run ended before its first step: there is nothing to explain"
                            : "step %d: the run has steps 0 to %d"
                                    .formatted(step, replay.steps() - 1));
        Trainer own = replay.learner().trainer(replay.training(), replay.fit());
        own.restore(replay.at(step).snapshot());
        return new Why(
                own,
                replay.training(),
                NodeNames.of(replay.learner().network(), replay.run().encoding()));
    }

    /**
     * Takes the step after which the trainer is put back.
     *
     * @param trainer standing before the step; nobody else uses it
     * @param training its rows
     * @param names of inputs and outputs
     * @throws InputException if there is no update to explain, as the loss is not finite
     */
    Why(Trainer trainer, Dataset training, NodeNames names) {
        this.trainer = trainer;
        this.training = training;
        this.names = names;
        learner = trainer.model().learner();
        before = trainer.snapshot();
        rows = trainer.nextRows();
        epoch = trainer.epoch();
        learningRate = trainer.learningRate();
        loss = trainer.lossAndGradients();
        gradients = trainer.gradients();
        if (!Double.isFinite(trainer.step()))
            throw new InputException(
                    "step %d: its loss is %s, so that training ended here without an update; choose an earlier step"
                            .formatted(before.step(), loss));
        optimizerGradients = trainer.gradients();
        after = trainer.snapshot();
        trainer.restore(before);
    }

    /**
     * The weight that a user means.
     *
     * @throws IllegalArgumentException if there is none; offers the nearest, and the places there are
     */
    public Weight weight(String text) {
        return Weight.parse(text, before.parameters().specs());
    }

    /** The step, from 0. */
    public long step() {
        return before.step();
    }

    /** The rows of the step's batch, in its order: positions in the training data. */
    public int[] rows() {
        return rows.clone();
    }

    /**
     * What the step did to a weight.
     *
     * @param progress told how many rows of the batch are done
     */
    public WeightStep step(Weight weight, LongConsumer progress) {
        Regularization regularization = Regularization.of(learner.network(), weight.spec().name());
        boolean trained = weight.spec().trained();
        List<String> notes = new ArrayList<>();
        Optional<List<Contribution>> contributions = contributions(weight, notes, progress);
        regularization
                .constraint()
                .ifPresent(_ ->
                        notes.add(
                                "a constraint on "
                                        + weight.spec().name()
                                        + " is obeyed after the optimizer's update"));
        float was = before.parameters().values()[weight.at(before.parameters())];
        float is = after.parameters().values()[weight.at(after.parameters())];
        return new WeightStep(
                weight.name(),
                names.describe(weight),
                before.step(),
                epoch,
                rows.length,
                loss,
                contributions,
                contributions.map(all -> all.stream().mapToDouble(Contribution::value).sum()),
                regularization.gradient(before.parameters(), weight),
                trained ? Optional.of(gradients.values()[weight.at(gradients)]) : Optional.empty(),
                trained
                        ? Optional.of(optimizerGradients.values()[weight.at(gradients)])
                        : Optional.empty(),
                learningRate,
                trained ? slots(weight) : List.of(),
                was,
                (double) is - was,
                is,
                notes);
    }

    private List<WeightStep.Slot> slots(Weight weight) {
        OptimizerState was = before.state();
        OptimizerState is = after.state();
        int at = weight.at(gradients);
        return IntStream.range(0, was.names().size())
                .mapToObj(k ->
                        new WeightStep.Slot(was.names().get(k), was.slot(k)[at], is.slot(k)[at]))
                .toList();
    }

    private Optional<List<Contribution>> contributions(
            Weight weight, List<String> notes, LongConsumer progress) {
        weight.untrained().ifPresent(notes::add);
        if (!weight.spec().trained()) return Optional.empty();
        boolean coupled = learner.couplesRows();
        if (coupled
                && Contributions.workIfCoupled(learner, rows.length) > Contributions.MOST_WORK) {
            notes.add(
                    ("the batch's rows are coupled, so that each one's part takes a pass over all"
                         + " %d: too much for a network of this size; a single row's can be had")
                            .formatted(rows.length));
            return Optional.empty();
        }
        Contributions of = new Contributions(trainer, training, rows);
        return Optional.of(of.of(weight, coupled, progress));
    }

    /**
     * How a row pulls at a weight in this step. A row that is not in the step's batch takes the place
     * of the batch's last row, with what layers draw for that place.
     *
     * @param data the training or the validation rows
     * @param position of the row there
     * @param most paths to be listed
     * @throws IllegalArgumentException if the weight is not trained
     */
    public RowGradient row(Weight weight, Dataset data, int position, int most) {
        weight.requireTrained();
        int place = inBatch(data, position).orElse(rows.length - 1);
        boolean coupled = learner.couplesRows();
        int first = coupled ? 0 : place / Panels.LANES * Panels.LANES;
        int end = coupled ? rows.length : Math.min(rows.length, first + Panels.LANES);
        Dataset part = training.select(Arrays.copyOfRange(rows, first, end));
        if (inBatch(data, position).isEmpty()) part = withLast(part, data, position);
        Trace trace = trainer.trace(part, first, rows.length);
        return RowGradient.of(
                trace,
                place - first,
                weight,
                names,
                rows.length,
                learner.loss().totals() > 0,
                most);
    }

    /** Where in the step's batch a row is, from 0; nowhere if it is not in it. */
    public OptionalInt inBatch(Dataset data, int position) {
        return data == training
                ? IntStream.range(0, rows.length).filter(b -> rows[b] == position).findFirst()
                : OptionalInt.empty();
    }

    /** The same rows, but in the place of the last a row of other data. */
    private static Dataset withLast(Dataset rows, Dataset data, int position) {
        int last = rows.rows() - 1;
        int[] numbers = IntStream.range(0, last + 1).map(rows::rowNumber).toArray();
        numbers[last] = data.rowNumber(position);
        Dataset changed =
                Dataset.of(
                                withLast(rows.features(), data.features().row(position)),
                                withLast(rows.targets(), data.targets().row(position)))
                        .withRowNumbers(numbers);
        if (rows.weights().isEmpty() && data.weights().isEmpty()) return changed;
        float[] weights = rows.weights().orElseGet(() -> ones(last + 1));
        weights[last] = data.weights().map(w -> w[position]).orElse(1f);
        return changed.withWeights(weights);
    }

    private static float[] ones(int count) {
        float[] ones = new float[count];
        Arrays.fill(ones, 1f);
        return ones;
    }

    private static Matrix withLast(Matrix rows, float[] last) {
        float[] values = rows.values().clone();
        System.arraycopy(last, 0, values, values.length - last.length, last.length);
        return Matrix.wrap(rows.rows(), rows.cols(), values);
    }

    /**
     * The weights that moved the loss most in this step.
     *
     * @param most of them, at least 1
     */
    public TopWeights top(int most) {
        if (most < 1)
            throw new IllegalArgumentException(
                    "top weights: their number must be at least 1, got " + most);
        PriorityQueue<Moved> strongest =
                new PriorityQueue<>(Comparator.comparingDouble(Moved::size));
        double predicted = 0;
        for (ParameterSpec spec : gradients.specs()) {
            if (!spec.trained()) continue;
            for (int i = 0; i < spec.rows(); i++)
                for (int j = 0; j < spec.cols(); j++) {
                    Moved moved = moved(new Weight(spec, i, j));
                    predicted += moved.change();
                    strongest.add(moved);
                    if (strongest.size() > most) strongest.remove();
                }
        }
        double lossAfter = lossAfter();
        return new TopWeights(
                before.step(),
                loss,
                lossAfter,
                lossAfter - loss,
                predicted,
                strongest.stream()
                        .sorted(Comparator.comparingDouble(Moved::size).reversed())
                        .map(this::mover)
                        .toList());
    }

    /** What a weight did. */
    private record Moved(Weight weight, float gradient, double update) {
        double change() {
            return gradient * update;
        }

        double size() {
            return Math.abs(change());
        }
    }

    private Moved moved(Weight weight) {
        int at = weight.at(gradients);
        double update = (double) after.parameters().values()[at] - before.parameters().values()[at];
        return new Moved(weight, gradients.values()[at], update);
    }

    private TopWeights.Mover mover(Moved moved) {
        return new TopWeights.Mover(
                moved.weight.name(),
                names.describe(moved.weight),
                moved.gradient,
                moved.update,
                moved.change());
    }

    /** The loss of the step's batch with the new weights. */
    private double lossAfter() {
        Objective batch = Objective.ofNextBatch(trainer);
        float[] is = after.parameters().values();
        System.arraycopy(is, 0, batch.parameters().values(), 0, is.length);
        double lossAfter = batch.lossAndGradients();
        trainer.restore(before);
        return lossAfter;
    }
}
