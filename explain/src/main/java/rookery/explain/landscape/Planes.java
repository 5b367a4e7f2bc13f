package rookery.explain.landscape;

import rookery.explain.Curvature;
import rookery.explain.Weight;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** The planes and lines there are to look at a loss along. */
public final class Planes {

    private static final double NEARLY_ALL = 0.9995;

    /** The length of a normal direction's part that is none. */
    private static final double NOTHING = 1e-6;

    private Planes() {}

    /**
     * Random directions, {@link FilterNormalization filter-normalized}: seen from −1 to 1.
     *
     * @param center weights at the origin
     * @param dimensions 1 for a line, 2 for a plane
     * @throws IllegalArgumentException if no weight but biases is trained, or a single one for a plane
     */
    public static Plane random(Parameters center, long seed, int dimensions) {
        double[][] directions = new double[dimensions][];
        List<String> labels = new ArrayList<>();
        for (int k = 0; k < dimensions; k++) {
            directions[k] = FilterNormalization.direction(center, seed, k);
            labels.add("random direction " + (k + 1));
        }
        return new Plane(
                dimensions == 1
                        ? "a random direction, filter-normalized"
                        : "two random directions, filter-normalized",
                labels,
                List.of(),
                center,
                directions,
                OptionalDouble.of(1),
                List.of(
                        "directions drawn with seed %d; 0 for biases and what else has one dimension"
                                .formatted(seed)));
    }

    /**
     * The first principal components of trainings' paths. A straight path has only one: the second
     * direction of a plane is then a random one at a right angle.
     *
     * @param center weights at the origin
     * @param paths of which those points count whose weights are finite
     * @param seed of the random one
     * @param dimensions 1 for a line, 2 for a plane
     * @throws IllegalArgumentException if the weights are the same everywhere, or another network's
     */
    public static Plane principal(
            Parameters center, List<Trajectory> paths, long seed, int dimensions) {
        List<Parameters> points =
                paths.stream()
                        .flatMap(path -> path.finite().stream())
                        .map(Trajectory.Point::weights)
                        .toList();
        points.forEach(point -> Plane.requireAlike("principal components", point, center));
        PrincipalComponents components = PrincipalComponents.of(points, dimensions);
        int found = components.directions().size();
        if (found == 0)
            throw new IllegalArgumentException(
                    "principal components: the weights are the same at all %d points of the path; did it train at all?"
                            .formatted(points.size()));
        double[][] directions = components.directions().toArray(new double[dimensions][]);
        List<Double> explained = new ArrayList<>(components.shares().subList(0, found));
        List<String> labels = new ArrayList<>();
        for (int k = 0; k < found; k++)
            labels.add(
                    "component %d, %s of the variance".formatted(k + 1, percent(explained.get(k))));
        List<String> notes = new ArrayList<>();
        if (found < dimensions) {
            directions[1] = across(center, directions[0], seed);
            explained.add(0.0);
            labels.add("random direction");
            notes.add(
                    "the path is straight: the second direction is a random one at a right angle,"
                            + " drawn with seed "
                            + seed);
        }
        return new Plane(
                dimensions == 1
                        ? "first principal component of the path"
                        : "principal components of the path",
                labels,
                explained,
                center,
                directions,
                OptionalDouble.empty(),
                notes);
    }

    /** A share in percent: of nearly all as much as tells it from all. */
    private static String percent(double share) {
        return String.format(Locale.ROOT, share > NEARLY_ALL ? "%.3f %%" : "%.1f %%", 100 * share)
                .replace("100.000", "100");
    }

    /** A random direction of length 1 at a right angle to one of length 1. */
    private static double[] across(Parameters like, double[] u, long seed) {
        double[] v = FilterNormalization.gaussian(like, seed);
        for (int pass = 0; pass < 2; pass++) {
            double part = 0;
            for (int i = 0; i < v.length; i++) part += u[i] * v[i];
            for (int i = 0; i < v.length; i++) v[i] -= part * u[i];
        }
        double square = 0;
        for (double value : v) square += value * value;
        double length = Math.sqrt(square);
        if (!(length > NOTHING))
            throw new IllegalArgumentException(
                    "principal components: one parameter is trained, so there is no plane; draw a"
                            + " line (landscape --line)");
        for (int i = 0; i < v.length; i++) v[i] /= length;
        return v;
    }

    /**
     * One or two of the network's own weights; the axes have their values, all others are as in the
     * center.
     *
     * @throws IllegalArgumentException if they are not one or two, or the same
     */
    public static Plane ofWeights(Parameters center, List<Weight> weights) {
        if (weights.isEmpty() || weights.size() > 2)
            throw new IllegalArgumentException(
                    "weights: one or two are wanted, got " + weights.size());
        String untrained =
                weights.stream()
                        .flatMap(weight -> weight.untrained().stream())
                        .collect(Collectors.joining("; "));
        if (!untrained.isEmpty()) throw new IllegalArgumentException(untrained);
        if (weights.size() == 2 && weights.get(0).equals(weights.get(1)))
            throw new IllegalArgumentException(
                    "weights: %s is named twice; name two, or one for a line"
                            .formatted(weights.get(0)));
        Parameters origin = center.copy();
        double[][] directions = new double[weights.size()][origin.values().length];
        for (int k = 0; k < directions.length; k++) {
            Weight weight = weights.get(k);
            int at = origin.at(weight.spec().name(), weight.i(), weight.j());
            origin.values()[at] = 0;
            directions[k][at] = 1;
        }
        return new Plane(
                weights.size() == 1 ? "a weight" : "two weights",
                weights.stream().map(Weight::name).toList(),
                List.of(),
                origin,
                directions,
                OptionalDouble.empty(),
                List.of());
    }

    /**
     * The straight line from some weights, at 0, to others, at 1; statistics of layers go with them.
     * Goodfellow, Vinyals &amp; Saxe 2015, arXiv:1412.6544.
     *
     * @throws IllegalArgumentException if they are the same, or not of one network
     */
    public static Plane between(Parameters from, Parameters to) {
        String name = "line from the start to the end";
        Plane.requireAlike(name, to, from);
        double[] direction = Plane.doubles(to.values());
        float[] begin = from.values();
        for (int i = 0; i < direction.length; i++) direction[i] -= begin[i];
        return new Plane(
                name,
                List.of("from the start, 0, to the end, 1"),
                List.of(),
                from,
                new double[][] {direction},
                OptionalDouble.empty(),
                List.of());
    }

    /**
     * The directions of the strongest curvature.
     *
     * @param center weights at the origin
     * @param directions of {@link Curvature#directions}, one or two
     */
    public static Plane ofCurvature(Parameters center, List<Curvature.Direction> directions) {
        double[][] vectors = new double[directions.size()][];
        List<String> labels = new ArrayList<>();
        for (int k = 0; k < vectors.length; k++) {
            vectors[k] = Plane.doubles(directions.get(k).vector().values());
            labels.add(
                    String.format(
                            Locale.ROOT,
                            "eigenvector %d, curvature %.4g",
                            k + 1,
                            directions.get(k).eigenvalue()));
        }
        return new Plane(
                vectors.length == 1 ? "strongest curvature" : "strongest curvatures",
                labels,
                List.of(),
                center,
                vectors,
                OptionalDouble.empty(),
                List.of());
    }
}
