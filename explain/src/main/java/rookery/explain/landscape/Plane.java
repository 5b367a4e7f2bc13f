package rookery.explain.landscape;

import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/**
 * A line or a plane through the space of weights.
 *
 * <pre>
 *   θ(x, y) = origin + x·u + y·v
 * </pre>
 *
 * {@link #of} takes directions of the user's own. Points are projected by least squares over the
 * trained parameters; directions need not be at right angles. Immutable.
 */
public final class Plane {

    /** What is left of the second direction beside the first, squared, if it is another at all. */
    private static final double ANOTHER = 1e-12;

    /**
     * Of what the paths take of the longer axis: left free on either side of both, so that a path
     * along one axis is not drawn as if across.
     */
    private static final double MARGIN = 0.3;

    private final String name;
    private final List<String> labels;
    private final List<Double> explained;
    private final Parameters origin;
    private final double[][] directions;
    private final OptionalDouble reach;
    private final List<String> notes;
    private final List<int[]> windows;

    /** Products of the directions with each other over the trained parameters. */
    private final double uu;

    private final double uv;
    private final double vv;

    /**
     * Where weights lie, seen from a plane.
     *
     * @param x on the first axis
     * @param y on the second; 0 for a line
     * @param distance from it, over the trained parameters
     */
    public record Place(double x, double y, double distance) {}

    Plane(
            String name,
            List<String> labels,
            List<Double> explained,
            Parameters origin,
            double[][] directions,
            OptionalDouble reach,
            List<String> notes) {
        if (directions.length < 1 || directions.length > 2)
            throw new IllegalArgumentException(
                    "%s: one direction is wanted for a line, or two for a plane, got %d"
                            .formatted(name, directions.length));
        this.name = name;
        this.labels = labels;
        this.explained = explained;
        this.origin = origin.copy();
        this.directions = directions;
        this.reach = reach;
        this.notes = List.copyOf(notes);
        windows = PrincipalComponents.windows(origin);
        uu = dot(directions[0], directions[0]);
        if (!(uu > 0 && uu < Double.POSITIVE_INFINITY))
            throw new IllegalArgumentException(
                    "%s: the direction is 0 or not finite, so there is no line; choose other weights, another step or another plane"
                            .formatted(name));
        boolean plane = directions.length == 2;
        uv = plane ? dot(directions[0], directions[1]) : 0;
        vv = plane ? dot(directions[1], directions[1]) : 1;
        if (!(vv < Double.POSITIVE_INFINITY) || uu * vv - uv * uv <= ANOTHER * uu * vv)
            throw new IllegalArgumentException(
                    "%s: there is only one direction, so there is no plane; draw a line (landscape --line)"
                            .formatted(name));
    }

    /**
     * Through some weights along directions of the user's own.
     *
     * @param labels of the axes, one or two
     * @param directions as many, in the layout of the origin
     * @throws IllegalArgumentException if a direction is 0 or not finite, or both are one
     */
    public static Plane of(
            String name, List<String> labels, Parameters origin, List<Parameters> directions) {
        if (directions.isEmpty() || directions.size() > 2 || labels.size() != directions.size())
            throw new IllegalArgumentException(
                    "%s: expected one or two directions with a label each, got %d with %d"
                            .formatted(name, directions.size(), labels.size()));
        double[][] values = new double[directions.size()][];
        for (int k = 0; k < values.length; k++) {
            if (!ParameterSpec.alike(directions.get(k).specs(), origin.specs()))
                throw new IllegalArgumentException(
                        "%s: %s is a direction of another network".formatted(name, labels.get(k)));
            values[k] = doubles(directions.get(k).values());
        }
        return new Plane(
                name,
                List.copyOf(labels),
                List.of(),
                origin,
                values,
                OptionalDouble.empty(),
                List.of());
    }

