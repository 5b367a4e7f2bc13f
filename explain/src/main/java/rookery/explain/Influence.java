package rookery.explain;

import rookery.Dataset;
import rookery.data.InputException;
import rookery.data.RowUse;
import rookery.data.Table;
import rookery.data.UsedRows;
import rookery.formats.Replay;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.DoublePredicate;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * Which training rows taught the network its answer on a row.
 *
 * <pre>
 *   influence(z, z′) = Σ_checkpoints η · w_z · ∇ℓ(z)·∇ℓ(z′)
 * </pre>
 *
 * A step of plain gradient descent on the training row z, of weight w_z, changes the loss of the row z′
 * by −η·w_z·∇ℓ(z)·∇ℓ(z′), to first order. A <em>proponent</em> has a positive influence: what it
 * taught made the loss of z′ smaller; an <em>opponent</em> a negative one. The checkpoints stand for
 * the steps between them, so influences compare rows; they are no parts of a loss.
 *
 * <p>TracIn: Pruthi et al. 2020, arXiv:2002.08484, section 3.3. Gradients are those of a row's own loss, in
 * inference mode, without regularizers: batch normalization acts with its moving statistics. All
 * trained tensors count; of an embedding, rows share those of a code they both have. One pass over the
 * training rows a checkpoint, in blocks of 1,024, computed in single precision and multiplied in
 * double.
 *
 * @param example the row, and what the model says of it
 * @param trainedOn whether it is a training row: then it is among its own teachers
 * @param trainingRows how many there are
 * @param proponents those of the largest influence, the largest first
 * @param opponents those of the most negative influence, the most negative first
 * @param proponentRows how many rows have a positive influence
 * @param opponentRows how many have a negative one
 * @param proponentSum of all positive influences
 * @param opponentSum of all negative ones, at most 0
 * @param method how influences were computed
 */
public record Influence(
        ExampleRow example,
        boolean trainedOn,
        int trainingRows,
        List<Teacher> proponents,
        List<Teacher> opponents,
        int proponentRows,
        int opponentRows,
        double proponentSum,
        double opponentSum,
        TracIn method) {

    /**
     * A training row that taught.
     *
     * @param influence on the row in question
     * @param example the training row, and what the model says of it
     */
    public record Teacher(double influence, ExampleRow example) {}

    /** Keeps its own lists. */
    public Influence {
        proponents = List.copyOf(proponents);
        opponents = List.copyOf(opponents);
    }

    /**
     * Looks for the teachers of a row of a recorded run.
     *
     * @param row its number in the table, from 0
     * @param top how many proponents and opponents at most, at least 1
     * @param progress told how many checkpoints are done
     * @throws InputException if there is no such row, it was left out, or the run has no snapshots
     */
    public static Influence of(Replay replay, int row, int top, IntConsumer progress) {
        return switch (replay.use(row)) {
            case RowUse.Training(int position) ->
                    of(replay, replay.training(), position, replay.table(), true, top, progress);
            case RowUse.Validation(int position) ->
                    of(
                            replay,
                            replay.validation().orElseThrow(),
                            position,
                            replay.table(),
                            false,
                            top,
                            progress);
            case RowUse.LeftOut(String reason) -> throw leftOut(row, reason);
        };
    }

    /**
     * Looks for the teachers of a row of a recorded run's table of its own for validation.
     *
     * @param row its number in that table, from 0
     * @param top how many proponents and opponents at most, at least 1
     * @param progress told how many checkpoints are done
     * @throws InputException if there is no such table or row, it was left out, or the run has no
     *     snapshots
     */
    public static Influence ofValidationRow(Replay replay, int row, int top, IntConsumer progress) {
        Optional<UsedRows> used =
                replay.prepared().flatMap(prepared -> prepared.report().validationTable());
        if (used.isEmpty())
            throw new InputException(
                    "%s: has no table of its own for validation: its validation rows have their numbers in the one table it was trained on"
                            .formatted(replay.run().name()));
        if (row < 0 || row >= used.get().total())
            throw new InputException(
                    "row %d: the validation table has the rows 0 to %d"
                            .formatted(row, used.get().total() - 1));
        used.get()
                .whyLeftOut(row)
                .ifPresent(reason -> {
                    throw leftOut(row, reason);
                });
        Dataset data = replay.validation().orElseThrow();
        int position = Arrays.binarySearch(used.get().rows(), row);
        return of(replay, data, position, replay.validationTable(), false, top, progress);
    }

    private static InputException leftOut(int row, String reason) {
        return new InputException(
                "row %d was left out: %s; nothing was learned from it, and the network has no answer to explain"
                        .formatted(row, reason));
    }

    private static Influence of(
            Replay replay,
            Dataset data,
            int position,
            Optional<Table> table,
            boolean trainedOn,
            int top,
            IntConsumer progress) {
        return of(
                Teaching.of(replay),
                data.select(position),
                Teaching.rows(replay, table),
                trainedOn,
                top,
                progress);
    }

    /**
     * Looks for a row's teachers.
     *
     * @param row a single row of any data that fit the network
     * @param table that the row came from; none if it came from none
     * @param trainedOn whether it is a training row
     * @param top how many proponents and opponents at most, at least 1
     * @param progress told how many checkpoints are done
     * @throws IllegalArgumentException if there are no checkpoints, the loss is one of a batch as a
     *     whole, or a gradient is not finite
     */
    public static Influence of(
            Teaching teaching,
            Dataset row,
            Optional<TableRows> table,
            boolean trainedOn,
            int top,
            IntConsumer progress) {
        if (row.rows() != 1 || top < 1)
            throw new IllegalArgumentException(
                    "Influence: needs one row and a top of at least 1, got %d rows and a top of %d"
                            .formatted(row.rows(), top));
        TracIn.Sums sums = TracIn.sums(teaching, Optional.of(row), progress);
        double[] values = sums.values();
        return new Influence(
                ExampleRow.of(teaching.model(), row, table),
                trainedOn,
                values.length,
                teachers(teaching, sums.largest(top), values, value -> value > 0),
                teachers(teaching, sums.smallest(top), values, value -> value < 0),
                (int) Arrays.stream(values).filter(value -> value > 0).count(),
                (int) Arrays.stream(values).filter(value -> value < 0).count(),
                Arrays.stream(values).filter(value -> value > 0).sum(),
                Arrays.stream(values).filter(value -> value < 0).sum(),
                sums.method());
    }

    private static List<Teacher> teachers(
            Teaching teaching, int[] positions, double[] values, DoublePredicate wanted) {
        return IntStream.of(positions)
                .filter(i -> wanted.test(values[i]))
                .mapToObj(i ->
                        new Teacher(
                                values[i],
                                ExampleRow.of(
                                        teaching.model(),
                                        teaching.training().select(i),
                                        teaching.table())))
                .toList();
    }
}
