package rookery.explain.doctor;

import rookery.Dataset;

import java.util.Arrays;

/**
 * How large a difference of two trainings must be to say something.
 *
 * <pre>
 *   chance = 1.96·√(Σ_rows d² / n) / √n     d the difference of a row; of an accuracy −1, 0 or 1
 * </pre>
 *
 * The rows are the same ones in both, as they are drawn by the same seed: McNemar 1947, and the same
 * for numbers. Where a fix changes the rows, the errors of the two means are added instead.
 *
 * @param matters what is worth speaking of, were it certain
 * @param chance what the choice of rows may make
 */
record Margin(double matters, double chance) {

    private static final double Z = 1.96;
    private static final double HUNDREDTH = 0.01;
    private static final double OF_LOSS = 0.05;
    private static final int MOST_ROWS = 10_000;

    /** Of a measure, or of the loss, whose size is that of the rows' losses. */
    static Margin of(String measure, Plan before, Trial without, Plan after, Trial with) {
        Dataset rows = rows(before);
        Dataset others = rows(after);
        double[] a = RowScores.of(measure, before, without, Evidence.spread(rows, MOST_ROWS));
        double[] b = RowScores.of(measure, after, with, Evidence.spread(others, MOST_ROWS));
        double matters =
                measure.endsWith("loss")
                        ? OF_LOSS * Arrays.stream(a).map(Math::abs).average().orElse(0)
                        : HUNDREDTH;
        return new Margin(matters, chance(a, b, rows, others));
    }

    private static double chance(double[] a, double[] b, Dataset rows, Dataset others) {
        if (!Arrays.equals(numbers(rows), numbers(others)))
            return Z * Math.hypot(error(a, rows.rows()), error(b, others.rows()));
        double squares = 0;
        for (int row = 0; row < a.length; row++) squares += (a[row] - b[row]) * (a[row] - b[row]);
        return a.length == 0 ? 0 : Z * Math.sqrt(squares / a.length / rows.rows());
    }

    /** The standard error of a mean over so many rows. */
    private static double error(double[] values, int rows) {
        double mean = 0;
        double squares = 0;
        for (int row = 0; row < values.length; row++) {
            double d = values[row] - mean;
            mean += d / (row + 1);
            squares += d * (values[row] - mean);
        }
        return values.length == 0 ? 0 : Math.sqrt(squares / values.length / rows);
    }

    /** Those that the measure is of. */
    private static Dataset rows(Plan plan) {
        return plan.validation().orElse(plan.training());
    }

    private static int[] numbers(Dataset rows) {
        int[] numbers = new int[rows.rows()];
        for (int row = 0; row < numbers.length; row++) numbers[row] = rows.rowNumber(row);
        return numbers;
    }
}
