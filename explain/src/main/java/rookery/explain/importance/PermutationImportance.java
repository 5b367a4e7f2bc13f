package rookery.explain.importance;

import rookery.Dataset;
import rookery.Evaluation;
import rookery.Model;
import rookery.kernels.Philox;
import rookery.kernels.Purpose;
import rookery.metrics.Metric;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.LongConsumer;

/**
 * How much worse a model becomes when a column's values are shuffled among the rows, so that they tell
 * nothing of their own row any more.
 *
 * <pre>
 *   worse = loss(shuffled) − loss          of a metric that rises: metric − metric(shuffled)
 *   mean ± t(0.975, repeats − 1) · deviation / √repeats
 * </pre>
 *
 * Breiman 2001, section 10; Fisher et al. 2019, arXiv:1801.01489. All inputs of a column are shuffled
 * together. The interval is for the mean over all orders of <em>these</em> rows: it becomes narrow with
 * many repeats, however few rows there are. Columns that tell the same share their importance: the
 * model may still have it from the other one. On training rows, what was learned by heart counts, too.
 *
 * <p>The order of repeat r is a function of seed and r ({@link Purpose#PERMUTE}), the same for every
 * column. Nothing depends on the number of threads.
 *
 * @param rowSet which rows were looked at
 * @param rows how many
 * @param repeats how many orders each column was shuffled to
 * @param seed of the orders
 * @param confidence of the intervals
 * @param measures loss and metrics of the rows as they are
 * @param columns the most important first, by the loss
 */
public record PermutationImportance(
        RowSet rowSet,
        int rows,
        int repeats,
        long seed,
        double confidence,
        List<Measure> measures,
        List<ColumnImportance> columns) {

    private static final double CONFIDENCE = 0.95;

    /**
     * Loss or metric of the rows as they are.
     *
     * @param name {@code loss}, or the metric's
     * @param rises whether higher is better
     * @param value of the rows as they are
     */
    public record Measure(String name, boolean rises, double value) {}

    /**
     * A column.
     *
     * @param column its name
     * @param worse by how much each measure becomes worse, by its name
     */
    public record ColumnImportance(String column, SequencedMap<String, Worse> worse) {

        /** Keeps a copy of its own. */
        public ColumnImportance {
            worse = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(worse));
        }

        /** By how much the loss becomes larger, on average. */
        public double loss() {
            return worse.get("loss").mean();
        }
    }

    /**
     * By how much a measure becomes worse; negative where it became better.
     *
     * @param mean over the repeats
     * @param low end of the mean's interval
     * @param high end of it
     * @param deviation between repeats, n − 1 in the denominator
     * @param values of each repeat
     */
    public record Worse(
            double mean, double low, double high, double deviation, List<Double> values) {

        /** Keeps its own list. */
        public Worse {
            values = List.copyOf(values);
        }

        /** Of the repeats' values. */
        static Worse of(List<Double> values) {
            int n = values.size();
            double mean = values.stream().mapToDouble(v -> v).sum() / n;
            double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
            double deviation = Math.sqrt(squares / (n - 1));
            double half = StudentT.within(CONFIDENCE, n - 1) * deviation / Math.sqrt(n);
            return new Worse(mean, mean - half, mean + half, deviation, values);
        }

        /** Whether the interval lies above 0. */
        public boolean certain() {
            return low > 0;
        }
    }

    /** Keeps its own lists. */
    public PermutationImportance {
        measures = List.copyOf(measures);
        columns = List.copyOf(columns);
    }

    /** How often {@link #of} tells of progress: a model evaluated on all rows each time. */
    public static long evaluations(int columns, int repeats) {
        return (long) columns * repeats;
    }

    /**
     * Measures a model.
     *
     * @param data rows with targets, at least two
     * @param columns to be shuffled
     * @param rowSet which rows these are
     * @param repeats at least two
     * @param progress told how many of {@link #evaluations} are done
     * @throws IllegalArgumentException if the data do not fit the network, or there are too few rows
     *     or repeats
     */
    public static PermutationImportance of(
            Model model,
            Dataset data,
            List<InputColumn> columns,
            RowSet rowSet,
            int repeats,
            long seed,
            LongConsumer progress) {
        return of(
                model,
                data,
                columns,
                rowSet,
                repeats,
                seed,
                (repeat, order) ->
                        Philox.permutation(seed, Purpose.PERMUTE, repeat, order.length, order),
                progress);
    }

    /** What a column is shuffled to: row i gets the value of row {@code order[i]}. */
    interface Orders {
        void put(int repeat, int[] order);
    }

    static PermutationImportance of(
            Model model,
            Dataset data,
            List<InputColumn> columns,
            RowSet rowSet,
            int repeats,
            long seed,
            Orders orders,
            LongConsumer progress) {
        if (repeats < 2 || data.rows() < 2)
            throw new IllegalArgumentException(
                    "importance: needs two repeats and two rows at least, got %d and %d"
                            .formatted(repeats, data.rows()));
        List<Measure> measures = measures(model, data);
        List<Shuffles> shuffles =
                columns.stream().map(column -> new Shuffles(column, measures)).toList();
        int[] order = new int[data.rows()];
        long done = 0;
        for (int repeat = 0; repeat < repeats; repeat++) {
            orders.put(repeat, order);
            for (Shuffles column : shuffles) {
                column.add(model.evaluate(shuffled(data, column.column, order)));
                progress.accept(++done);
            }
        }
        return new PermutationImportance(
                rowSet,
                data.rows(),
                repeats,
                seed,
                CONFIDENCE,
                measures,
                shuffles.stream()
                        .map(Shuffles::importance)
                        .sorted(Comparator.comparingDouble(column -> -column.loss()))
                        .toList());
    }

    private static List<Measure> measures(Model model, Dataset data) {
        Evaluation evaluation = model.evaluate(data);
        List<Measure> measures = new ArrayList<>();
        measures.add(new Measure("loss", false, evaluation.loss()));
        for (Metric metric : model.learner().metrics())
            measures.add(new Measure(metric.name(), metric.rises(), evaluation.get(metric.name())));
        return measures;
    }

    /** Row i has the column of row {@code order[i]}. */
    private static Dataset shuffled(Dataset data, InputColumn column, int[] order) {
        Matrix features = data.features();
        int inputs = features.cols();
        float[] values = features.values().clone();
        for (int row = 0; row < order.length; row++)
            System.arraycopy(
                    features.values(),
                    order[row] * inputs + column.first(),
                    values,
                    row * inputs + column.first(),
                    column.count());
        Dataset shuffled = Dataset.of(Matrix.wrap(features.rows(), inputs, values), data.targets());
        return data.weights().map(shuffled::withWeights).orElse(shuffled);
    }

    /** A column and what came of its shuffles so far. */
    private record Shuffles(InputColumn column, List<Measure> measures, List<Evaluation> results) {

        Shuffles(InputColumn column, List<Measure> measures) {
            this(column, measures, new ArrayList<>());
        }

        void add(Evaluation evaluation) {
            results.add(evaluation);
        }

        ColumnImportance importance() {
            SequencedMap<String, Worse> worse = new LinkedHashMap<>();
            for (Measure measure : measures) {
                double sign = measure.rises ? -1 : 1;
                worse.put(
                        measure.name,
                        Worse.of(
                                results.stream()
                                        .map(result ->
                                                sign * (result.get(measure.name) - measure.value))
                                        .toList()));
            }
            return new ColumnImportance(column.name(), worse);
        }
    }
}
