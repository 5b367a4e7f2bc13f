package rookery.explain.landscape;

import java.util.List;

/**
 * The path of one training over a landscape.
 *
 * @param name of the run or the optimizer
 * @param points in the order of steps
 */
public record Trail(String name, List<Point> points) {

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
}
