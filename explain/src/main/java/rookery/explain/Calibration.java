package rookery.explain;

import rookery.data.ClassTarget;
import rookery.data.InputException;
import rookery.data.NormalTarget;
import rookery.data.NumberTarget;
import rookery.data.Prediction;
import rookery.data.TableModel;
import rookery.explain.importance.Answer;
import rookery.tensor.Matrix;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether a model is as sure as it is right.
 *
 * <pre>
 *   of classes      confidence: the probability of the predicted class
 *                   promised of a bin: its mean confidence; kept: the share of its rows that are right
 *                   error = Σ_bins rows_bin/rows · |kept − promised|
 *   of numbers      promised: p; kept: the share of rows with |y − μ| ≤ z_p·σ, z_p the quantile of the
 *                   normal distribution at (1 + p)/2
 *                   error = mean over the levels of |kept − promised|
 * </pre>
 *
 * Guo, Pleiss, Sun and Weinberger 2017, arXiv:1706.04599, with 15 bins as there: the expected
 * calibration error of {@link rookery.metrics.ExpectedCalibrationError}. Of numbers: Kuleshov, Fenner and Ermon 2018,
 * arXiv:1807.00263.
 *
 * @param classes whether of classes: else of numbers with standard deviations
 * @param rows looked at
 * @param bins of confidence, or levels, ascending
 * @param error see the formula
 */
public record Calibration(boolean classes, int rows, List<Bin> bins, double error) {

    private static final int BINS = 15;

    /** Levels p and their z. */
    private static final double[][] LEVELS = {
        {0.1, 0.125661346855074},
        {0.2, 0.253347103135800},
        {0.3, 0.385320466407568},
        {0.4, 0.524400512708041},
        {0.5, 0.674489750196082},
        {0.6, 0.841621233572914},
        {0.7, 1.036433389493790},
        {0.8, 1.281551565544600},
        {0.9, 1.644853626951473},
        {0.95, 1.959963984540054},
        {0.99, 2.575829303548901}
    };

    /**
     * Rows with about the same confidence, or a level.
     *
     * @param from the lowest confidence, not included; the level
     * @param to the highest, included; the level
     * @param promised how often the model should be right; NaN without rows
     * @param kept how often it is
     * @param rows in the bin; all of a level
     */
    public record Bin(double from, double to, double promised, double kept, long rows) {}

    /** Keeps its own list. */
    public Calibration {
        bins = List.copyOf(bins);
    }

    /**
     * Of a model on rows.
     *
     * @throws InputException if the model does not say how sure it is
     */
    public static Calibration of(TableModel model, HeldOut rows) {
        return switch (model.encoding().target()) {
            case ClassTarget target -> ofClasses(model, target, rows);
            case NormalTarget target -> ofNumbers(model, target.column(), rows);
            case NumberTarget target ->
                    throw new InputException(
                            "%s is predicted as a number without a standard deviation; train with --loss gaussian_nll to have one"
                                    .formatted(target.column()));
        };
    }

    private static Calibration ofClasses(TableModel model, ClassTarget target, HeldOut rows) {
        if (Answer.of(model).getFirst().quantity() != Answer.Quantity.PROBABILITY)
            throw new InputException(
                    "the network's outputs are no probabilities; it has them if it ends in softmax"
                            + " or sigmoid");
        double[] promised = new double[BINS];
        long[] right = new long[BINS];
        long[] counts = new long[BINS];
        int[] actual = rows.data().classes();
        Matrix outputs = model.model().predict(rows.data().features());
        for (int i = 0; i < actual.length; i++) {
            Prediction.OfClass answer =
                    (Prediction.OfClass)
                            target.prediction(outputs.row(i), model.model().learner().loss());
            double confidence = answer.probabilities().get(answer.text());
            int bin = Math.clamp((int) Math.ceil(confidence * BINS) - 1, 0, BINS - 1);
            promised[bin] += confidence;
            counts[bin]++;
            if (answer.text().equals(target.classes().get(actual[i]))) right[bin]++;
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (int k = 0; k < BINS; k++) {
            double n = counts[k];
            bins.add(
                    new Bin(
                            (double) k / BINS,
                            (k + 1.0) / BINS,
                            promised[k] / n,
                            right[k] / n,
                            counts[k]));
            error += Math.abs(right[k] - promised[k]);
        }
        return new Calibration(true, actual.length, bins, error / actual.length);
    }

    private static Calibration ofNumbers(TableModel model, String column, HeldOut rows) {
        int n = rows.data().rows();
        double[] distances = new double[n];
        Matrix outputs = model.model().predict(rows.data().features());
        for (int i = 0; i < n; i++) {
            Prediction.OfNumber answer =
                    (Prediction.OfNumber)
                            model.encoding()
                                    .target()
                                    .prediction(outputs.row(i), model.model().learner().loss());
            distances[i] =
                    Math.abs(rows.number(column, i) - answer.value())
                            / answer.standardDeviation().orElseThrow();
        }
        List<Bin> bins = new ArrayList<>();
        double error = 0;
        for (double[] level : LEVELS) {
            long within = 0;
            for (double distance : distances) if (distance <= level[1]) within++;
            double kept = (double) within / n;
            bins.add(new Bin(level[0], level[0], level[0], kept, n));
            error += Math.abs(kept - level[0]);
        }
        return new Calibration(false, n, bins, error / LEVELS.length);
    }
}
