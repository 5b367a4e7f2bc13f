package rookery.explain.importance;

import rookery.Dataset;
import rookery.Learner;
import rookery.Model;
import rookery.data.ClassTarget;
import rookery.data.InputException;
import rookery.data.PreparedTable;
import rookery.data.Table;
import rookery.data.TableEncoding;
import rookery.data.TableModel;
import rookery.data.UsedRows;
import rookery.formats.Replay;
import rookery.metrics.Accuracy;
import rookery.metrics.Metric;
import rookery.metrics.R2Score;
import rookery.names.Names;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * A model of a table and the rows it is looked at on: which columns matter, and how.
 *
 * {@snippet :
 * Importance importance = Importance.of(Replay.of(folder), Optional.empty());
 * importance.permutation(10, 0, _ -> {}).columns().getFirst().column(); // "flipper_length_mm"
 * importance.gradients(17, Optional.empty(), new Baseline.Mean()).attributions();
 * importance.dependence("flipper_length_mm", 20, 50, _ -> {}).means();
 * }
 *
 * A model looks at the same rows for everything asked here: of a run those held out for validation, if
 * there are any, and nothing else is said. Not safe for use by several threads at once.
 */
public final class Importance {

    private final TableModel model;
    private final Rows rows;
    private final Rows background;
    private final boolean nothingHeldOut;

    private Importance(TableModel model, Rows rows, Rows background, boolean nothingHeldOut) {
        this.model = model;
        this.rows = rows;
        this.background = background;
        this.nothingHeldOut = nothingHeldOut;
    }

    /**
     * A recorded run, on rows of its own data.
     *
     * @param wanted training or validation rows; validation rows, if there are any, unless told
     * @throws InputException if the run has no model, or no rows for validation where these are wanted;
     *     if it was trained on numbers of a program, or the rows of its table are not at hand
     * @throws IllegalArgumentException if other rows are wanted than the run's own
     */
    public static Importance of(Replay replay, Optional<RowSet> wanted) {
        PreparedTable prepared =
                replay.prepared()
                        .orElseThrow(() ->
                                new InputException(
                                        "%s: was trained on numbers, not on a table, so that there are no columns"
                                                .formatted(replay.run().name())));
        if (wanted.filter(RowSet.NAMED::equals).isPresent())
            throw new IllegalArgumentException("a run's rows are for training or for validation");
        TableModel model = replay.folder().model().tableModel();
        Table table = tableOf(replay);
        Rows training =
                new Rows(RowSet.TRAINING, table, prepared.report().rows(), prepared.training());
        Optional<Rows> validation =
                prepared.validation()
                        .map(data ->
                                new Rows(
                                        RowSet.VALIDATION,
                                        replay.validationTable().orElse(table),
                                        prepared.report()
                                                .validationTable()
                                                .orElse(prepared.report().rows()),
                                        data));
        if (wanted.filter(RowSet.VALIDATION::equals).isPresent() && validation.isEmpty())
            throw new InputException(
                    "%s: has no validation rows, it was trained on all of them; look at training rows, or name a table it has not seen"
                            .formatted(replay.run().name()));
        boolean onTraining = wanted.filter(RowSet.TRAINING::equals).isPresent();
        return new Importance(
                model,
                onTraining ? training : validation.orElse(training),
                training,
                validation.isEmpty());
    }

    /**
     * A model, on all rows of a table that have a target and the values the model needs: rows of new
     * data, or, with {@code new TableModel(encoding, run.model())}, all rows of a training that has
     * just been. {@link #of(Replay, Optional)} takes those held out alone.
     *
     * @throws InputException if a column is missing or cannot be encoded, or no row can be used
     */
    public static Importance of(TableModel model, Table table) {
        TableEncoding encoding = model.encoding();
        UsedRows used = encoding.evaluable(table);
        if (used.rows().length == 0)
            throw new InputException(table.source() + ": no row can be used: " + used.sentence());
        Dataset data = encoding.dataset(table, used.rows());
        Rows rows = new Rows(RowSet.NAMED, table, used, data);
        return new Importance(model, rows, rows, false);
    }

    /**
     * All rows of a run's table, as they were read.
     *
     * @throws InputException if they are not at hand
     */
    public static Table tableOf(Replay replay) {
        return replay.table()
                .orElseThrow(() ->
                        new InputException(
                                "%s: the rows of its table are not at hand; in Java, pass the table to Replay.of"
                                        .formatted(replay.run().name())));
    }

