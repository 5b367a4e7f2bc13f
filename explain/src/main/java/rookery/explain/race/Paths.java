package rookery.explain.race;

import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Plane;
import rookery.explain.landscape.Planes;
import rookery.explain.landscape.Trajectory;
import rookery.tensor.Parameters;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The paths of a race's racers from its first start, and the landscape that all of them span. */
record Paths(RacePlan plan, Track track, List<String> notes) {

    /** Numbers that are kept of all paths: 256 MB. */
    private static final double KEPT = 1L << 26;

    /** Multiplications that finding the plane may take. */
    private static final double PLANE = 4e10;

    private static final int FEWEST = 3;

    /** The epochs after which weights are kept; none if there is to be no landscape. */
    Set<Double> epochs() {
        if (plan.tooLarge())
            notes.add(
                    "no landscape: for so many parameters and rows it takes long; --landscape %d draws it"
                            .formatted(RacePlan.GRID));
        if (plan.points() == 0) return Set.of();
        List<Double> laps = new ArrayList<>(List.of(0.0)); // those of full batches: all have them
        Track.laps(plan.fit().epochs(), 1).forEach(epoch -> laps.add((double) epoch));
        double parameters = plan.learner().network().parameterCount();
        double room = Math.min(KEPT / parameters, Math.sqrt(PLANE / parameters));
        int points = (int) Math.min(laps.size(), room / plan.racers().size());
        if (points < Math.min(FEWEST, laps.size())) {
            notes.add("no landscape: with so many parameters the paths take too much memory");
            return Set.of();
        }
        return IntStream.range(0, points)
                .mapToObj(i -> laps.get(i * (laps.size() - 1) / (points - 1)))
                .collect(Collectors.toSet());
    }

    /**
     * The landscape, if there is to be one.
     *
     * @param heats whose first start's paths it has
     * @return empty where notes say why, or none was asked for
     */
    Optional<Landscape> landscape(Heats heats) {
        Set<String> ended = heats.ended();
        List<Trajectory> paths = heats.paths();
        if (paths.stream().allMatch(path -> path.points().isEmpty())) return Optional.empty();
        List<Trajectory> finite =
                paths.stream().filter(path -> ended.contains(path.name())).toList();
        if (finite.isEmpty()) {
            notes.add("no landscape: all racers diverged");
            return Optional.empty();
        }
        Parameters start = finite.getFirst().points().getFirst().weights();
        double farthest =
                finite.stream()
                        .flatMap(path -> path.points().stream())
                        .mapToDouble(point -> point.distance(start))
                        .max()
                        .orElseThrow();
        List<Trajectory> near = new ArrayList<>();
        for (Trajectory path : paths)
            near.add(ended.contains(path.name()) ? path : within(farthest, start, path));
        try {
            return plane(start, finite).map(plane -> landscape(plane, near));
        } catch (CancellationException e) {
            notes.add("no landscape: " + e.getMessage());
            return Optional.empty();
        }
    }

    /** None where no weight moved, or there is only one. */
    private Optional<Plane> plane(Parameters start, List<Trajectory> finite) {
        try {
            return Optional.of(Planes.principal(start, finite, plan.fit().seed(), 2));
        } catch (IllegalArgumentException e) {
            notes.add("no landscape: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Landscape landscape(Plane plane, List<Trajectory> paths) {
        return Landscape.of(
                plane,
                plane.axes(paths, plan.points()),
                track.training(),
                Optional.empty(),
                paths,
                _ -> Track.refuseIfInterrupted());
    }

    /** A path that diverged, as far as it stayed within the distance of those that did not. */
    private Trajectory within(double farthest, Parameters start, Trajectory path) {
        List<Trajectory.Point> near =
                path.points().stream()
                        .takeWhile(point -> point.distance(start) <= farthest)
                        .toList();
        notes.add(
                "landscape: the path of %s, which diverged, is drawn as far as it stayed near the others"
                        .formatted(path.name()));
        return new Trajectory(path.name(), near);
    }
}
