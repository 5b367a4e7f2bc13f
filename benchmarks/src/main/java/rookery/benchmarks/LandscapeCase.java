package rookery.benchmarks;

import rookery.Dataset;
import rookery.Fit;
import rookery.Losses;
import rookery.Model;
import rookery.Predictor;
import rookery.explain.landscape.Plane;
import rookery.explain.landscape.Planes;
import rookery.tensor.Matrix;

import java.util.List;

/** A network whose losses on a grid are measured, and its predictions. */
final class LandscapeCase {

    /** Values of an axis. */
    static final int GRID = 51;

    /** Rows predicted at a time, as in {@code rookery bench}. */
    static final int AT_A_TIME = 1024;

    /**
     * What is measured.
     *
     * @param layers of the network
     * @param rows of the data
     * @param points of the grid that are computed at a time, one after the other along its rows
     */
    record Plan(List<Integer> layers, int rows, int points) {}

    static final Plan PENGUINS = new Plan(List.of(3, 16, 2), 299, GRID * GRID);

    static final List<Plan> PLANS =
            List.of(
                    PENGUINS,
                    new Plan(List.of(64, 128, 128, 10), 8_192, GRID),
                    new Plan(List.of(784, 512, 512, 10), 10_000, 8),
                    new Plan(List.of(784, 2048, 2048, 10), 10_000, 2));

    /**
     * Seconds of both, right after each other.
     *
     * @param point of a loss over all rows
     * @param pass of the prediction of as many rows
     */
    record Pair(double point, double pass) {}

    private final Plan plan;
    private final Losses losses;
    private final Plane plane;
    private final Predictor predictor;
    private final Matrix rows;
    private int first;

    LandscapeCase(Plan plan) {
        this.plan = plan;
        Model model =
                Ours.network(plan.layers())
                        .compile("categorical_crossentropy", "sgd")
                        .initialModel(0);
        Dataset data = Ours.data(plan.rows(), plan.layers().getFirst(), plan.layers().getLast());
        losses = Losses.of(model, data, Fit.defaults());
        plane = Planes.random(model.parameters(), 0, 2);
        predictor = model.predictor();
        rows =
                Matrix.wrap(
                        AT_A_TIME,
                        plan.layers().getFirst(),
                        Examples.features(AT_A_TIME, plan.layers().getFirst()));
    }

    /** Seconds of the next points of the grid. */
    double points() {
        double[] found = new double[plan.points()];
        int begin = first;
        long began = System.nanoTime();
        losses.at(
                found,
                (k, weights) -> {
                    int place = (begin + k) % (GRID * GRID);
                    plane.at(coordinate(place % GRID), coordinate(place / GRID), weights);
                },
                _ -> {});
        double seconds = (System.nanoTime() - began) * 1e-9;
        first = (first + plan.points()) % (GRID * GRID);
        for (double loss : found)
            if (!Double.isFinite(loss)) throw new IllegalStateException("a loss of " + loss);
        return seconds;
    }

    private static double coordinate(int i) {
        return -1 + 2.0 * i / (GRID - 1);
    }

    /** Points, then as many passes over as many rows. */
    Pair pair() {
        double points = points() / plan.points();
        int times = Math.max(1, (int) ((long) plan.points() * plan.rows() / AT_A_TIME));
        long began = System.nanoTime();
        for (int i = 0; i < times; i++) predictor.predict(rows);
        double prediction = (System.nanoTime() - began) * 1e-9 / times;
        return new Pair(points, prediction * plan.rows() / AT_A_TIME);
    }
}
