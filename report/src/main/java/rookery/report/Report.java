package rookery.report;

import rookery.Dataset;
import rookery.Fit;
import rookery.History;
import rookery.Losses;
import rookery.Model;
import rookery.data.ClassTarget;
import rookery.data.InputException;
import rookery.data.TableModel;
import rookery.explain.Activity;
import rookery.explain.Calibration;
import rookery.explain.HeldOut;
import rookery.explain.Residuals;
import rookery.explain.doctor.Diagnosis;
import rookery.explain.doctor.Doctor;
import rookery.explain.importance.Importance;
import rookery.explain.importance.PartialDependence;
import rookery.explain.importance.PermutationImportance;
import rookery.explain.landscape.Axis;
import rookery.explain.landscape.Landscape;
import rookery.explain.landscape.Plane;
import rookery.explain.landscape.Planes;
import rookery.explain.landscape.Trajectory;
import rookery.formats.ModelFile;
import rookery.formats.RecordedRun;
import rookery.formats.Replay;
import rookery.formats.RunFolder;
import rookery.metrics.ConfusionMatrix;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * All that is known of a recorded run: what was trained on what, how it went, how good it is, what is
 * wrong with it. What cannot be computed has its reason in its place: data that are not there any
 * more, no snapshots.
 *
 * {@snippet :
 * RunFolder folder = new RunStore(Path.of("runs")).find("penguins-1");
 * Report report = Report.of(folder, (what, all) -> done -> {});
 * String page = ReportHtml.html(report, "./rookery", Theme.AUTOMATIC);
 * }
 *
 * @param folder of the run
 * @param run what {@code run.json} says
 * @param history loss and metrics of each epoch
 * @param model the final model, or that of the last snapshot
 * @param held the rows that errors, calibration and importance are of
 * @param confusion of a classification
 * @param residuals of a regression
 * @param calibration whether it is as sure as it is right
 * @param importance which columns matter
 * @param dependence what the model makes of those that matter most
 * @param diagnosis what the doctor found
 * @param activity what each unit does
 * @param landscape the loss over the plane of the path
 */