    /** The model. */
    public TableModel model() {
        return model;
    }

    /** Which rows are looked at. */
    public RowSet rowSet() {
        return rows.set();
    }

    /** How many rows are looked at. */
    public int rows() {
        return rows.data().rows();
    }

    /** Whether training rows are looked at for want of others: none were held out. */
    public boolean nothingHeldOut() {
        return nothingHeldOut;
    }

    /** The columns the model looks at, in its order. */
    public List<String> columns() {
        return InputColumn.of(model.encoding()).stream().map(InputColumn::name).toList();
    }

    /**
     * How much worse the model becomes without each column: its loss, its metrics, and accuracy or R²
     * if they are not among them.
     *
     * @param repeats at least two
     * @param progress told how many of {@link PermutationImportance#evaluations} are done
     * @throws InputException if there is only one row
     */
    public PermutationImportance permutation(int repeats, long seed, LongConsumer progress) {
        if (rows() < 2)
            throw new InputException(
                    "%s: one row alone cannot be shuffled; two are needed at least"
                            .formatted(rows.table().source()));
        Model measured = Model.of(measured(), model.model().parameters());
        return PermutationImportance.of(
                measured,
                rows.data(),
                InputColumn.of(model.encoding()),
                rows.set(),
                repeats,
                seed,
                progress);
    }

    private Learner measured() {
        Learner learner = model.model().learner();
        Metric usual =
                model.encoding().target() instanceof ClassTarget ? new Accuracy() : new R2Score();
        List<Metric> metrics = new ArrayList<>(learner.metrics());
        if (metrics.stream().noneMatch(metric -> metric.name().equals(usual.name())))
            metrics.add(model.encoding().target().inOriginalUnits(usual));
        return new Learner(learner.network(), learner.loss(), learner.optimizer(), metrics);
    }

    /**
     * What each column contributed to the answer on a row.
     *
     * @param row its number in the table
     * @param answer a class; the one predicted unless told
     * @throws InputException if there is no such row, it was left out, or there is no such class
     */
    public IntegratedGradients gradients(int row, Optional<String> answer, Baseline baseline) {
        rows.require(row);
        Attributor attributor = new Attributor(model, rows, background, baseline);
        Answer of =
                answer.map(name -> Answer.of(model).get(answer(name)))
                        .orElseGet(() -> attributor.predicted(rows, row));
        return attributor.of(rows, row, of);
    }

    /**
     * The place of a class among the model's answers.
     *
     * @throws InputException if there is no such class, or a number is predicted
     */
    public int answer(String name) {
        List<String> names = Answer.of(model).stream().map(Answer::name).toList();
        if (!(model.encoding().target() instanceof ClassTarget target))
            throw new InputException(
                    "class \"%s\": the model predicts a number, %s"
                            .formatted(name, names.getFirst()));
        if (!names.contains(name))
            throw new InputException(
                    "%s: no class \"%s\"; %s"
                            .formatted(target.column(), name, Names.suggest(name, names)));
        return names.indexOf(name);
    }

    /**
     * How much each column contributes to the answers on the rows, on average.
     *
     * @param most rows, at least one
     * @param progress told how many rows are done
     * @throws InputException if the baseline is a row that there is not
     * @throws IllegalArgumentException if {@code most} is less than one
     */
    public MeanAttributions meanAttributions(Baseline baseline, int most, LongConsumer progress) {
        require(most >= 1, "rows to look at must be at least 1", most);
        return MeanAttributions.of(
                new Attributor(model, rows, background, baseline), rows, columns(), most, progress);
    }

    /**
     * What the model answers as a column takes other values.
     *
     * @param points the most values of a column of numbers, at least two
     * @param curves of how many rows at most
     * @param progress told how many points are done
     * @throws InputException if the model does not look at such a column; offers the nearest
     * @throws IllegalArgumentException if there are too few points or curves
     */
    public PartialDependence dependence(
            String column, int points, int curves, LongConsumer progress) {
        require(points >= 2, "values of a column must be at least 2", points);
        require(curves >= 0, "rows with a curve must be at least 0", curves);
        return PartialDependence.of(model, rows, column, points, curves, progress);
    }

    private static void require(boolean right, String what, int got) {
        if (!right)
            throw new IllegalArgumentException("importance: %s, got %d".formatted(what, got));
    }
}