    static double[] doubles(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private double dot(double[] a, double[] b) {
        double sum = 0;
        for (int[] window : windows) for (int i = window[0]; i < window[1]; i++) sum += a[i] * b[i];
        return sum;
    }

    /** What spans it, as a heading. */
    public String name() {
        return name;
    }

    /** 1 for a line, 2 for a plane. */
    public int dimensions() {
        return directions.length;
    }

    /** What a reader must know of it: seeds, a direction that had to be drawn. */
    public List<String> notes() {
        return notes;
    }

    /**
     * Writes the weights at a place into an array, as {@link Parameters#values} lie.
     *
     * @param y 0 for a line
     * @throws IllegalArgumentException if there is not a place for each weight
     */
    public void at(double x, double y, float[] weights) {
        float[] θ = origin.values();
        if (weights.length != θ.length)
            throw new IllegalArgumentException(
                    "%s: has %d weights, padding included, but there are places for %d: is it another network's?"
                            .formatted(name, θ.length, weights.length));
        double[] u = directions[0];
        if (directions.length == 1) {
            for (int i = 0; i < θ.length; i++) weights[i] = (float) (θ[i] + x * u[i]);
            return;
        }
        double[] v = directions[1];
        for (int i = 0; i < θ.length; i++) weights[i] = (float) (θ[i] + (x * u[i] + y * v[i]));
    }

    /**
     * The nearest point to some weights, over the trained parameters.
     *
     * @throws IllegalArgumentException if they are another network's
     */
    public Place project(Parameters weights) {
        requireAlike(name, weights, origin);
        float[] values = weights.values();
        double[] difference = new double[values.length];
        for (int i = 0; i < values.length; i++)
            difference[i] = (double) values[i] - origin.values()[i];
        double u = dot(difference, directions[0]);
        double v = directions.length == 1 ? 0 : dot(difference, directions[1]);
        double determinant = uu * vv - uv * uv;
        double x = (u * vv - v * uv) / determinant;
        double y = (v * uu - u * uv) / determinant;
        for (int i = 0; i < values.length; i++)
            difference[i] -=
                    x * directions[0][i] + (directions.length == 1 ? 0 : y * directions[1][i]);
        return new Place(x, y, Math.sqrt(dot(difference, difference)));
    }

    /** Refuses weights of another network. */
    static void requireAlike(String name, Parameters weights, Parameters others) {
        if (!ParameterSpec.alike(weights.specs(), others.specs()))
            throw new IllegalArgumentException(
                    "%s: the weights are those of another network".formatted(name));
    }

    /**
     * Axes on which all paths lie, with a margin; of random directions from −1 to 1.
     *
     * @param paths of which those points count whose weights are finite
     * @param points of an axis
     * @return one or two
     */
    public List<Axis> axes(List<Trajectory> paths, int points) {
        double[] lowest = new double[2];
        double[] highest = new double[2];
        if (reach.isEmpty()) {
            List<Place> places =
                    paths.stream()
                            .flatMap(path -> path.finite().stream())
                            .map(point -> project(point.weights()))
                            .toList();
            for (int k = 0; k < 2; k++) {
                int axis = k;
                DoubleSummaryStatistics numbers =
                        places.stream()
                                .mapToDouble(place -> axis == 0 ? place.x() : place.y())
                                .summaryStatistics();
                lowest[k] = places.isEmpty() ? 0 : numbers.getMin();
                highest[k] = places.isEmpty() ? 0 : numbers.getMax();
            }
        }
        double longest = Math.max(highest[0] - lowest[0], highest[1] - lowest[1]);
        double margin = reach.orElse(longest > 0 ? MARGIN * longest : 1);
        List<Axis> axes = new ArrayList<>();
        for (int k = 0; k < directions.length; k++)
            axes.add(axis(k, lowest[k] - margin, highest[k] + margin, points));
        return axes;
    }

    /**
     * An axis between two ends.
     *
     * @param k 0 for the first
     */
    public Axis axis(int k, double from, double to, int points) {
        Axis axis = Axis.even(labels.get(k), from, to, points);
        return explained.isEmpty()
                ? axis
                : new Axis(axis.label(), axis.values(), Optional.of(explained.get(k)));
    }
}
