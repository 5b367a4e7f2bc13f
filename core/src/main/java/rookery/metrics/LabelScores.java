package rookery.metrics;

import rookery.kernels.Kernels;
import rookery.losses.Loss;
import rookery.tensor.Matrix;
import rookery.tensor.Panels;

import java.util.Optional;

/**
 * A score of outputs that are each a yes or no of their own, averaged over the outputs: one output,
 * or several with a threshold.
 */
final class LabelScores implements Accumulator {

    private static final double HALF = 0.5;

    private final String metric;
    private final double threshold;
    private final boolean classNumbers;
    private final Average average;
    private final ClassCounts.Score score;
    private final ClassCounts counts;
    private long rows;

    private LabelScores(
            Metric metric,
            int outputs,
            Loss loss,
            double threshold,
            Average average,
            ClassCounts.Score score) {
        this.metric = metric.name();
        this.threshold = threshold;
        this.average = average;
        this.score = score;
        classNumbers = Targets.areClassNumbers(this.metric, outputs, loss);
        counts = new ClassCounts(outputs);
    }

    /**
     * The averaged score of a metric, of outputs as {@link Precision} has it: above the threshold,
     * or by the largest output.
     *
     * @throws IllegalArgumentException if the average does not fit the outputs
     */
    static Accumulator orByClass(
            Metric metric,
            int outputs,
            Loss loss,
            Optional<Double> threshold,
            Average average,
            ClassCounts.Score score) {
        average.check(metric, outputs);
        return outputs == 1 || threshold.isPresent()
                ? new LabelScores(metric, outputs, loss, threshold.orElse(HALF), average, score)
                : new ClassScores(metric, outputs, loss, c -> c.average(average, score));
    }

    @Override
    public void check(Matrix targets) {
        Targets.checkYesOrNo(metric, targets, counts.classes());
    }

    @Override
    public void add(Kernels kernels, Panels target, Panels prediction, int rows) {
        for (int b = 0; b < rows; b++)
            for (int k = 0; k < counts.classes(); k++)
                counts.add(
                        k,
                        Targets.yes(target, b, k, classNumbers),
                        prediction.get(b, k) > threshold);
        this.rows += rows;
    }

    @Override
    public double value() {
        return rows == 0 ? Double.NaN : counts.average(average, score);
    }

    @Override
    public void reset() {
        counts.reset();
        rows = 0;
    }
}
