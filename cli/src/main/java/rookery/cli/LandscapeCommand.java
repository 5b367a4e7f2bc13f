package rookery.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import rookery.Dataset;
import rookery.Fit;
import rookery.Losses;
import rookery.Model;
import rookery.data.InputException;
import rookery.explain.Curvature;
import rookery.explain.Hessian;
import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Plane;
import rookery.explain.landscape.Planes;
import rookery.explain.landscape.Trajectory;
import rookery.formats.Replay;
import rookery.formats.RunFolder;
import rookery.formats.ShellWord;
import rookery.report.LandscapePicture;
import rookery.tensor.ParameterSpec;
import rookery.tensor.Parameters;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code rookery landscape}: the loss around a run's weights, and the run's path over it. */
@Command(
        name = "landscape",
        abbreviateSynopsis = true,
        description = {
            "Draws the loss as a landscape, with the run's path.",
            "The loss over a line or a plane through the space of weights, in "
                    + "inference mode, penalties included: along random directions "
                    + "(filter-normalized), the principal components of the path, one or two "
                    + "weights, the line from the start to the end, or the strongest "
                    + "curvatures."
        },
        footer = {
            "",
            "Examples:",
            "  rookery landscape penguins-1",
            "  rookery landscape penguins-1 --plane pca --out landscape.svg",
            "  rookery landscape penguins-1 --weights dense/kernel[0,3],dense/bias[3]"
        })
final class LandscapeCommand implements Callable<Integer> {

    private static final String FEWER = "take fewer --points";

    private final Console console;

    @Mixin private RunArgument run;
    @Mixin private PlaneOptions planes;

    @Option(
            names = "--step",
            paramLabel = "N",
            description =
                    "Around the weights before this step, from 0; the final ones unless told.")
    private Optional<Long> step;

    @Option(
            names = "--with",
            paramLabel = "RUN",
            description =
                    "Another run of the same network, whose path is drawn, too; may be repeated.")
    private List<String> others = List.of();

    @Option(names = "--validation", description = "The loss over the run's validation rows, too.")
    private boolean validation;

    @Option(names = "--yes", description = "Go on even if it takes more than a minute.")
    private boolean yes;

    @Mixin private OutFiles out;
    @Mixin private CommonOptions common;

    LandscapeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        step.ifPresent(n -> Wanted.check(n >= 0, "--step", n));
        planes.check();
        out.check(LandscapeFiles.ENDINGS);
        Replay replay = run.replay("its data and its path");
        out.keep(replay);
        planes.weights(replay.learner().network().parameters());
        if (validation && replay.validation().isEmpty())
            throw new InputException(
                    run.name() + ": has no validation rows; leave out --validation");
        Model end = replay.folder().model().model();
        List<Trajectory> paths = new ArrayList<>(List.of(path(replay, end)));
        List<String> notes = new ArrayList<>();
        if (!paths.getFirst().known()) notes.add(cure(replay));
        for (String other : others) paths.add(other(replay, end, other, notes));
        Model center = step.isPresent() ? replay.at(step.get()).model() : end;
        Plane plane = plane(replay, center, paths);
        List<Axis> axes = planes.axes(plane, center.parameters(), paths);
        long began = System.nanoTime();
        Landscape landscape = landscape(replay, center, plane, axes, paths);
        double seconds = (System.nanoTime() - began) * 1e-9;
        JsonAnswer answer = answer(replay, landscape, notes, seconds);
        List<Path> written =
                out.write(
                        new LandscapePicture(title(replay), landscape, notes),
                        LandscapeFiles.of(title(replay), landscape, notes, answer, out.theme()));
        if (common.json()) answer.print(console);
        else
            new LandscapePage(console, landscape)
                    .print(title(replay), notes, seconds, losses(axes, paths), written);
        return 0;
    }

    private String title(Replay replay) {
        return "%s: %s, %s"
                .formatted(
                        run.name(),
                        step.map(n -> "around the weights before step " + n)
                                .orElse("around the final weights"),
                        Numbers.count(replay.training().rows(), "training row"));
    }

    private JsonAnswer answer(
            Replay replay, Landscape landscape, List<String> notes, double seconds) {
        List<String> all = new ArrayList<>(landscape.notes());
        all.addAll(notes);
        return new JsonAnswer()
                .put("run", run.name())
                .put("step", step)
                .put("rows", replay.training().rows())
                .put("validation_rows", replay.validation().map(Dataset::rows))
                .put("seconds", seconds)
                .putAll(landscape)
                .put("notes", all);
    }

    private static Trajectory path(Replay replay, Model end) {
        RunFolder folder = replay.folder();
        return Trajectory.of(
                replay, folder.snapshotInstead().orElse(replay.steps()), end.parameters());
    }

    private static String cure(Replay replay) {
        String recipe = replay.folder().path().resolve("run.json").toString();
        return "training records snapshots: %s train --config %s"
                .formatted(Main.command(), ShellWord.of(recipe));
    }

    /** The path of another run, whose network must be the same. */
    private Trajectory other(Replay own, Model end, String name, List<String> notes) {
        Replay other = run.other(name, "its data and its path");
        if (other.folder().path().equals(own.folder().path()))
            throw new InputException(
                    "--with %s: is the run itself, whose path is drawn anyway; leave it out"
                            .formatted(name));
        out.keep(other);
        Model otherEnd = other.folder().model().model();
        List<ParameterSpec> specs = otherEnd.parameters().specs();
        if (!ParameterSpec.alike(specs, end.parameters().specs()))
            throw new InputException(
                    "--with %s: its weights are %s, those of %s are %s; paths of one landscape are those of one network"
                            .formatted(
                                    name,
                                    words(specs),
                                    run.name(),
                                    words(end.parameters().specs())));
        Trajectory path = path(other, otherEnd);
        if (!sameRows(own.training(), other.training()))
            notes.add(
                    "%s was trained on other rows or inputs; all losses here are over those of %s"
                            .formatted(path.name(), run.name()));
        return path;
    }

    private static String words(List<ParameterSpec> specs) {
        return specs.stream()
                .map(spec -> spec.name() + " " + spec.shape())
                .collect(Collectors.joining(", "));
    }

    private static boolean sameRows(Dataset some, Dataset others) {
        return Arrays.equals(some.features().values(), others.features().values())
                && Arrays.equals(some.targets().values(), others.targets().values());
    }

    private Plane plane(Replay replay, Model center, List<Trajectory> paths) {
        Parameters θ = center.parameters();
        long seed = planes.seed(replay.fit().seed());
        int dimensions = planes.dimensions();
        Trajectory own = paths.getFirst();
        return switch (planes.kind()) {
            case RANDOM -> Planes.random(θ, seed, dimensions);
            case PCA -> Planes.principal(θ, requirePath(replay, paths), seed, dimensions);
            case WEIGHTS -> Planes.ofWeights(θ, planes.weights(θ.specs()));
            case LINE -> {
                requirePath(replay, paths);
                yield Planes.between(own.points().getFirst().weights(), θ);
            }
            case HESSIAN -> Planes.ofCurvature(θ, directions(replay, center, dimensions));
        };
    }

    private List<Trajectory> requirePath(Replay replay, List<Trajectory> paths) {
        if (paths.getFirst().points().size() == 1)
            throw new InputException(
                    "%s: has no snapshots in %s, so that its path is not known; %s"
                            .formatted(
                                    run.name(),
                                    replay.folder().path().resolve("snapshots"),
                                    cure(replay)));
        return paths;
    }

    private List<Curvature.Direction> directions(Replay replay, Model center, int wanted) {
        Hessian hessian = Hessian.of(center, replay.training(), replay.fit());
        try (Patience patience = patience("products of Hessian and vector", Curvature.PRODUCTS)) {
            return Curvature.directions(hessian, wanted, patience);
        }
    }

    private Patience patience(String what, int all) {
        return new Patience(console, what, all, FEWER, yes);
    }

    private int losses(List<Axis> axes, List<Trajectory> paths) {
        return Landscape.points(axes, validation, paths);
    }

    private Landscape landscape(
            Replay replay, Model center, Plane plane, List<Axis> axes, List<Trajectory> paths) {
        Losses training = Losses.of(center, replay.training(), replay.fit());
        Optional<Losses> others =
                validation
                        ? replay.validation().map(rows -> Losses.of(center, rows, Fit.defaults()))
                        : Optional.empty();
        try (Patience patience = patience("losses", losses(axes, paths))) {
            return Landscape.of(plane, axes, training, others, paths, patience);
        }
    }
}
