package rookery.explain;

import rookery.Dataset;
import rookery.Fit;
import rookery.Model;
import rookery.Trainer;
import rookery.data.InputException;
import rookery.data.Table;
import rookery.formats.Replay;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A training, as {@link Influence} and {@link SelfInfluence} look at it: what was learned from, and
 * the network on its way.
 *
 * @param model what came out
 * @param checkpoints the network on its way, looked through once; each may be read when it is its turn
 * @param training the rows learned from
 * @param fit for its class weights
 * @param table the rows as their table has them; none if they never were in one
 */
public record Teaching(
        Model model,
        Iterable<Checkpoint> checkpoints,
        Dataset training,
        Fit fit,
        Optional<TableRows> table) {

    /** Checks that nothing is null. */
    public Teaching {
        Objects.requireNonNull(model, "Teaching: model");
        Objects.requireNonNull(checkpoints, "Teaching: checkpoints");
        Objects.requireNonNull(training, "Teaching: training");
        Objects.requireNonNull(fit, "Teaching: fit");
        Objects.requireNonNull(table, "Teaching: table");
    }

    /** A training on numbers that were in no table. */
    public Teaching(Model model, Iterable<Checkpoint> checkpoints, Dataset training, Fit fit) {
        this(model, checkpoints, training, fit, Optional.empty());
    }

    /**
     * A recorded training, through its snapshots. A rate is that of the step after the snapshot, also
     * where a callback had changed it.
     *
     * @param replay whose trainer moves as the checkpoints are looked through
     * @throws InputException if the run has no model, or no snapshots
     */
    public static Teaching of(Replay replay) {
        List<Long> steps = steps(replay);
        if (steps.isEmpty())
            throw new InputException(
                    "%s: has no snapshots, through which its training is looked at; train it anew: train --config %s"
                            .formatted(
                                    replay.run().name(),
                                    replay.folder().path().resolve("run.json")));
        return new Teaching(
                replay.folder().model().model(),
                () -> steps.stream().map(step -> checkpoint(replay, step)).iterator(),
                replay.training(),
                replay.fit(),
                rows(replay, replay.table()));
    }

    /** Rows of one of the tables of a run, with its encoding. */
    static Optional<TableRows> rows(Replay replay, Optional<Table> table) {
        return table.map(rows -> new TableRows(rows, replay.prepared().orElseThrow().encoding()));
    }

    /**
     * The same through fewer of the snapshots, evenly spread, the first and the last among them.
     *
     * @param most how many, at least 2
     */
    public static Teaching of(Replay replay, int most) {
        Teaching all = of(replay);
        List<Long> steps = steps(replay);
        if (steps.size() <= most) return all;
        List<Long> some =
                IntStream.range(0, most)
                        .mapToObj(i -> steps.get(i * (steps.size() - 1) / (most - 1)))
                        .toList();
        return new Teaching(
                all.model,
                () -> some.stream().map(step -> checkpoint(replay, step)).iterator(),
                all.training,
                all.fit,
                all.table);
    }

    private static Checkpoint checkpoint(Replay replay, long step) {
        Trainer trainer = replay.at(step);
        return new Checkpoint(step, trainer.learningRate(), trainer.model());
    }

    /** How many checkpoints there will be of a recorded training. */
    public static int checkpoints(Replay replay) {
        return steps(replay).size();
    }

    private static List<Long> steps(Replay replay) {
        return replay.folder().snapshots().steps().stream()
                .filter(step -> step <= replay.steps())
                .toList();
    }

    /** How much each training row counted in the loss: its own weight times that of its class. */
    double[] rowWeights() {
        double[] weights = new double[training.rows()];
        Arrays.fill(weights, 1);
        training.weights().ifPresent(own -> Arrays.setAll(weights, i -> own[i]));
        if (fit.classWeights().isEmpty()) return weights;
        int[] classes = training.classes();
        Arrays.setAll(weights, i -> weights[i] * fit.classWeights().get(classes[i]));
        return weights;
    }
}
