package rookery.data;

import rookery.Dataset;

import java.util.Arrays;
import java.util.Optional;

/**
 * A table ready to be learned from.
 *
 * @param encoding how its rows became numbers, learned from the training rows alone
 * @param training the training rows, which keep their numbers
 * @param validation the validation rows, likewise; empty if none were asked for
 * @param report what became of rows and columns
 */
public record PreparedTable(
        TableEncoding encoding,
        Dataset training,
        Optional<Dataset> validation,
        TableReport report) {

    /**
     * Splits the table by {@link TableOptions#validation()} and encodes both parts.
     *
     * @throws InputException if the table cannot be learned from: no such column, a target with one
     *     class, no complete row …
     */
    public static PreparedTable of(Table table, TableOptions options) {
        return new Preparation(table, options).split();
    }

    /**
     * Takes all rows for training and those of another table, of which only the columns used
     * matter, for validation.
     */
    public static PreparedTable of(Table training, Table validation, TableOptions options) {
        return new Preparation(training, options).with(validation);
    }

    /**
     * What became of a row of the table.
     *
     * @param row its number in the table, from 0, the header not counted; rows of a table of its own
     *     for validation are not meant
     * @throws InputException if the table has no such row
     */
    public RowUse use(int row) {
        int total = report.rows().total();
        if (row < 0 || row >= total)
            throw new InputException(
                    "row %d: the table has the rows 0 to %d".formatted(row, total - 1));
        Optional<String> why = report.rows().whyLeftOut(row);
        if (why.isPresent()) return new RowUse.LeftOut(why.get());
        int position = position(training, row);
        if (position >= 0) return new RowUse.Training(position);
        return new RowUse.Validation(position(validation.orElseThrow(), row));
    }

    private static int position(Dataset data, int row) {
        for (int i = 0; i < data.rows(); i++) if (data.rowNumber(i) == row) return i;
        return -1;
    }

    /**
     * A weight a class, with which all classes count alike: {@code n / (k · n_c)} for n training
     * rows, n_c of class c, k classes that occur among them, as scikit-learn's {@code balanced}. A
     * class without a training row has weight 0.
     *
     * @throws IllegalStateException if no classes are predicted
     */
    public double[] balancedClassWeights() {
        if (!(encoding.target() instanceof ClassTarget target)) {
            throw new IllegalStateException(
                    encoding.target().column() + " is a number: there are no classes to weigh");
        }
        int[] counts = new int[target.classes().size()];
        for (int c : training.classes()) counts[c]++;
        long present = Arrays.stream(counts).filter(count -> count > 0).count();
        double rows = training.rows();
        return Arrays.stream(counts)
                .mapToDouble(count -> count == 0 ? 0 : rows / (present * count))
                .toArray();
    }
}
