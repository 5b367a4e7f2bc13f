package rookery.explain.landscape;

import rookery.tensor.Parameters;

import java.util.List;

/**
 * The way of one training through the space of weights.
 *
 * @param name of the run or the optimizer
 * @param points in the order of steps
 */
public record Trajectory(String name, List<Point> points) {

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
    }

    /** Those points whose weights are finite. */
    public List<Point> finite() {
        return points.stream().filter(Point::finite).toList();
    }
}
