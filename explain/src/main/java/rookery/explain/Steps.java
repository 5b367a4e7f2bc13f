package rookery.explain;

import rookery.Objective;
import rookery.Trainer;
import rookery.data.InputException;
import rookery.events.Snapshot;
import rookery.formats.Replay;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * The steps of a recorded training, one after the other, with the numbers it used.
 *
 * <pre>
 *   predicted = gᵀΔ + ½·ΔᵀHΔ      Δ = θ after − θ before, by any optimizer
 *   actual    = L(θ after) − L(θ before)
 * </pre>
 *
 * Both losses are of the step's own batch in training mode, with what its layers drew; regularizers'
 * penalties are included, as is their part in the gradient g and in the Hessian H. For plain descent
 * with rate η the prediction is −η·‖g‖² + ½·η²·gᵀHg.
 *
 * @param run name
 * @param stepsPerEpoch of the run
 * @param stepsTaken by the run
 * @param range asked for
 * @param steps those of them that were looked at
 * @param order how the first one's epoch begins, beside another epoch
 */
public record Steps(
        String run,
        int stepsPerEpoch,
        long stepsTaken,
        Range range,
        List<Step> steps,
        Order order) {

    /**
     * A step.
     *
     * @param step from 0
     * @param epoch from 0
     * @param rows of its batch: their numbers in the source, in the batch's order
     * @param lossBefore of the batch, as training saw it
     * @param lossAfter of the same batch with the weights after the step
     * @param predictedChange of the loss by gradient and curvature
     * @param actualChange of the loss
     * @param gradientNorm ‖g‖, before the optimizer changes anything about it
     * @param learningRate η
     * @param updateNorm ‖Δ‖
     * @param alpha of {@link Overshoot}: below 0 the step was too short for this batch, above too
     *     long; none where its loss does not curve upwards along the step, or goes up from its start
     */
    public record Step(
            long step,
            int epoch,
            List<Integer> rows,
            double lossBefore,
            double lossAfter,
            double predictedChange,
            double actualChange,
            double gradientNorm,
            double learningRate,
            double updateNorm,
            Optional<Double> alpha) {}

    /**
     * The first batches of two epochs: they differ, as each epoch's batches are drawn anew.
     *
     * @param epoch of the first step looked at
     * @param rows of its first batch
     * @param otherEpoch the one before; of epoch 0 the one behind
     * @param otherRows of its first batch
     */
    public record Order(int epoch, List<Integer> rows, int otherEpoch, List<Integer> otherRows) {}

    /**
     * Steps one after the other.
     *
     * @param first from 0
     * @param last at least as large
     */
    public record Range(long first, long last) {

        /** Refuses a range that ends before it begins. */
        public Range {
            if (first > last)
                throw new InputException(
                        "steps %d to %d: the first must not be above the last"
                                .formatted(first, last));
        }

        /**
         * An epoch's steps; of a run that ended within it, those it took.
         *
         * @throws InputException if the run took none in this epoch
         */
        public static Range ofEpoch(Replay replay, int epoch) {
            long perEpoch = replay.stepsPerEpoch();
            long epochs = Math.ceilDiv(replay.steps(), perEpoch);
            if (epoch < 0 || epoch >= epochs)
                throw new InputException(
                        "%s: no epoch %d; %s"
                                .formatted(replay.run().name(), epoch, valid("epoch", epochs)));
            return new Range(
                    epoch * perEpoch, Math.min((epoch + 1) * perEpoch, replay.steps()) - 1);
        }

        /** The last epoch's steps. */
        public static Range ofLastEpoch(Replay replay) {
            long last = Math.max(0, replay.steps() - 1) / replay.stepsPerEpoch();
            return ofEpoch(replay, (int) last);
        }

        /** How many steps these are. */
        public long count() {
            return last - first + 1;
        }
    }

    /**
     * Looks at the steps of a range.
     *
     * @param limit the most steps to look at
     * @param progress is told how many are done
     * @throws InputException if the run did not take them all
     */
    public static Steps of(Replay replay, Range range, long limit, LongConsumer progress) {
        for (long step : new long[] {range.first, range.last})
            if (step < 0 || step >= replay.steps())
                throw new InputException(
                        "%s: no step %d; %s"
                                .formatted(
                                        replay.run().name(), step, valid("step", replay.steps())));
        if (limit < 1)
            throw new IllegalArgumentException("Steps: limit must be at least 1, got " + limit);
        Trainer probe = replay.learner().trainer(replay.training(), replay.fit());
        int[] trained = Hessian.trained(probe.model().parameters());
        List<Step> steps = new ArrayList<>();
        for (long step = range.first; step <= range.last && steps.size() < limit; step++) {
            steps.add(step(replay, step, probe, trained));
            progress.accept(steps.size());
        }
        return new Steps(
                replay.run().name(),
                replay.stepsPerEpoch(),
                replay.steps(),
                range,
                List.copyOf(steps),
                order(replay, steps.getFirst().epoch(), probe));
    }

    private static String valid(String what, long count) {
        return count == 0
                ? "it took none"
                : String.format(Locale.ROOT, "%ss are numbered from 0 to %d", what, count - 1);
    }

    /** Takes the step in the replay, and looks at it with a trainer of the same training. */
    private static Step step(Replay replay, long step, Trainer probe, int[] trained) {
        Trainer training = replay.at(step);
        probe.restore(training.snapshot());
        Objective batch = Objective.ofNextBatch(probe);
        double before = batch.lossAndGradients();
        double[] g = values(batch.gradients(), trained);
        double[] θ = values(batch.parameters(), trained);
        double rate = training.learningRate();
        int epoch = training.epoch();
        List<Integer> rows = rows(replay, training);
        training.step();
        Parameters moved = training.model().parameters();
        double[] Δ = values(moved, trained);
        Vectors.add(Δ, -1, θ);
        double slope = Vectors.dot(g, Δ);
        double curvature = Vectors.dot(Δ, Hessian.once(batch).times(Δ).values());
        float[] values = moved.values();
        System.arraycopy(values, 0, batch.parameters().values(), 0, values.length);
        double after = batch.lossAndGradients();
        return new Step(
                step,
                epoch,
                rows,
                before,
                after,
                slope + curvature / 2,
                after - before,
                Vectors.length(g),
                rate,
                Vectors.length(Δ),
                Overshoot.alpha(
                        after - before, slope, Vectors.dot(values(batch.gradients(), trained), Δ)));
    }

    private static double[] values(Parameters parameters, int[] places) {
        float[] values = parameters.values();
        return Arrays.stream(places).mapToDouble(place -> values[place]).toArray();
    }

    private static List<Integer> rows(Replay replay, Trainer trainer) {
        return Arrays.stream(trainer.nextRows())
                .mapToObj(position -> replay.training().rowNumber(position))
                .toList();
    }

    /** The order of an epoch is a function of the seed: no step is taken for it. */
    private static Order order(Replay replay, int epoch, Trainer probe) {
        int other = epoch == 0 ? 1 : epoch - 1;
        return new Order(
                epoch, firstRows(replay, epoch, probe), other, firstRows(replay, other, probe));
    }

    private static List<Integer> firstRows(Replay replay, int epoch, Trainer probe) {
        Snapshot now = probe.snapshot();
        long step = (long) epoch * replay.stepsPerEpoch();
        probe.restore(new Snapshot(step, now.parameters(), now.state()));
        return rows(replay, probe);
    }
}
