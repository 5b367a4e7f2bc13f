package rookery.explain.doctor;

import rookery.Dataset;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * How well one column alone tells the target: 0 as well as guessing, 1 without a mistake.
 *
 * <pre>
 *   classes    (accuracy − largest share) / (1 − largest share)   of the best rule
 *     number     at most as many intervals as classes, each with a class
 *     category   a row's class is that of most other rows of its category
 *   numbers    ρ² of the ranks (Spearman), equal values by their mean rank, for a number
 *              1 − Σ(y − mean of the other rows of its category)² / Σ(y − mean)², for a category
 * </pre>
 *
 * Rows that miss a number are an interval of their own for classes, and left out for ranks.
 */
final class OneColumn {

    private final Dataset rows;
    private final InputColumn column;

    private OneColumn(Dataset rows, InputColumn column) {
        this.rows = rows;
        this.column = column;
    }

    /**
     * Of a column by itself.
     *
     * @param classes how many there are; 0 where numbers are predicted
     */
    static double skill(Dataset rows, InputColumn column, int classes) {
        OneColumn of = new OneColumn(rows, column);
        if (classes > 0) return of.skillOfClasses(classes);
        return column.number() ? of.rankCorrelation() : of.partExplained();
    }

    private double skillOfClasses(int classes) {
        int[] truth = rows.classes();
        int[] counts = new int[classes];
        for (int c : truth) counts[c]++;
        int guessed = Arrays.stream(counts).max().orElseThrow();
        if (guessed == truth.length) return 0;
        int right = column.number() ? byIntervals(truth, classes) : byCategories(truth, classes);
        return Math.max(0, (double) (right - guessed) / (truth.length - guessed));
    }

    /** Rows told right by the best intervals; equal values are in one. */
    private int byIntervals(int[] truth, int classes) {
        List<Integer> present = new ArrayList<>();
        int[] missing = new int[classes];
        for (int row = 0; row < truth.length; row++)
            if (column.missing(rows.features(), row)) missing[truth[row]]++;
            else present.add(row);
        present.sort((a, b) -> Double.compare(value(a), value(b)));
        // best[s][c]: most rows right so far with s + 1 intervals, the last of them of class c
        int[][] best = new int[classes][classes];
        for (int from = 0; from < present.size(); ) {
            int[] block = new int[classes];
            int to = from;
            while (to < present.size() && value(present.get(to)) == value(present.get(from)))
                block[truth[present.get(to++)]]++;
            best = extended(best, block);
            from = to;
        }
        int right = Arrays.stream(best).flatMapToInt(Arrays::stream).max().orElse(0);
        return right + Arrays.stream(missing).max().orElse(0);
    }

    private static int[][] extended(int[][] best, int[] block) {
        int classes = block.length;
        int[][] next = new int[classes][classes];
        for (int s = 0; s < classes; s++) {
            int before = s == 0 ? 0 : Arrays.stream(best[s - 1]).max().orElse(0);
            for (int c = 0; c < classes; c++) next[s][c] = Math.max(best[s][c], before) + block[c];
        }
        return next;
    }

    private int byCategories(int[] truth, int classes) {
        Map<Integer, int[]> counts = new HashMap<>();
        for (int row = 0; row < truth.length; row++)
            counts.computeIfAbsent(category(row), _ -> new int[classes])[truth[row]]++;
        int right = 0;
        for (int row = 0; row < truth.length; row++) {
            int[] others = counts.get(category(row)).clone();
            others[truth[row]]--;
            int most = Arrays.stream(others).max().orElse(0);
            if (most > 0 && others[truth[row]] == most) right++;
        }
        return right;
    }

    private double rankCorrelation() {
        int[] present =
                IntStream.range(0, rows.rows())
                        .filter(row -> !column.missing(rows.features(), row))
                        .toArray();
        if (2 * present.length < rows.rows()) return 0;
        double[] x = ranks(present, this::value);
        double[] y = ranks(present, row -> rows.targets().get(row, 0));
        double middle = (present.length - 1) / 2.0;
        double xy = 0;
        double xx = 0;
        double yy = 0;
        for (int i = 0; i < x.length; i++) {
            xy += (x[i] - middle) * (y[i] - middle);
            xx += (x[i] - middle) * (x[i] - middle);
            yy += (y[i] - middle) * (y[i] - middle);
        }
        return xx == 0 || yy == 0 ? 0 : xy * xy / (xx * yy);
    }

    /** From 0; equal values share their mean rank. */
    private static double[] ranks(int[] rows, ToDoubleFunction<Integer> value) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, rows.length).boxed().toList());
        double[] values =
                Arrays.stream(rows).mapToDouble(row -> value.applyAsDouble(row)).toArray();
        order.sort((a, b) -> Double.compare(values[a], values[b]));
        double[] ranks = new double[rows.length];
        for (int from = 0; from < rows.length; ) {
            int to = from;
            while (to < rows.length && values[order.get(to)] == values[order.get(from)]) to++;
            for (int i = from; i < to; i++) ranks[order.get(i)] = (from + to - 1) / 2.0;
            from = to;
        }
        return ranks;
    }

    private double partExplained() {
        Map<Integer, double[]> sums = new HashMap<>();
        double mean = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double y = rows.targets().get(row, 0);
            mean += (y - mean) / (row + 1);
            double[] sum = sums.computeIfAbsent(category(row), _ -> new double[2]);
            sum[0] += y;
            sum[1]++;
        }
        double left = 0;
        double all = 0;
        for (int row = 0; row < rows.rows(); row++) {
            double y = rows.targets().get(row, 0);
            double[] sum = sums.get(category(row));
            double guess = sum[1] == 1 ? mean : (sum[0] - y) / (sum[1] - 1);
            left += (y - guess) * (y - guess);
            all += (y - mean) * (y - mean);
        }
        return all == 0 ? 0 : Math.max(0, 1 - left / all);
    }

    private double value(int row) {
        return column.value(rows.features(), row);
    }

    private int category(int row) {
        return column.category(rows.features(), row);
    }
}
