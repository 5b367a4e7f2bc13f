package rookery.explain.importance;

import rookery.Predictor;
import rookery.data.TableModel;
import rookery.tensor.Matrix;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;

/**
 * What a model answers as one column takes other values, on average and row by row.
 *
 * <pre>
 *   PD(v) = Σ_rows f(v, the row's other columns) / rows          ICE_row(v) = f(v, the row's other columns)
 * </pre>
 *
 * Friedman 2001, section 8.2; Goldstein et al. 2015, arXiv:1309.6392. Of numbers, v goes through
 * quantiles of the rows' values; of categories, through all that the model knows. Values are put into
 * every row, also where they cannot be: where columns hang together, look at the single curves.
 *
 * @param column whose value is changed
 * @param numeric whether it is numbers: then points but a missing one are ascending
 * @param rowSet which rows were looked at
 * @param rows how many
 * @param answers what is computed, see {@link Answer#words}
 * @param points the values the column takes
 * @param means of each answer, at each point, over all rows
 * @param curves of some rows
 */
public record PartialDependence(
        String column,
        boolean numeric,
        RowSet rowSet,
        int rows,
        List<Answer> answers,
        List<Point> points,
        List<List<Double>> means,
        List<RowCurve> curves) {

    /**
     * A value the column takes.
     *
     * @param label the value as text; {@code missing} where there is none
     * @param number the value, of numbers
     * @param missing whether it stands for a missing value: how the model sees one
     */
    public record Point(String label, OptionalDouble number, boolean missing) {}

    /**
     * A row's own curve.
     *
     * @param row its number in the table, from 0
     * @param values of each answer, at each point
     */
    public record RowCurve(int row, List<List<Double>> values) {

        /** Keeps lists of its own. */
        public RowCurve {
            values = values.stream().map(List::copyOf).toList();
        }
    }

    /** Keeps lists of its own. */
    public PartialDependence {
        answers = List.copyOf(answers);
        points = List.copyOf(points);
        means = means.stream().map(List::copyOf).toList();
        curves = List.copyOf(curves);
    }

    /** How far an answer's mean goes: its greatest less its least. */
    public double range(int answer) {
        DoubleSummaryStatistics of =
                means.get(answer).stream().mapToDouble(v -> v).summaryStatistics();
        return of.getMax() - of.getMin();
    }

    static PartialDependence of(
            TableModel model,
            Rows rows,
            String name,
            int points,
            int curves,
            LongConsumer progress) {
        List<InputColumn> columns = InputColumn.of(model.encoding());
        int place = InputColumn.find(columns, name);
        Grid grid = Grid.of(model.encoding().features().get(place), rows, points);
        List<Answer> answers = Answer.of(model);
        int[] shown = rows.some(curves);
        double[][] means = new double[answers.size()][grid.points().size()];
        double[][][] own = new double[shown.length][answers.size()][grid.points().size()];
        Predictor predictor = model.model().predictor();
        Matrix inputs = rows.data().features();
        float[] values = inputs.values().clone();
        for (int p = 0; p < grid.points().size(); p++) {
            grid.put(p, columns.get(place), values, inputs.cols());
            Matrix outputs = predictor.predict(Matrix.of(inputs.rows(), inputs.cols(), values));
            for (int k = 0; k < means.length; k++) {
                Answer answer = answers.get(k);
                double sum = 0;
                for (int row = 0; row < outputs.rows(); row++)
                    sum += answer.of(outputs.get(row, answer.output()));
                means[k][p] = sum / outputs.rows();
                for (int c = 0; c < shown.length; c++)
                    own[c][k][p] = answer.of(outputs.get(shown[c], answer.output()));
            }
            progress.accept(p + 1L);
        }
        return new PartialDependence(
                name,
                grid.numeric(),
                rows.set(),
                inputs.rows(),
                answers,
                grid.points(),
                lists(means),
                IntStream.range(0, shown.length)
                        .mapToObj(c -> new RowCurve(rows.data().rowNumber(shown[c]), lists(own[c])))
                        .toList());
    }

    private static List<List<Double>> lists(double[][] values) {
        return Arrays.stream(values).map(row -> Arrays.stream(row).boxed().toList()).toList();
    }
}
