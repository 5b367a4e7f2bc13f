package rookery.explain.landscape;

import rookery.Losses;

import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * The path of one training over a landscape.
 *
 * @param name of the run or the optimizer
 * @param points in the order of steps
 */
public record Trail(String name, List<Point> points) {

    /** Keeps a list of its own. */
    public Trail {
        points = List.copyOf(points);
    }

    /**
     * Weights of a training, projected.
     *
     * @param step steps done
     * @param x on the first axis
     * @param y on the second; 0 for a line
     * @param distance of the weights from the line or plane, in the space of weights
     * @param projectedLoss the training loss at the projection
     * @param loss the training loss at the weights themselves, in inference mode
     */
    public record Point(
            long step, double x, double y, double distance, double projectedLoss, double loss) {}

    /** The largest distance of a point; 0 if there is none. */
    public double farthest() {
        return points.stream().mapToDouble(Point::distance).max().orElse(0);
    }

    /** How much a point's own loss differs from the one at its projection, at most; 0 if there is none. */
    public double gap() {
        return points.stream()
                .mapToDouble(point -> Math.abs(point.projectedLoss() - point.loss()))
                .max()
                .orElse(0);
    }

    /** Projects a path; the arguments are {@link Landscape#of}'s. */
    static Trail of(Plane plane, Trajectory path, Losses losses, IntConsumer progress) {
        List<Trajectory.Point> points = path.finite();
        List<Plane.Place> places =
                points.stream().map(point -> plane.project(point.weights())).toList();
        int n = points.size();
        double[] both = new double[2 * n];
        losses.at(
                both,
                (k, weights) -> {
                    if (k < n) plane.at(places.get(k).x(), places.get(k).y(), weights);
                    else
                        System.arraycopy(
                                points.get(k - n).weights().values(),
                                0,
                                weights,
                                0,
                                weights.length);
                },
                progress);
        return new Trail(
                path.name(),
                IntStream.range(0, n)
                        .mapToObj(k ->
                                new Point(
                                        points.get(k).step(),
                                        places.get(k).x(),
                                        places.get(k).y(),
                                        places.get(k).distance(),
                                        both[k],
                                        both[n + k]))
                        .toList());
    }
}
