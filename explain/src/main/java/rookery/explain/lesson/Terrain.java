package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Fit;
import rookery.Losses;
import rookery.Model;
import rookery.Trainer;
import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Plane;
import rookery.explain.landscape.Planes;
import rookery.explain.landscape.Trail;
import rookery.explain.landscape.Trajectory;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The loss as a landscape over the weights, and the paths that the three descents of {@link Descents}
 * take through it from one start, on one plane: the first two principal components of the weights at
 * the ends of all their epochs.
 *
 * @param epochs of each
 * @param parameters how many weights: the landscape's true dimensions
 * @param explained the share of the paths' variance that the plane holds
 * @param landscape the mean loss over the training rows on the plane, and the paths
 * @param lowest the least loss on the grid
 * @param highest the largest
 * @param walks full batch, mini-batch, online
 */
public record Terrain(
        int epochs,
        long parameters,
        double explained,
        Landscape landscape,
        double lowest,
        double highest,
        List<Walk> walks) {

    private static final int GRID = 41;

    /** The most points of a path that are drawn. */
    private static final int DRAWN = 300;

    /**
     * How far one of them went.
     *
     * @param name as it is called
     * @param steps it took
     * @param length of all its steps together: Σ ‖Δθ‖
     * @param distance from the start to the end, as the crow flies: ‖θ_end − θ_start‖
     * @param offPlane the end's distance from the plane
     * @param lossAfterEpoch over the training rows after the first epoch
     * @param loss over the training rows in the end
     * @param lossOnPlane at the end's projection onto the plane
     */
    public record Walk(
            String name,
            long steps,
            double length,
            double distance,
            double offPlane,
            double lossAfterEpoch,
            double loss,
            double lossOnPlane) {

        /** How often the way is as long as the distance: 1 if it is straight. */
        public double detour() {
            return length / distance;
        }
    }

    /** A training, step by step. */
    private record Way(Trajectory byEpoch, Trajectory drawn, double length) {

        static Way of(String name, Dataset rows, Fit fit) {
            Trainer trainer = Penguins.learner(Penguins.UNITS).trainer(rows, fit);
            long steps = (long) fit.epochs() * trainer.stepsPerEpoch();
            long stride = Math.max(1, Math.ceilDiv(steps, DRAWN));
            List<Trajectory.Point> byEpoch = new ArrayList<>();
            List<Trajectory.Point> drawn = new ArrayList<>();
            Parameters before = trainer.model().parameters();
            double length = 0;
            for (long step = 0; step <= steps; step++) {
                Trajectory.Point point = new Trajectory.Point(step, trainer.model().parameters());
                length += point.distance(before);
                before = point.weights();
                if (step % trainer.stepsPerEpoch() == 0) byEpoch.add(point);
                if (step % stride == 0 || step == steps) drawn.add(point);
                if (step < steps) trainer.step();
            }
            return new Way(new Trajectory(name, byEpoch), new Trajectory(name, drawn), length);
        }

        Parameters start() {
            return drawn.points().getFirst().weights();
        }

        Walk walk(Trail trail, Dataset rows) {
            Parameters epoch = byEpoch.points().get(1).weights();
            Trail.Point end = trail.points().getLast();
            return new Walk(
                    drawn.name(),
                    end.step(),
                    length,
                    drawn.points().getLast().distance(start()),
                    end.distance(),
                    Model.of(Penguins.learner(Penguins.UNITS), epoch).evaluate(rows).loss(),
                    end.loss(),
                    end.projectedLoss());
        }
    }

    /** Trains three times, and computes the loss on the plane. */
    public static Terrain of(Penguins penguins) {
        Dataset rows = penguins.standardized().training();
        Fit fit = Penguins.fit().epochs(Descents.EPOCHS);
        List<Way> ways =
                List.of(
                        Way.of(Descents.FULL_BATCH, rows, fit.fullBatch()),
                        Way.of(Descents.MINI_BATCH, rows, fit),
                        Way.of(Descents.ONLINE, rows, fit.batchSize(1)));
        Model start = Penguins.learner(Penguins.UNITS).initialModel(fit.seed());
        Plane plane =
                Planes.principal(
                        start.parameters(),
                        ways.stream().map(Way::byEpoch).toList(),
                        fit.seed(),
                        2);
        List<Trajectory> drawn = ways.stream().map(Way::drawn).toList();
        List<Axis> axes = plane.axes(drawn, GRID);
        Landscape landscape =
                Landscape.of(
                        plane, axes, Losses.of(start, rows, fit), Optional.empty(), drawn, _ -> {});
        List<Walk> walks = new ArrayList<>();
        for (int k = 0; k < ways.size(); k++)
            walks.add(ways.get(k).walk(landscape.trails().get(k), rows));
        return new Terrain(
                fit.epochs(),
                start.network().parameterCount(),
                axes.stream().mapToDouble(axis -> axis.explained().orElse(0.0)).sum(),
                landscape,
                losses(landscape).min().orElseThrow(),
                losses(landscape).max().orElseThrow(),
                List.copyOf(walks));
    }

    private static DoubleStream losses(Landscape landscape) {
        return Arrays.stream(landscape.training().losses()).flatMapToDouble(Arrays::stream);
    }
}