public record Report(
        RunFolder folder,
        RecordedRun run,
        Part<History> history,
        Part<ModelFile> model,
        Part<HeldOut> held,
        Part<ConfusionMatrix> confusion,
        Part<Residuals> residuals,
        Part<Calibration> calibration,
        Part<PermutationImportance> importance,
        Part<List<PartialDependence>> dependence,
        Part<Diagnosis> diagnosis,
        Part<Activity> activity,
        Part<Landscape> landscape) {

    /** Multiplications that the losses of a part may take: some ten seconds. */
    private static final double MOST = 2e11;

    private static final int POINTS = 51;
    private static final int FEWEST_POINTS = 11;
    private static final int REPEATS = 10;
    private static final int DEPENDENCES = 3;
    private static final int VALUES = 30;
    private static final int CURVES = 30;
    private static final int CLASSES = 40;

    /** Tells how far the computation of a report is. */
    @FunctionalInterface
    public interface Progress {
        /**
         * A part begins.
         *
         * @param what is counted: {@code losses of the landscape}
         * @param all how many there are
         * @return told how many are done; what it throws ends the work
         */
        LongConsumer begin(String what, long all);
    }

    /**
     * Computes the report of a run.
     *
     * @throws InputException if {@code run.json} cannot be read
     */
    public static Report of(RunFolder folder, Progress progress) {
        RecordedRun run = folder.read();
        return of(run, folder, Part.of(() -> Replay.of(folder)), progress);
    }

    /**
     * The same of a run whose data a program has, as {@link Replay#of(RunFolder, Dataset, Optional)}
     * takes them. Of numbers it has findings, activity and landscape, but nothing of columns and
     * classes.
     *
     * @throws InputException if {@code run.json} cannot be read
     */
    public static Report of(Replay replay, Progress progress) {
        RunFolder folder = replay.folder();
        return of(folder.read(), folder, Part.of(() -> replay), progress);
    }

    private static Report of(
            RecordedRun run, RunFolder folder, Part<Replay> replay, Progress progress) {
        Part<ModelFile> model = Part.of(folder::model);
        Part<HeldOut> held = replay.then(HeldOut::of);
        Part<TableModel> table = model.then(ModelFile::tableModel);
        Part<Importance> importance = replay.then(it -> Importance.of(it, Optional.empty()));
        Part<PermutationImportance> permutation = importance.then(it -> permuted(it, progress));
        return new Report(
                folder,
                run,
                Part.of(folder::history),
                model,
                held,
                held.then(rows -> confusion(value(table), rows)),
                held.then(rows -> Residuals.of(value(table), rows)),
                held.then(rows -> Calibration.of(value(table), rows)),
                permutation,
                permutation.then(it -> dependence(value(importance), it, progress)),
                replay.then(it -> diagnosis(it, progress)),
                replay.then(it -> Activity.of(value(model).model(), it.training())),
                replay.then(it -> landscape(it, progress)));
    }

    /** A part that another one needs. */
    private static <T> T value(Part<T> part) {
        return switch (part) {
            case Part.Known<T>(T value) -> value;
            case Part.Missing<T>(String why) -> throw new InputException(why);
        };
    }

    private static ConfusionMatrix confusion(TableModel model, HeldOut rows) {
        if (!(model.encoding().target() instanceof ClassTarget target))
            throw new InputException(model.encoding().target().column() + " is a number");
        if (target.classes().size() > CLASSES)
            throw new InputException(
                    "%d classes are more than a page can show; evaluate --json has all counts"
                            .formatted(target.classes().size()));
        return model.model().confusionMatrix(rows.data());
    }

    /** Fewer repeats where the model is evaluated on much. */
    private static PermutationImportance permuted(Importance importance, Progress progress) {
        int columns = importance.columns().size();
        double each = work(importance.model().model(), importance.rows()) * columns;
        int repeats = (int) Math.min(REPEATS, MOST / each);
        if (repeats < 2)
            throw new InputException(
                    "shuffling %,d columns of %,d rows takes long with this network; the command importance measures it"
                            .formatted(columns, importance.rows()));
        LongConsumer told =
                progress.begin(
                        "evaluations with shuffled columns",
                        PermutationImportance.evaluations(columns, repeats));
        return importance.permutation(repeats, 0, told);
    }

    private static double work(Model model, int rows) {
        return (double) model.network().parameterCount() * rows;
    }

    private static List<PartialDependence> dependence(
            Importance importance, PermutationImportance permutation, Progress progress) {
        if (work(importance.model().model(), importance.rows()) * VALUES * DEPENDENCES > MOST)
            throw new InputException(
                    "predicting %,d rows for each value takes long with this network"
                            .formatted(importance.rows()));
        List<PartialDependence> all = new ArrayList<>();
        LongConsumer told = progress.begin("values of columns", (long) VALUES * DEPENDENCES);
        for (PermutationImportance.ColumnImportance column :
                permutation.columns().stream().limit(DEPENDENCES).toList()) {
            long before = (long) VALUES * all.size();
            all.add(
                    importance.dependence(
                            column.column(), VALUES, CURVES, done -> told.accept(before + done)));
        }
        return all;
    }

    private static Diagnosis diagnosis(Replay replay, Progress progress) {
        Doctor doctor = Doctor.usual();
        return doctor.examine(replay, progress.begin("checks", doctor.checks()));
    }

    /** On the plane of the path, or, if there is none, on a random one. */
    private static Landscape landscape(Replay replay, Progress progress) {
        RunFolder folder = replay.folder();
        Model model = folder.model().model();
        long end = folder.snapshotInstead().orElse(replay.steps());
        Trajectory path = Trajectory.of(replay, end, model.parameters());
        List<Trajectory> paths = List.of(path);
        long seed = replay.fit().seed();
        Plane plane =
                path.finite().size() > 1
                        ? Planes.principal(model.parameters(), paths, seed, 2)
                        : Planes.random(model.parameters(), seed, 2);
        double affordable = MOST / work(model, replay.training().rows());
        int points = (int) Math.min(POINTS, Math.sqrt(affordable / 2));
        if (points < FEWEST_POINTS)
            throw new InputException(
                    "the loss at enough points takes more than a few seconds: landscape %s --yes computes it"
                            .formatted(replay.run().name()));
        List<Axis> axes = plane.axes(paths, points);
        boolean validation = replay.validation().isPresent();
        LongConsumer told =
                progress.begin(
                        "losses of the landscape", Landscape.points(axes, validation, paths));
        return Landscape.of(
                plane,
                axes,
                Losses.of(model, replay.training(), replay.fit()),
                replay.validation().map(rows -> Losses.of(model, rows, Fit.defaults())),
                paths,
                told::accept);
    }
}
