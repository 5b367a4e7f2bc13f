package rookery.cli;

import picocli.CommandLine.Option;

import rookery.explain.Weight;
import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Plane;
import rookery.explain.landscape.Trajectory;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a landscape is spanned by, and how far it reaches. */
final class PlaneOptions {

    private static final int MOST_POINTS = 1001;

    /** Commas between weights, and not those of a place: {@code dense/kernel[0,3]}. */
    private static final Pattern COMMA = Pattern.compile(",(?![^\\[]*])");

    @Option(
            names = "--plane",
            paramLabel = "KIND",
            description =
                    "random (the default), pca (the path's principal components), weights, line"
                            + " (start to end) or hessian (the strongest curvatures).")
    private Optional<PlaneKind> kind;

    @Option(
            names = "--weights",
            paramLabel = "NAMES",
            description = "One or two parameters, as dense/kernel[0,3],dense/bias[1].")
    private Optional<String> weights;

    @Option(names = "--line", description = "Along the first direction alone.")
    private boolean line;

    @Option(
            names = "--points",
            paramLabel = "N",
            description = "Values of each axis, from 2 to 1001; 51 unless told.")
    private int points = 51;

    @Option(
            names = "--range",
            paramLabel = "FROM,TO",
            split = ",",
            description = {
                "Ends of both axes, or of each: FROM,TO,FROM,TO.",
                "One number: as far to each side of the weights. Unless told -1,1 for random"
                        + " directions, else what shows the path."
            })
    private List<Double> range = List.of();

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Of random directions; the run's own unless told.")
    private Optional<Long> seed;

    /** Refuses what cannot be drawn. */
    void check() {
        Wanted.check(points >= 2 && points <= MOST_POINTS, "--points", points);
        if (weights.isPresent() && kind.isPresent() && kind.get() != PlaneKind.WEIGHTS)
            throw new IllegalArgumentException(
                    "--weights: goes with --plane weights, which may be left out then");
        if (kind.isPresent() && kind.get() == PlaneKind.WEIGHTS && weights.isEmpty())
            throw new IllegalArgumentException(
                    "--plane weights: which? Pass --weights, as dense/kernel[0,0],dense/bias[0]");
        if (line && weights.map(COMMA::splitAsStream).map(Stream::count).orElse(0L) > 1)
            throw new IllegalArgumentException(
                    "--weights: a line goes along one; leave out --line, or the others");
        if (seed.isPresent() && kind() != PlaneKind.RANDOM && kind() != PlaneKind.PCA)
            throw new IllegalArgumentException("--seed: nothing is random here; leave it out");
        if (range.size() == 3 || range.size() > 4)
            throw new IllegalArgumentException(
                    "--range: one, two or four numbers are wanted, as -1,1, got " + range.size());
        for (double end : range)
            if (!Double.isFinite(end))
                throw new IllegalArgumentException("--range: must be finite, got " + end);
        if (range.size() == 1 && !(range.getFirst() > 0))
            throw new IllegalArgumentException(
                    "--range: one number must be above 0, got " + range.getFirst());
        for (int k = 0; k + 1 < range.size(); k += 2)
            if (!(range.get(k) < range.get(k + 1)))
                throw new IllegalArgumentException(
                        "--range: must rise, got %s,%s".formatted(range.get(k), range.get(k + 1)));
    }

    /** What is asked for. */
    PlaneKind kind() {
        return weights.isPresent() ? PlaneKind.WEIGHTS : kind.orElse(PlaneKind.RANDOM);
    }

    /** 1 for a line, 2 for a plane. */
    int dimensions() {
        return line || kind() == PlaneKind.LINE ? 1 : 2;
    }

    /** The named weights; none but for {@link PlaneKind#WEIGHTS}. */
    List<Weight> weights(List<ParameterSpec> specs) {
        return weights.stream()
                .flatMap(COMMA::splitAsStream)
                .map(text -> Weight.parse(text, specs))
                .toList();
    }

    /** The seed of random directions. */
    long seed(long own) {
        return seed.orElse(own);
    }

    /**
     * The axes of a plane.
     *
     * @param center that one number is counted from
     */
    List<Axis> axes(Plane plane, Parameters center, List<Trajectory> paths) {
        if (range.isEmpty()) return plane.axes(paths, points);
        if (range.size() == 4 && plane.dimensions() == 1)
            throw new IllegalArgumentException("--range: a line has one axis; pass two numbers");
        Plane.Place place = plane.project(center);
        return IntStream.range(0, plane.dimensions())
                .mapToObj(k -> {
                    double middle = k == 0 ? place.x() : place.y();
                    double from =
                            range.size() == 1
                                    ? middle - range.getFirst()
                                    : range.get(range.size() == 4 ? 2 * k : 0);
                    double to =
                            range.size() == 1
                                    ? middle + range.getFirst()
                                    : range.get(range.size() == 4 ? 2 * k + 1 : 1);
                    return plane.axis(k, from, to, points);
                })
                .toList();
    }
}
