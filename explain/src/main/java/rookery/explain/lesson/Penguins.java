package rookery.explain.lesson;

import rookery.Dataset;
import rookery.Fit;
import rookery.Learner;
import rookery.Run;
import rookery.Sequential;
import rookery.activations.Relu;
import rookery.activations.Softmax;
import rookery.data.BundledData;
import rookery.data.ClassTarget;
import rookery.data.NumberColumn;
import rookery.data.PreparedTable;
import rookery.data.Scaling;
import rookery.data.Table;
import rookery.data.TableOptions;
import rookery.layers.Dense;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the lecture works with: the penguins, in millimetres and standardized, and its network.
 *
 * @param table all columns and rows
 * @param raw the complete rows in millimetres, split into training and validation
 * @param standardized the same rows, standardized
 */
public record Penguins(Table table, PreparedTable raw, PreparedTable standardized) {

    /** Hidden units of the lecture's network. */
    public static final int UNITS = 16;

    /** Hidden units of the small network whose gradients the lecture works out by hand. */
    public static final int FEW_UNITS = 3;

    /** The bundled penguins, split by seed 0, as {@code rookery train penguins} does. */
    public static Penguins load() {
        Table table = BundledData.PENGUINS.table();
        return new Penguins(
                table,
                PreparedTable.of(table, options(Scaling.NONE)),
                PreparedTable.of(table, options(Scaling.STANDARD)));
    }

    /** How the table is read, as {@code rookery train penguins} does. */
    static TableOptions options(Scaling scaling) {
        return BundledData.PENGUINS.options().scaling(scaling);
    }

    /** The lecture's line: inputs → hidden relu units → 2 softmax outputs, compiled. */
    static Learner learner(int hidden) {
        return Sequential.of(3, new Dense(hidden, new Relu()), new Dense(2, new Softmax()))
                .compile("categorical_crossentropy", "sgd", "accuracy");
    }

    /** 100 epochs in batches of 32, seed 0: what {@code rookery train penguins} does. */
    static Fit fit() {
        return Fit.defaults().epochs(100);
    }

    /** The lecture's network trained on these rows. */
    static Run train(PreparedTable rows, int hidden, Fit fit) {
        return learner(hidden).fit(rows.training(), rows.validation().orElseThrow(), fit);
    }

    /** The names of the network's inputs. */
    List<String> inputs() {
        return standardized.encoding().inputNames();
    }

    /** The names of the classes, in the order of the network's outputs. */
    List<String> classes() {
        return ((ClassTarget) standardized.encoding().target()).classes();
    }

    /** How often each class occurs among the training rows, as a share of them. */
    List<Double> frequencies() {
        int[] classes = standardized.training().classes();
        double rows = classes.length;
        return IntStream.range(0, classes().size())
                .mapToObj(k -> IntStream.of(classes).filter(c -> c == k).count() / rows)
                .toList();
    }

    /**
     * A penguin.
     *
     * @param row its number in the table, from 0
     * @param species as the table has it
     * @param millimetres its measures, in the order of the inputs
     * @param inputs the same, standardized
     * @param target one-hot: Adelie, not Adelie
     */
    public record Penguin(
            int row,
            String species,
            List<Double> millimetres,
            List<Double> inputs,
            List<Double> target) {}

    /** The i-th of the training rows. */
    Penguin penguin(int i) {
        Dataset rows = standardized.training();
        return new Penguin(
                rows.rowNumber(i),
                table.column("species").text(rows.rowNumber(i)),
                inputs().stream().map(name -> millimetres(name, rows.rowNumber(i))).toList(),
                list(rows.features().row(i)),
                list(rows.targets().row(i)));
    }

    /** A measure of a row of the table. */
    double millimetres(String column, int row) {
        return ((NumberColumn) table.column(column)).value(row);
    }

    static List<Double> list(float[] values) {
        List<Double> list = new ArrayList<>();
        for (float value : values) list.add((double) value);
        return List.copyOf(list);
    }

    static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
