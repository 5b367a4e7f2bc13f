package rookery.explain.landscape;

import rookery.data.InputException;
import rookery.formats.Replay;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The way of one training through the space of weights: of a recorded run by {@link #of}, of any other
 * as a callback sees it.
 *
 * {@snippet :
 * List<Trajectory.Point> points = new ArrayList<>();
 * points.add(new Trajectory.Point(0, learner.initialModel(fit.seed()).parameters()));
 * learner.fit(training, fit, Callback.onEpochEnd((epoch, now) -> {
 *     Snapshot snapshot = now.snapshot();
 *     points.add(new Trajectory.Point(snapshot.step(), snapshot.parameters()));
 * }));
 * Trajectory path = new Trajectory("adam", points);
 * }
 *
 * @param name of the run or the optimizer
 * @param points in the order of steps
 */
public record Trajectory(String name, List<Point> points) {

    /** Points of a run that is computed again for them, at most. */
    private static final int POINTS = 60;

    /** Multiplications of a training that is worth computing again: less than a second. */
    private static final double SHORT = 2e9;

    /** What a step costs beside them. */
    private static final double STEP = 2e4;

    /** What the weights of all points may take. */
    private static final long BYTES = 256L << 20;

    /** Keeps a list of its own. */
    public Trajectory {
        points = List.copyOf(points);
    }

    /**
     * Weights that a training went through.
     *
     * @param step steps done
     * @param weights at that moment
     */
    public record Point(long step, Parameters weights) {

        /** Whether no weight is infinite or no number. */
        public boolean finite() {
            for (float value : weights.values()) if (!Float.isFinite(value)) return false;
            return true;
        }

        /** How far these weights are from others, ‖θ − from‖ over the trained parameters. */
        public double distance(Parameters from) {
            double squares = 0;
            for (int[] window : PrincipalComponents.windows(weights))
                for (int i = window[0]; i < window[1]; i++) {
                    double way = (double) weights.values()[i] - from.values()[i];
                    squares += way * way;
                }
            return Math.sqrt(squares);
        }
    }

    /** Those points whose weights are finite. */
    public List<Point> finite() {
        return points.stream().filter(Point::finite).toList();
    }

    /**
     * The path of a recorded run: of a short one evenly spaced steps, which are computed again; of a
     * long one its snapshots. The last point is the end; there is only that one if the run has no
     * snapshots.
     *
     * @param end the steps done at the final weights
     * @param weights the final ones
     * @throws InputException if a step cannot be computed again
     */
    public static Trajectory of(Replay replay, long end, Parameters weights) {
        List<Point> points = new ArrayList<>();
        for (long step : steps(replay, end, weights.count()))
            points.add(new Point(step, replay.at(step).snapshot().parameters()));
        if (points.isEmpty()
                || !Arrays.equals(points.getLast().weights().values(), weights.values()))
            points.add(new Point(end, weights));
        return new Trajectory(replay.run().name(), points);
    }

    /** Whether more is known of it than its end. */
    public boolean known() {
        return points.size() > 1 || points.stream().anyMatch(point -> point.step() == 0);
    }

    /** What is to be known of it, a sentence each. */
    List<String> notes() {
        if (!known())
            return List.of("the path of %s is not known: its run has no snapshots".formatted(name));
        int n = points.size();
        return n > 1 && points.get(n - 1).step() == points.get(n - 2).step()
                ? List.of(
                        "%s ended with other weights than its last step's: an average, or those of an earlier step"
                                .formatted(name))
                : List.of();
    }

    private static List<Long> steps(Replay replay, long end, long size) {
        List<Long> snapshots =
                replay.folder().snapshots().steps().stream().filter(step -> step <= end).toList();
        double perStep = 3.0 * size * Math.min(replay.fit().batchSize(), replay.training().rows());
        if (snapshots.isEmpty() || end * (perStep + STEP) > SHORT) return snapshots;
        long first = snapshots.getFirst();
        long most = Math.clamp(BYTES / Float.BYTES / size, 2, POINTS);
        return LongStream.rangeClosed(0, most)
                .map(k -> first + (end - first) * k / most)
                .distinct()
                .boxed()
                .toList();
    }
}
