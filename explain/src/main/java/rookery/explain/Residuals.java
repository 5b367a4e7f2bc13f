package rookery.explain;

import rookery.data.InputException;
import rookery.data.NormalTarget;
import rookery.data.NumberTarget;
import rookery.data.Prediction;
import rookery.data.TableModel;
import rookery.data.TargetEncoding;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How far predicted numbers are from the actual ones, in the units of the table.
 *
 * <pre>
 *   residual = actual − predicted
 *   R² = 1 − Σ residual² / Σ (actual − mean of actual)²
 * </pre>
 *
 * @param column what is predicted
 * @param rows each with what is and what was predicted, in their order
 * @param mean of the residuals: not 0 if the model is biased
 * @param meanAbsolute mean of their magnitudes
 * @param rootMeanSquared root of the mean of their squares
 * @param r2 see the formula; NaN if all actual numbers are the same
 */
public record Residuals(
        String column,
        List<Row> rows,
        double mean,
        double meanAbsolute,
        double rootMeanSquared,
        double r2) {

    /**
     * A row.
     *
     * @param row its number in the table, from 0
     * @param actual what is
     * @param predicted what the model says
     */
    public record Row(int row, double actual, double predicted) {

        /** What is missing. */
        public double residual() {
            return actual - predicted;
        }
    }

    /**
     * Residuals between two numbers.
     *
     * @param from the first number, included
     * @param to the last, included in the last bin only
     * @param count of residuals
     */
    public record Bin(double from, double to, long count) {}

    /** Keeps its own list. */
    public Residuals {
        rows = List.copyOf(rows);
    }

    /**
     * Of a model on rows.
     *
     * @throws InputException if it predicts classes
     */
    public static Residuals of(TableModel model, HeldOut held) {
        TargetEncoding target = model.encoding().target();
        if (!(target instanceof NumberTarget || target instanceof NormalTarget))
            throw new InputException(target.column() + ": classes are predicted, not numbers");
        Matrix outputs = model.model().predict(held.data().features());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < outputs.rows(); i++) {
            Prediction.OfNumber answer =
                    (Prediction.OfNumber)
                            target.prediction(outputs.row(i), model.model().learner().loss());
            rows.add(
                    new Row(
                            held.data().rowNumber(i),
                            held.number(target.column(), i),
                            answer.value()));
        }
        return of(target.column(), rows);
    }

    /** Of at least one row. */
    static Residuals of(String column, List<Row> rows) {
        double center = rows.stream().mapToDouble(Row::actual).average().orElseThrow();
        double squares = rows.stream().mapToDouble(r -> r.residual() * r.residual()).sum();
        double around =
                rows.stream().mapToDouble(r -> (r.actual() - center) * (r.actual() - center)).sum();
        return new Residuals(
                column,
                rows,
                rows.stream().mapToDouble(Row::residual).average().orElseThrow(),
                rows.stream().mapToDouble(r -> Math.abs(r.residual())).average().orElseThrow(),
                Math.sqrt(squares / rows.size()),
                around == 0 ? Double.NaN : 1 - squares / around);
    }

    /** The rows that are farthest off, the farthest first. */
    public List<Row> worst(int most) {
        return rows.stream()
                .sorted(Comparator.comparingDouble((Row r) -> -Math.abs(r.residual())))
                .limit(most)
                .toList();
    }

    /** How often residuals lie in each of some bins of equal width; one bin if all are the same. */
    public List<Bin> histogram(int bins) {
        double low = rows.stream().mapToDouble(Row::residual).min().orElseThrow();
        double high = rows.stream().mapToDouble(Row::residual).max().orElseThrow();
        if (!(high > low)) return List.of(new Bin(low - 0.5, low + 0.5, rows.size()));
        long[] counts = new long[bins];
        for (Row row : rows)
            counts[Math.min(bins - 1, (int) ((row.residual() - low) / (high - low) * bins))]++;
        List<Bin> all = new ArrayList<>();
        for (int k = 0; k < bins; k++)
            all.add(
                    new Bin(
                            low + (high - low) * k / bins,
                            low + (high - low) * (k + 1) / bins,
                            counts[k]));
        return all;
    }
}
