package rookery.explain.landscape;

import rookery.Losses;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;

/**
 * The loss over a line or a plane through the space of weights, and the paths that trainings took
 * over it.
 *
 * {@snippet :
 * Plane plane = Planes.random(run.model().parameters(), 42, 2);
 * List<Axis> axes = plane.axes(paths, 51);
 * Losses losses = Losses.of(run.model(), training, fit);
 * Landscape landscape = Landscape.of(plane, axes, losses, Optional.empty(), paths, done -> {});
 * }
 *
 * @param name what spans it, as a heading: {@code random directions, filter-normalized}
 * @param x the first axis, whose values are the columns of the surfaces
 * @param y the second axis, whose values are their rows; empty for a line
 * @param training the mean loss over the training rows, penalties included, in inference mode
 * @param validation over the validation rows; empty if it was not asked for
 * @param trails what trainings did here, the run's own first; may be empty
 * @param notes what a reader must know: holes, points left out, a direction that had to be drawn
 */
public record Landscape(
        String name,
        Axis x,
        Optional<Axis> y,
        Surface training,
        Optional<Surface> validation,
        List<Trail> trails,
        List<String> notes) {

    /** A distance that single precision makes. */
    private static final double ROUNDING = 1e-4;

    /** Checks that the surfaces fit the axes. */
    public Landscape {
        trails = List.copyOf(trails);
        notes = List.copyOf(notes);
        int rows = y.map(a -> a.values().length).orElse(1);
        training.check(rows, x.values().length);
        validation.ifPresent(v -> v.check(rows, x.values().length));
    }

    /** How many times a loss is computed for a landscape: what {@link #of} tells the progress of. */
    public static int points(List<Axis> axes, boolean validation, List<Trajectory> paths) {
        long grid = 1;
        for (Axis axis : axes) grid *= axis.values().length;
        long trails = paths.stream().mapToLong(path -> 2L * path.finite().size()).sum();
        return Math.toIntExact((validation ? 2 : 1) * grid + trails);
    }

    /**
     * Computes it.
     *
     * @param axes one for a line, two for a plane: {@link Plane#axes}
     * @param training of the network, over the training rows
     * @param validation over the validation rows, if wanted
     * @param paths points whose weights are not finite are left out, and counted in a note
     * @param progress is told how many of {@link #points} were begun; what it throws ends the work
     * @throws IllegalArgumentException if a path or the losses are those of another network
     */
    public static Landscape of(
            Plane plane,
            List<Axis> axes,
            Losses training,
            Optional<Losses> validation,
            List<Trajectory> paths,
            IntConsumer progress) {
        if (axes.size() != plane.dimensions())
            throw new IllegalArgumentException(
                    "%s: %d axes for %d directions"
                            .formatted(plane.name(), axes.size(), plane.dimensions()));
        int grid = points(axes, false, List.of());
        Surface surface = Surface.of(plane, axes, training, progress);
        Optional<Surface> other =
                validation.map(losses ->
                        Surface.of(plane, axes, losses, done -> progress.accept(grid + done)));
        int before = (other.isPresent() ? 2 : 1) * grid;
        List<Trail> trails = new ArrayList<>();
        for (Trajectory path : paths) {
            int begun = before;
            trails.add(Trail.of(plane, path, training, done -> progress.accept(begun + done)));
            before += 2 * path.finite().size();
        }
        return new Landscape(
                plane.name(),
                axes.getFirst(),
                axes.stream().skip(1).findFirst(),
                surface,
                other,
                trails,
                notes(plane, axes, surface, other, paths, trails));
    }

    private static List<String> notes(
            Plane plane,
            List<Axis> axes,
            Surface training,
            Optional<Surface> validation,
            List<Trajectory> paths,
            List<Trail> trails) {
        List<String> notes = new ArrayList<>(plane.notes());
        holes("training", training).ifPresent(notes::add);
        validation.flatMap(surface -> holes("validation", surface)).ifPresent(notes::add);
        for (int k = 0; k < trails.size(); k++) {
            notes.addAll(paths.get(k).notes());
            Trail trail = trails.get(k);
            int all = paths.get(k).points().size();
            int left = all - trail.points().size();
            if (left > 0)
                notes.add(
                        "%d of %d points of the path of %s left out: their weights are not finite"
                                .formatted(left, all, trail.name()));
            long outside = trail.points().stream().filter(point -> outside(axes, point)).count();
            if (outside > 0)
                notes.add(
                        "%d of %d points of the path of %s lie outside of the axes"
                                .formatted(outside, all, trail.name()));
        }
        off(axes.size() == 1 ? "line" : "plane", trails).ifPresent(notes::add);
        return notes;
    }

    /** How far paths lie from what is drawn, in one sentence. */
    private static Optional<String> off(String drawn, List<Trail> trails) {
        List<Trail> off = trails.stream().filter(trail -> trail.farthest() > ROUNDING).toList();
        if (off.isEmpty()) return Optional.empty();
        if (off.size() == 1)
            return Optional.of(
                    "the path of %s is off the %s by %s at most"
                            .formatted(off.getFirst().name(), drawn, farthest(off.getFirst())));
        return Optional.of(
                off.stream()
                        .map(trail ->
                                String.format(
                                        Locale.ROOT,
                                        "%s %s (%.3g)",
                                        trail.name(),
                                        farthest(trail),
                                        trail.gap()))
                        .collect(
                                Collectors.joining(
                                        ", ",
                                        "how far paths are off the %s at most, and their losses from those drawn there: "
                                                .formatted(drawn),
                                        "")));
    }

    private static String farthest(Trail trail) {
        return String.format(Locale.ROOT, "%.4g", trail.farthest());
    }

    private static boolean outside(List<Axis> axes, Trail.Point point) {
        return !axes.getFirst().contains(point.x())
                || axes.size() == 2 && !axes.getLast().contains(point.y());
    }

    private static Optional<String> holes(String what, Surface surface) {
        long all = (long) surface.losses().length * surface.losses()[0].length;
        return surface.holes() == 0
                ? Optional.empty()
                : Optional.of(
                        "%s: %d of %d losses are not finite, and are holes"
                                .formatted(what, surface.holes(), all));
    }
}
